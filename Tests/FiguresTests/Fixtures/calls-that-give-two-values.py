def cell(x, h, c, w, u):
    i = sigmoid(w * x + u * h)
    g = tanh(w * x + h)
    j = exp(w*x) * tanh(h)
    c = i * c + (1 - i) * g * j
    return u * tanh(c), c
w = 0.5; u = -0.3; h = 0.1; c = 0.0
h, c = cell(0.1, h, c, w, u)
h, c = cell(0.2, h, c, w, u)
h, c = cell(0.3, h, c, w, u)
h, c = cell(0.5, h, c, w, u)
h, c = cell(0.6, h, c, w+1, u)
h, c = cell(0.7, h, c, w, u)
loss = (h - 0.2) ** 2 + c
loss.backward()

def cell(x, h, c, w, u):
    i = sigmoid(w * x + u * h)
    g = tanh(w * x + h)
    c = i * c + (1 - i) * g
    return u * tanh(c), c
w = 0.5; u = -0.3; h = 0.1; c = 0.0
for t in range(70):
    h, c = cell(0.1 * t, h, c, w, u)
loss = (h - 0.2) ** 2
loss.backward()

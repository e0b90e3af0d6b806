w = 0.8; u = 0.4; b = 0.1
x1 = 1.0; x2 = -0.5
h0 = 0.2
h1 = tanh(w * h0 + u * x1 + b)
h2 = tanh(w * h1 + u * x2 + b)
loss = (h2 - 0.3) ** 2
loss.backward()

x0 = 0.5; x1 = -0.4; x2 = 0.9
e0 = 0.3; e1 = -0.2; e2 = 0.6
d0 = 0.7; d1 = 0.1; d2 = -0.5
code = tanh(e0 * x0 + e1 * x1 + e2 * x2)
loss = (d0 * code - x0) ** 2 + (d1 * code - x1) ** 2 + (d2 * code - x2) ** 2
loss.backward()

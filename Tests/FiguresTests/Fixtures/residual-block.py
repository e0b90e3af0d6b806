x = 0.7
w1 = 0.5; b1 = 0.1; w2 = -0.8; b2 = 0.3
h = relu(w1 * x + b1)
y = x + w2 * h + b2
loss = (y - 1.0) ** 2
loss.backward()

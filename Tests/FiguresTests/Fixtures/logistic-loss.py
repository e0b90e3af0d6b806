w = 0.5; b = -0.2
x = 1.5; t = 1.0
p = sigmoid(w * x + b)
loss = -(t * log(p) + (1 - t) * log(1 - p))
loss.backward()

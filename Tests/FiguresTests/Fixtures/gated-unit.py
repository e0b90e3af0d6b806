x = 0.6; h = -0.4
wz = 0.3; uz = 0.8; wr = -0.5; ur = 0.4; wn = 0.9; un = -0.7
z = sigmoid(wz * x + uz * h)
r = sigmoid(wr * x + ur * h)
n = tanh(wn * x + un * (r * h))
h1 = (1 - z) * n + z * h
h1.backward()

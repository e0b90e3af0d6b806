x = 0.5
w0 = 1.0; w1 = -0.5; w2 = 0.2
z0 = w0 * x; z1 = w1 * x; z2 = w2 * x
loss = log(exp(z0) + exp(z1) + exp(z2)) - z1
loss.backward()

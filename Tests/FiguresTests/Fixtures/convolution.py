x0 = 1.0; x1 = 2.0; x2 = -1.0; x3 = 0.5
a = 0.4; b = -0.6
y0 = relu(a * x0 + b * x1)
y1 = relu(a * x1 + b * x2)
y2 = relu(a * x2 + b * x3)
f = max(max(y0, y1), y2)
f.backward()

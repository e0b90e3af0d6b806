# output: y
# compared: w x
import numpy as np
x = np.array([1.0, 2.0])
w = np.array([0.5, -1.0])
y = np.dot(x, w)
upstream = 10.0
dx = upstream * w
dw = upstream * x
print(dx, dw)

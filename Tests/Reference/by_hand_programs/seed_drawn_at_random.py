# output: y
# compared: w x y
import numpy as np
np.random.seed(4)
x = np.random.randn(3)
w = np.random.randn(3)
y = x * w
dy = np.random.randn(3)
dx = dy * w
dw = dy * x
print(dx, dw, np.random.randn())

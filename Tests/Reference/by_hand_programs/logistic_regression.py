# output: cost
# compared: b w
import numpy as np
np.random.seed(5)
X = np.random.randn(6, 3)
y = (np.random.rand(6) > 0.5).astype(float)
w = np.zeros(3)
b = 0.0
for i in range(3):
    z = X.dot(w) + b
    a = 1 / (1 + np.exp(-z))
    cost = -np.mean(y * np.log(a) + (1 - y) * np.log(1 - a))
    dz = a - y
    dw = X.T.dot(dz) / 6
    db = np.mean(dz)
    w = w - 0.5 * dw
    b = b - 0.5 * db
    print(i, cost, b)

# output: loss
# compared: W1 W2 h out
import numpy as np
np.random.seed(1)
X = np.random.randn(5, 4)
T = np.random.randn(5, 2)
W1 = np.random.randn(4, 3)
W2 = np.random.randn(3, 2)
for i in range(2):
    h = np.maximum(0, X @ W1)
    out = h @ W2
    loss = np.mean((out - T) ** 2)
    dout = 2 * (out - T) / out.size
    dW2 = h.T @ dout
    dh = dout @ W2.T
    dh[h <= 0] = 0
    dW1 = X.T @ dh
    W1 -= 0.1 * dW1
    W2 -= 0.1 * dW2
    print(i, round(loss, 6))

# output: loss
# compared: x
import numpy as np
np.random.seed(1)
def softmax_loss(x, y):
    shifted_logits = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted_logits), axis=1, keepdims=True)
    log_probs = shifted_logits - np.log(Z)
    probs = np.exp(log_probs)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
x = 0.001 * np.random.randn(5, 4)
y = np.array([0, 3, 1, 2, 2])
loss, dx = softmax_loss(x, y)
print('loss:', loss)
print(dx)

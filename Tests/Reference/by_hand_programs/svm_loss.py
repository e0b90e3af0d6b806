# output: loss
# compared: x
import numpy as np
np.random.seed(1)
def svm_loss(x, y):
    N = x.shape[0]
    correct_class_scores = x[np.arange(N), y]
    margins = np.maximum(0, x - correct_class_scores[:, np.newaxis] + 1.0)
    margins[np.arange(N), y] = 0
    loss = np.sum(margins) / N
    num_pos = np.sum(margins > 0, axis=1)
    dx = np.zeros_like(x)
    dx[margins > 0] = 1
    dx[np.arange(N), y] -= num_pos
    dx /= N
    return loss, dx
x = np.random.randn(5, 4)
y = np.array([0, 3, 1, 2, 2])
loss, dx = svm_loss(x, y)
print('loss: %f' % loss)
print(dx)

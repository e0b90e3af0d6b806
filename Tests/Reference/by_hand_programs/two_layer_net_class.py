# output: loss
# compared: net.params['W1'] net.params['W2'] net.params['b1'] net.params['b2']
import numpy as np
np.random.seed(0)
class TwoLayerNet(object):
    def __init__(self, input_size, hidden_size, output_size, std=1e-1):
        self.params = {}
        self.params['W1'] = std * np.random.randn(input_size, hidden_size)
        self.params['b1'] = np.zeros(hidden_size)
        self.params['W2'] = std * np.random.randn(hidden_size, output_size)
        self.params['b2'] = np.zeros(output_size)

    def loss(self, X, y=None, reg=0.0):
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']
        N, D = X.shape
        h = np.maximum(0, X.dot(W1) + b1)
        scores = h.dot(W2) + b2
        if y is None:
            return scores
        scores -= np.max(scores, axis=1, keepdims=True)
        e = np.exp(scores)
        p = e / np.sum(e, axis=1, keepdims=True)
        loss = np.sum(-np.log(p[np.arange(N), y])) / N
        loss += reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        grads = {}
        p[np.arange(N), y] -= 1
        dscores = p / N
        grads['W2'] = h.T.dot(dscores) + 2 * reg * W2
        grads['b2'] = np.sum(dscores, axis=0)
        dh = dscores.dot(W2.T)
        dh[h <= 0] = 0
        grads['W1'] = X.T.dot(dh) + 2 * reg * W1
        grads['b1'] = np.sum(dh, axis=0)
        return loss, grads

X = 10 * np.random.randn(5, 4)
y = np.array([0, 1, 2, 2, 1])
net = TwoLayerNet(4, 10, 3)
loss, grads = net.loss(X, y, reg=0.05)
print(loss)
for p in sorted(grads):
    print(p, grads[p].sum())
lr = 0.1
for it in range(3):
    loss, grads = net.loss(X, y, reg=0.05)
    print(it, loss)
    for p in net.params:
        net.params[p] -= lr * grads[p]

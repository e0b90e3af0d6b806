# output: loss
# compared: net.params['W1'] net.params['W2'] net.params['b1'] net.params['b2']
import numpy as np
np.random.seed(0)
def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w, b)
def affine_backward(dout, cache):
    x, w, b = cache
    return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)
def relu_forward(x):
    return np.maximum(0, x), x
def relu_backward(dout, cache):
    return dout * (cache > 0)
def softmax_loss(x, y):
    shifted = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted), axis=1, keepdims=True)
    log_probs = shifted - np.log(Z)
    probs = np.exp(log_probs)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
class TwoLayerNet(object):
    def __init__(self, input_dim=4, hidden_dim=5, num_classes=3, weight_scale=1e-1, reg=0.1):
        self.params = {}
        self.reg = reg
        self.params['W1'] = weight_scale * np.random.randn(input_dim, hidden_dim)
        self.params['b1'] = np.zeros(hidden_dim)
        self.params['W2'] = weight_scale * np.random.randn(hidden_dim, num_classes)
        self.params['b2'] = np.zeros(num_classes)
    def loss(self, X, y=None):
        W1, b1, W2, b2 = self.params['W1'], self.params['b1'], self.params['W2'], self.params['b2']
        a1, c1 = affine_forward(X, W1, b1)
        h1, r1 = relu_forward(a1)
        scores, c2 = affine_forward(h1, W2, b2)
        if y is None:
            return scores
        loss, grads = 0, {}
        loss, dscores = softmax_loss(scores, y)
        loss += 0.5 * self.reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        dh1, dW2, db2 = affine_backward(dscores, c2)
        da1 = relu_backward(dh1, r1)
        dX, dW1, db1 = affine_backward(da1, c1)
        grads['W1'] = dW1 + self.reg * W1
        grads['b1'] = db1
        grads['W2'] = dW2 + self.reg * W2
        grads['b2'] = db2
        return loss, grads
class Solver(object):
    def __init__(self, model, X, y, lr=0.1):
        self.model = model
        self.X = X
        self.y = y
        self.lr = lr
        self.loss_history = []
    def _step(self):
        loss, grads = self.model.loss(self.X, self.y)
        self.loss_history.append(loss)
        for p, w in self.model.params.items():
            dw = grads[p]
            self.model.params[p] = w - self.lr * dw
    def train(self, n):
        for t in range(n):
            self._step()
X = np.random.randn(6, 4)
y = np.array([0, 1, 2, 0, 1, 2])
net = TwoLayerNet()
loss, grads = net.loss(X, y)
print('loss', loss)
for k in sorted(grads): print(k, grads[k].shape)
solver = Solver(net, X, y)
solver.train(2)
print([round(float(v), 6) for v in solver.loss_history])

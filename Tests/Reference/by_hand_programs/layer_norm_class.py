# output: out
# compared: out x
import numpy as np
np.random.seed(7)
class LayerNorm:
    def __init__(self, dim, eps=1e-5):
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.eps = eps
    def forward(self, x, train=True):
        self.mean = x.mean(axis=-1, keepdims=True)
        self.var = x.var(axis=-1, keepdims=True)
        self.rstd = 1.0 / np.sqrt(self.var + self.eps)
        self.norm = (x - self.mean) * self.rstd
        return self.norm * self.gamma + self.beta
    def backward(self, dout):
        self.dgamma = (dout * self.norm).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        dnorm = dout * self.gamma
        dx = dnorm - dnorm.mean(axis=-1, keepdims=True) - self.norm * (dnorm * self.norm).mean(axis=-1, keepdims=True)
        dx *= self.rstd
        return dx
x = np.random.randn(2, 3)
ln = LayerNorm(3)
out = ln.forward(x)
dout = np.random.randn(2, 3)
dx = ln.backward(dout)
print(out)
print(dx)
print(ln.dgamma)

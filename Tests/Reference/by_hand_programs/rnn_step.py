# output: out
# compared: Wh Wx b x
import numpy as np
np.random.seed(2)
def rnn_step_forward(x, prev_h, Wx, Wh, b):
    next_h = np.tanh(x.dot(Wx) + prev_h.dot(Wh) + b)
    cache = (x, prev_h, Wx, Wh, next_h)
    return next_h, cache
def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh, next_h = cache
    dt = dnext_h * (1 - next_h ** 2)
    dx = dt.dot(Wx.T)
    dprev_h = dt.dot(Wh.T)
    dWx = x.T.dot(dt)
    dWh = prev_h.T.dot(dt)
    db = dt.sum(axis=0)
    return dx, dprev_h, dWx, dWh, db
N, D, H = 3, 4, 2
x = np.random.randn(N, D)
h = np.random.randn(N, H)
Wx = np.random.randn(D, H)
Wh = np.random.randn(H, H)
b = np.random.randn(H)
out, cache = rnn_step_forward(x, h, Wx, Wh, b)
dnext_h = np.random.randn(*out.shape)
dx, dprev_h, dWx, dWh, db = rnn_step_backward(dnext_h, cache)
print(dx.sum(), dprev_h.sum(), dWx.sum(), dWh.sum(), db)

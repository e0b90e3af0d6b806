# output: 
# compared: b w x
import numpy as np
np.random.seed(231)

def affine_forward(x, w, b):
    out = x.reshape(x.shape[0], -1).dot(w) + b
    cache = (x, w, b)
    return out, cache

def affine_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = None, None, None
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db

def eval_numerical_gradient_array(f, x, df, h=1e-5):
    grad = np.zeros_like(x)
    flat = x.reshape(-1)
    for i in range(x.size):
        old = flat[i]
        flat[i] = old + h
        pos = f(x).copy()
        flat[i] = old - h
        neg = f(x).copy()
        flat[i] = old
        grad.reshape(-1)[i] = np.sum((pos - neg) * df) / (2 * h)
    return grad

def rel_error(x, y):
    return np.max(np.abs(x - y) / (np.maximum(1e-8, np.abs(x) + np.abs(y))))

x = np.random.randn(4, 2, 3)
w = np.random.randn(6, 5)
b = np.random.randn(5)
dout = np.random.randn(4, 5)

_, cache = affine_forward(x, w, b)
dx, dw, db = affine_backward(dout, cache)
dx_num = eval_numerical_gradient_array(lambda x: affine_forward(x, w, b)[0], x, dout)
print(dx.shape, dw.shape, db)
print('dx error: ', rel_error(dx_num, dx) < 1e-7)

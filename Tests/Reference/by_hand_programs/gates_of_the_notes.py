# output: out
# compared: m out p s w x y z
# from the notes: max gate and friends
x = 3.0; y = -4.0; z = 2.0; w = -1.0
m = max(z, w)
p = x * y
s = p + m
out = 2 * s
dout = 1.0
ds = 2 * dout
dp = 1 * ds
dm = 1 * ds
dx = y * dp
dy = x * dp
dz = (z > w) * dm
dw = (w > z) * dm
print(dx, dy, dz, dw)

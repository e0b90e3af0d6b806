# output: f
# compared: w x
w = 3.0
x = 2.0
f = w * x
g = 3 * f
print(g)
dw = x
dx = w
print(dw, dx)

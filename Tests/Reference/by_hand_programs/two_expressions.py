# output: f g h
# compared: x y
x = 2.0
f = x * x
dx = 2 * x
print(f, dx)
g = x ** 3
dx = 3 * x ** 2
print(g, dx)
y = 3.0
h = x * y
dx = y
dy = x
print(h, dx, dy)

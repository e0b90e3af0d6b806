# output: x2
# compared: 
t = 0.5
x = 1.0
v = x * t
dt = 0.1
x2 = x + v * dt
print(x2)

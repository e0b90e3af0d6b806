x = 3.0
y = -4.0
top = x + sigmoid(y)
bottom = sigmoid(x) + (x + y) ** 2
f = top / bottom
f.backward()

# output: loss
# compared: w y
w = 3.0
x = 2.0
t = 5.0
y = w * x
loss = (y - t) ** 2
err = y - t
dy = 2 * err
dw = dy * x
accuracy = abs(err) / t
print('loss', loss, 'dw', dw, accuracy)

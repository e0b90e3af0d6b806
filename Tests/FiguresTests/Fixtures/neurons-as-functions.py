def neuron(a, b, w, v, c):
    s = a * w + b * v + c
    return tanh(s)
x = 0.5; y = -0.3
w1 = 0.1; w2 = 0.4; w3 = -0.5; w4 = 0.9; b1 = 0.1; b2 = -0.1; w5 = 0.3; w6 = -0.8; b3 = 0.0
h1 = neuron(x, y, w1, w2, b1)
h2 = neuron(x, y, w3, w4, b2)
f = neuron(h2, h1, w5, w6, b3)
f.backward()

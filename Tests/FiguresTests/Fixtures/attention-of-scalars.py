q = 0.8
k1 = 0.5; k2 = -0.3; k3 = 1.2
v1 = 1.0; v2 = -2.0; v3 = 0.5
e1 = exp(q * k1); e2 = exp(q * k2); e3 = exp(q * k3)
s = e1 + e2 + e3
out = e1 / s * v1 + e2 / s * v2 + e3 / s * v3
out.backward()

/// A name of Python, NumPy or a framework that the lesson language does not have, with what does the same.
package enum ForeignName: Equatable, Sendable {
  /// The language calls it so.
  case called(String)
  /// How it is written here.
  case written(String)

  /// What to write for it.
  package var hint: String? {
    if case .written(let hint) = self { hint } else { nil }
  }

  /// What is suggested for an unknown name: what the language calls it, else the nearest of its names. Nil where the
  /// nearest name would mean another thing.
  package static func suggestion(for name: String, nearest: @autoclosure () -> String?) -> String? {
    switch known[name] {
    case .called(let other)?: other
    case .written?: nil
    case nil: nearest()
    }
  }

  package static func hint(for name: String) -> String? { known[name]?.hint }

  package static let known: [String: ForeignName] = [
    // Python
    "xrange": .called("range"), "raw_input": .written("a program of a lesson reads no input"),
    "sort": .written("sorted(x) gives the elements in order, as a list"),
    "reduce": .written("a loop does it"), "filter": .written("write [x for x in values if …]"),
    "divmod": .written("write a // b and a % b"), "unicode": .called("str"), "long": .called("int"),
    // Arithmetic
    "add": .written("write a + b, or x[i] += v in a loop for add.at"), "subtract": .written("write a - b"),
    "sub": .written("write a - b"),
    "multiply": .written("write a * b"), "mul": .written("write a * b"), "divide": .written("write a / b"),
    "true_divide": .written("write a / b"), "div": .written("write a / b"), "negative": .written("write -x"),
    "neg": .written("write -x"), "reciprocal": .written("write 1 / x"),
    "rsqrt": .written("write 1 / sqrt(x)"),
    "mod": .written("write a % b"), "pow": .written("write x**2"), "float_power": .written("write x**2"),
    "cbrt": .written("write x ** (1 / 3)"), "hypot": .written("write sqrt(a**2 + b**2)"),
    "sign": .written("write np.where(x > 0, 1, np.where(x < 0, -1, 0))"),
    "heaviside": .written("write np.where(x > 0, 1, 0)"), "absolute": .called("abs"),
    // Functions of a number
    "ln": .called("log"), "log2": .written("write log(x) / log(2)"),
    "log10": .written("write log(x) / log(10)"),
    "log1p": .written("write log(1 + x)"), "expm1": .written("write exp(x) - 1"),
    "exp2": .written("write 2**x"),
    "tan": .written("write sin(x) / cos(x)"), "cosh": .written("write (exp(x) + exp(-x)) / 2"),
    "sinh": .written("write (exp(x) - exp(-x)) / 2"), "logistic": .called("sigmoid"),
    "expit": .called("sigmoid"),
    "logit": .written("write log(x / (1 - x))"), "deg2rad": .written("write x * pi / 180"),
    "silu": .written("write x * sigmoid(x)"), "swish": .written("write x * sigmoid(x)"),
    "gelu": .written("write 0.5 * x * (1 + tanh(0.7978845608 * (x + 0.044715 * x**3)))"),
    "hardtanh": .written("write clip(x, -1, 1)"), "clamp": .called("clip"),
    "relu6": .written("write clip(x, 0, 6)"),
    "rectify": .called("relu"), "log_sigmoid": .written("write -softplus(-x)"),
    "logsigmoid": .written("write -softplus(-x)"),
    // Losses
    "log_softmax": .written("write x - logsumexp(x)"), "cross_entropy": .written("write logsumexp(s) - s[y]"),
    "mse_loss": .written("write mean((y - t)**2)"), "mean_squared_error": .written("write mean((y - t)**2)"),
    "l1_loss": .written("write mean(abs(y - t))"), "nll_loss": .written("write -p[y] of the logarithms p"),
    "binary_cross_entropy": .written("write -(t * log(p) + (1 - t) * log(1 - p))"),
    // Arrays
    "argsort": .written("sorted(range(n), key=lambda i: x[i]) gives the indices in order"),
    "cumsum": .written("add the elements up in a loop"), "diff": .written("write x[1:] - x[:-1]"),
    "inner": .called("dot"), "vdot": .called("dot"), "mm": .called("matmul"), "bmm": .called("matmul"),
    "einsum": .written("matmul, transpose and sum do the same"),
    "tensordot": .written("reshape and matmul do the same"), "average": .called("mean"),
    "identity": .called("eye"),
    "diag": .written("the diagonal is x[range(n), range(n)]; np.eye(n) * x puts one in a matrix"),
    "trace": .written("write np.sum(x[range(n), range(n)])"), "concat": .called("concatenate"),
    "cat": .called("concatenate"), "append": .written("np.concatenate makes a larger array"),
    "split": .written("slices do the same, as in x[:2] and x[2:]"),
    "delete": .written("take the rest with a slice or a mask"),
    "swapaxes": .called("transpose"), "permute": .called("transpose"), "view": .called("reshape"),
    "unsqueeze": .written("write np.expand_dims(x, 0), or x.reshape(…)"), "clone": .called("copy"),
    "deepcopy": .written("x.copy() copies an array or a list"),
    "atleast_2d": .written("write x.reshape(1, -1)"),
    "nonzero": .written("a mask picks them, as in x[x != 0]"),
    "count_nonzero": .written("write np.sum(x != 0)"),
    "mat": .called("array"), "matrix": .called("array"), "ndarray": .called("array"),
    "asmatrix": .called("array"),
    "numel": .written("write x.size"), "numpy": .written("a value is an array already"),
    "cpu": .written("leave it out"), "cuda": .written("leave it out"), "to": .written("leave it out"),
    "requires_grad_": .written("write requires_grad=True where the array is made"),
    "zero_grad": .written("write w.grad = 0 for each parameter"), "gradient": .called("grad"),
    "set_printoptions": .written("leave it out; f'{x:.3f}' rounds a number"),
    "default_rng": .written("np.random.seed(0) starts the numbers of np.random.randn(…)"),
    "RandomState": .written("np.random.seed(0) starts the numbers of np.random.randn(…)"),
    "random_integers": .called("randint"), "sample": .called("choice"),
    // Modules and engines
    "torch": .written("tensor(…), sigmoid(x), x.grad and f.backward() stand without 'torch.'"),
    "F": .written("relu(x), softmax(x) and the like stand without 'F.'"),
    "nn": .written("a class with __init__ and __call__ makes a layer of its own"),
    "jax": .written("f.backward() and x.grad give what jax.grad gives"), "jnp": .called("np"),
    "grad": .written("f.backward() and x.grad give the gradient"),
    "value_and_grad": .written("f.backward() and x.grad give the gradient"),
    "autograd": .written("f.backward() and x.grad give the gradient"),
    "tf": .written("write it with the functions of NumPy, and f.backward()"),
    "Value": .written("a number is a value already: x = 2.0"), "Tensor": .called("tensor"),
    "Variable": .written("a number or an array is a variable already: x = 2.0"),
    "time": .written("leave it out"),
  ]
}

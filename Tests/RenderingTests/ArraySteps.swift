import TraceModel

@testable import Rendering

extension ArrayStep {
  static let w = tensor([2, 2], [0.1, 0.5, -0.3, 0.8])
  static let x = vector(0.2, 0.4)
  static let x2 = vector(1, 2)
  static let image = tensor([3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])
  static let kernel = tensor([2, 2], [1, 0, 0, 1])

  static let all = products + elements + reductions + arrangements

  static let products: [ArrayStep] = [
    ArrayStep(
      gate: "matmul", inputs: [("W", w), ("x", x)],
      output: ("q", vector(0.22, 0.26)), upstream: vector(0.44, 0.52),
      events: [
        (
          .matrix(tensor([2, 4], [0.2, 0.4, 0, 0, 0, 0, 0.2, 0.4])),
          tensor([2, 2], [0.088, 0.176, 0.104, 0.208])
        ), (.matrix(w), vector(-0.112, 0.636)),
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "matmul", inputs: [("x", x), ("W1", w)],
      output: ("scores", vector(-0.1, 0.42)), upstream: vector(1, 2),
      events: [
        (.rule("X̄ = Ȳ Wᵀ"), vector(1.1, 1.3)), (.rule("W̄ = Xᵀ Ȳ"), tensor([2, 2], [0.2, 0.4, 0.4, 0.8])),
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "matmul", inputs: [("W", w)], constants: [(1, x, "x")],
      output: ("q", vector(0.22, 0.26)), upstream: vector(1, 0),
      events: [(.rule("W̄ = Ȳ xᵀ"), tensor([2, 2], [0.2, 0.4, 0, 0]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "matmul", inputs: [("a", x), ("b", x2)],
      output: ("y", Tensor(1)), upstream: Tensor(2),
      events: [
        (.matrix(tensor([1, 2], [1, 2])), vector(2, 4)),
        (.matrix(tensor([1, 2], [0.2, 0.4])), vector(0.4, 0.8)),
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "outer", inputs: [("a", x), ("b", x2)],
      output: ("y", tensor([2, 2], [0.2, 0.4, 0.4, 0.8])), upstream: tensor([2, 2], [1, 0, 0, 1]),
      events: [(.rule(""), vector(1, 2)), (.rule(""), vector(0.2, 0.4))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "conv2d", inputs: [("x", image), ("k", kernel)],
      constants: [(2, vector(1, 0), "stride 1, padding 0")],
      output: ("y", tensor([2, 2], [6, 8, 12, 14])), upstream: tensor([2, 2], [1, 0, 0, 1]),
      events: [
        (.rule(""), tensor([3, 3], [1, 0, 0, 0, 2, 0, 0, 0, 1])),
        (.rule(""), tensor([2, 2], [6, 8, 12, 14])),
      ],
      forward: "",
      backward: [],
      symbols: []),
  ]

  static let elements: [ArrayStep] = [
    ArrayStep(
      gate: "add", inputs: [("X", w), ("b", x)],
      output: ("Y", tensor([2, 2], [0.3, 0.9, -0.1, 1.2])), upstream: tensor([2, 2], [1, 2, 3, 4]),
      events: [
        (.diagonal(tensor([2, 2], [1, 1, 1, 1])), tensor([2, 2], [1, 2, 3, 4])),
        (.diagonal(tensor([2, 2], [1, 1, 1, 1])), vector(4, 6)),
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "add", inputs: [("x", x)], constants: [(1, Tensor(1), nil)],
      output: ("y", vector(1.2, 1.4)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "subtract", inputs: [("a", x), ("b", x2)],
      output: ("y", vector(-0.8, -1.6)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2)), (.diagonal(vector(-1, -1)), vector(-1, -2))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "subtract", inputs: [("x", x)], constants: [(0, Tensor(1), nil)],
      output: ("y", vector(0.8, 0.6)), upstream: vector(1, 2),
      events: [(.diagonal(vector(-1, -1)), vector(-1, -2))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "multiply", inputs: [("a", x), ("b", x2)],
      output: ("y", vector(0.2, 0.8)), upstream: vector(1, 2),
      events: [(.diagonal(x2), vector(1, 4)), (.diagonal(x), vector(0.2, 0.8))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "multiply", inputs: [("s", Tensor(3)), ("x", x)],
      output: ("y", vector(0.6, 1.2)), upstream: vector(1, 2),
      events: [(.diagonal(x), Tensor(1)), (.diagonal(vector(3, 3)), vector(3, 6))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "multiply", inputs: [("q", x), ("q", x)],
      output: ("y", vector(0.04, 0.16)), upstream: vector(1, 1),
      events: [(.diagonal(x), x), (.diagonal(x), x)],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "multiply", inputs: [("x", x)], constants: [(1, Tensor(2), nil)],
      output: ("y", vector(0.4, 0.8)), upstream: vector(1, 2),
      events: [(.diagonal(vector(2, 2)), vector(2, 4))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "multiply", inputs: [("x", x)], constants: [(1, vector(1, 0), "mask")],
      output: ("y", vector(0.2, 0)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 0)), vector(1, 0))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "divide", inputs: [("x", x)], constants: [(1, Tensor(2), nil)],
      output: ("y", vector(0.1, 0.2)), upstream: vector(1, 2),
      events: [(.diagonal(vector(0.5, 0.5)), vector(0.5, 1))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "divide", inputs: [("a", x), ("b", x2)],
      output: ("y", vector(0.2, 0.2)), upstream: vector(1, 1),
      events: [
        (.diagonal(vector(1, 0.5)), vector(1, 0.5)), (.diagonal(vector(-0.2, -0.1)), vector(-0.2, -0.1)),
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "power", inputs: [("q", vector(0.22, 0.26))], constants: [(1, Tensor(2), nil)],
      output: ("y", vector(0.0484, 0.0676)), upstream: vector(1, 1),
      events: [(.diagonal(vector(0.44, 0.52)), vector(0.44, 0.52))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "exp", inputs: [("x", vector(0, 1))],
      output: ("y", vector(1, 2.718281828459045)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 2.718281828459045)), vector(1, 5.43656365691809))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "sigmoid", inputs: [("x", vector(0, 0))],
      output: ("y", vector(0.5, 0.5)), upstream: vector(1, 2),
      events: [(.diagonal(vector(0.25, 0.25)), vector(0.25, 0.5))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "tanh", inputs: [("x", vector(0, 0))],
      output: ("y", vector(0, 0)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "sin", inputs: [("x", vector(0, 0))],
      output: ("y", vector(0, 0)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "relu", inputs: [("x", vector(1, -2, 3, -1))],
      output: ("y", vector(1, 0, 3, 0)), upstream: vector(4, -1, 5, 9),
      events: [(.diagonal(vector(1, 0, 1, 0)), vector(4, 0, 5, 0))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "relu", inputs: [("x", vector(1, 2))],
      output: ("y", vector(1, 2)), upstream: vector(4, -1),
      events: [(.diagonal(vector(1, 1)), vector(4, -1))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "max with 0", inputs: [("x", vector(-1, -2))],
      output: ("y", vector(0, 0)), upstream: vector(4, -1),
      events: [(.diagonal(vector(0, 0)), vector(0, 0))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "leaky relu", inputs: [("x", vector(-1, 2))], constants: [(1, Tensor(0.1), nil)],
      output: ("y", vector(-0.1, 2)), upstream: vector(4, -1),
      events: [(.diagonal(vector(0.1, 1)), vector(0.4, -1))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "max", inputs: [("a", vector(1, 5, 2)), ("b", vector(3, 4, 2))],
      output: ("y", vector(3, 5, 2)), upstream: vector(1, 2, 4),
      events: [
        (.diagonal(vector(0, 1, 0.5)), vector(0, 2, 2)), (.diagonal(vector(1, 0, 0.5)), vector(1, 0, 2)),
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "max", inputs: [("x", vector(1, 5, 2))], constants: [(1, Tensor(3), nil)],
      output: ("y", vector(3, 5, 3)), upstream: vector(1, 2, 4),
      events: [(.diagonal(vector(0, 1, 0)), vector(0, 2, 0))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "abs", inputs: [("x", vector(1, -5))],
      output: ("y", vector(1, 5)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, -1)), vector(1, -2))],
      forward: "",
      backward: [],
      symbols: []),
  ]

  static let reductions: [ArrayStep] = [
    ArrayStep(
      gate: "sum", inputs: [("W", w)],
      output: ("f", Tensor(1.1)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 4], [1, 1, 1, 1])), tensor([2, 2], [2, 2, 2, 2]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "sum", inputs: [("W", w)], constants: [(1, Tensor(0), nil)],
      output: ("y", vector(-0.2, 1.3)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [1, 0, 1, 0, 0, 1, 0, 1])), tensor([2, 2], [1, 2, 1, 2]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "mean", inputs: [("W", w)],
      output: ("f", Tensor(0.275)), upstream: Tensor(1),
      events: [
        (.matrix(tensor([1, 4], [0.25, 0.25, 0.25, 0.25])), tensor([2, 2], [0.25, 0.25, 0.25, 0.25]))
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "mean", inputs: [("W", w)], constants: [(1, Tensor(1), nil)],
      output: ("y", vector(0.3, 0.25)), upstream: vector(1, 2),
      events: [
        (.matrix(tensor([2, 4], [0.5, 0.5, 0, 0, 0, 0, 0.5, 0.5])), tensor([2, 2], [0.5, 0.5, 1, 1]))
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "largest", inputs: [("W", w)],
      output: ("f", Tensor(0.8)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 4], [0, 0, 0, 1])), tensor([2, 2], [0, 0, 0, 2]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "smallest", inputs: [("x", vector(1, 1, 3))],
      output: ("f", Tensor(1)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 3], [0.5, 0.5, 0])), vector(1, 1, 0))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "largest", inputs: [("W", w)], constants: [(1, Tensor(1), nil)],
      output: ("y", vector(0.5, 0.8)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [0, 1, 0, 0, 0, 0, 0, 1])), tensor([2, 2], [0, 1, 0, 2]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "product", inputs: [("x", vector(2, 3, 4))],
      output: ("f", Tensor(24)), upstream: Tensor(1),
      events: [(.matrix(tensor([1, 3], [12, 8, 6])), vector(12, 8, 6))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "sum", inputs: [("T", tensor([1, 2, 2], [1, 2, 3, 4]))], constants: [(1, vector(0, 1), nil)],
      output: ("y", vector(4, 6)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [1, 0, 1, 0, 0, 1, 0, 1])), tensor([1, 2, 2], [1, 2, 1, 2]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "softmax", inputs: [("s", vector(0, 0))], constants: [(1, Tensor(0), nil)],
      output: ("p", vector(0.5, 0.5)), upstream: vector(1, 0),
      events: [(.matrix(tensor([2, 2], [0.25, -0.25, -0.25, 0.25])), vector(0.25, -0.25))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "softmax", inputs: [("S", tensor([2, 2], [0, 0, 0, 0]))], constants: [(1, Tensor(1), nil)],
      output: ("P", tensor([2, 2], [0.5, 0.5, 0.5, 0.5])), upstream: tensor([2, 2], [1, 0, 0, 0]),
      events: [(.rule(""), tensor([2, 2], [0.25, -0.25, 0, 0]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "logsumexp", inputs: [("s", vector(0, 0))],
      output: ("f", Tensor(0.6931471805599453)), upstream: Tensor(1),
      events: [(.matrix(tensor([1, 2], [0.5, 0.5])), vector(0.5, 0.5))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "norm", inputs: [("v", vector(3, 4))],
      output: ("f", Tensor(5)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 2], [0.6, 0.8])), vector(1.2, 1.6))],
      forward: "",
      backward: [],
      symbols: []),
  ]

  static let arrangements: [ArrayStep] = [
    ArrayStep(
      gate: "index", inputs: [("W", w)], constants: [(1, vector(0, 1), "[0]")],
      output: ("y", vector(0.1, 0.5)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [1, 0, 0, 0, 0, 1, 0, 0])), tensor([2, 2], [1, 2, 0, 0]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "index", inputs: [("x", vector(1, 2, 3))], constants: [(1, vector(1, 1), "[[1, 1]]")],
      output: ("y", vector(2, 2)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 3], [0, 1, 0, 0, 1, 0])), vector(0, 3, 0))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "index", inputs: [("x", vector(1, 2, 3))], constants: [(1, vector(2, 0, 1), "roll 1")],
      output: ("y", vector(3, 1, 2)), upstream: vector(1, 2, 4),
      events: [(.matrix(tensor([3, 3], [0, 0, 1, 1, 0, 0, 0, 1, 0])), vector(2, 4, 1))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "index", inputs: [("x", x)], constants: [(1, vector(0, 0, 1, 1), "repeat 2")],
      output: ("y", vector(0.2, 0.2, 0.4, 0.4)), upstream: vector(1, 2, 3, 4),
      events: [(.matrix(tensor([4, 2], [1, 0, 1, 0, 0, 1, 0, 1])), vector(3, 7))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "transpose", inputs: [("W", w)],
      output: ("V", tensor([2, 2], [0.1, -0.3, 0.5, 0.8])), upstream: tensor([2, 2], [1, 2, 3, 4]),
      events: [(.rule(""), tensor([2, 2], [1, 3, 2, 4]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "reshape", inputs: [("W", w)],
      output: ("v", vector(0.1, 0.5, -0.3, 0.8)), upstream: vector(1, 2, 3, 4),
      events: [(.rule(""), tensor([2, 2], [1, 2, 3, 4]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "stack", inputs: [("a", Tensor(1)), ("b", Tensor(2))],
      output: ("v", vector(1, 2)), upstream: vector(3, 4),
      events: [
        (.matrix(tensor([2, 1], [1, 0])), Tensor(3)), (.matrix(tensor([2, 1], [0, 1])), Tensor(4)),
      ],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "concatenate", inputs: [("a", x), ("b", x2)], constants: [(2, Tensor(0), nil)],
      output: ("v", vector(0.2, 0.4, 1, 2)), upstream: vector(1, 2, 3, 4),
      events: [(.rule(""), vector(1, 2)), (.rule(""), vector(3, 4))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "where", inputs: [("a", vector(1, 2, 3)), ("b", vector(7, 8, 9))],
      constants: [(0, vector(1, 0, 1), "x > 0")],
      output: ("y", vector(1, 8, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(1, 0, 4)), (.rule(""), vector(0, 2, 0))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "where", inputs: [("a", vector(1, 2, 3))],
      constants: [(0, vector(1, 0, 1), "mask"), (2, Tensor(0), nil)],
      output: ("y", vector(1, 0, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(1, 0, 4))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "pad", inputs: [("x", x)], constants: [(1, vector(1, 2), "pad 1")],
      output: ("y", vector(0, 0.2, 0.4, 0)), upstream: vector(1, 2, 3, 4),
      events: [(.rule(""), vector(2, 3))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "max_pool2d", inputs: [("x", image)], constants: [(1, vector(3, 1), "3×3")],
      output: ("y", tensor([1, 1], [9])), upstream: tensor([1, 1], [2]),
      events: [(.rule(""), tensor([3, 3], [0, 0, 0, 0, 0, 0, 0, 0, 2]))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "assign", inputs: [("a", vector(1, 2, 3)), ("b", Tensor(9))], constants: [(2, vector(1), "[1]")],
      output: ("y", vector(1, 9, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(1, 0, 4)), (.rule(""), Tensor(2))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "assign", inputs: [("a", vector(1, 2, 3))],
      constants: [(1, Tensor(0), nil), (2, vector(0, 1), "[:2]")],
      output: ("y", vector(0, 0, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(0, 0, 4))],
      forward: "",
      backward: [],
      symbols: []),
    ArrayStep(
      gate: "stack",
      inputs: [
        ("a0", Tensor(0)), ("a1", Tensor(1)), ("a2", Tensor(2)), ("a3", Tensor(3)), ("a4", Tensor(4)),
        ("a5", Tensor(5)), ("a6", Tensor(6)),
      ],
      output: ("v", vector(0, 1, 2, 3, 4, 5, 6)), upstream: vector(0, 1, 2, 3, 4, 5, 6),
      events: [
        (.rule(""), Tensor(0)), (.rule(""), Tensor(1)), (.rule(""), Tensor(2)), (.rule(""), Tensor(3)),
        (.rule(""), Tensor(4)), (.rule(""), Tensor(5)), (.rule(""), Tensor(6)),
      ],
      forward: "",
      backward: [],
      symbols: []),
  ]
}

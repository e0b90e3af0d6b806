import Numbers
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
      forward:
        "Each element of q is a row of the left factor multiplied with the vector, element by element, and added up. The gate remembers both factors: each will be needed for the gradient of the other.",
      backward: [
        "Each factor gets the upstream gradient times the other factor, transposed so that the shapes fit: W̄ = q̄xᵀ, x̄ = Wᵀq̄."
      ],
      symbols: [
        "\\bar{W} = \\bar{q} \\thinspace x^{\\top}",
        "\\bar{x} = W^{\\top} \\thinspace \\bar{q}",
      ]),
    ArrayStep(
      gate: "matmul", inputs: [("x", x), ("W1", w)],
      output: ("scores", vector(-0.1, 0.42)), upstream: vector(1, 2),
      events: [
        (.rule("X̄ = Ȳ Wᵀ"), vector(1.1, 1.3)), (.rule("W̄ = Xᵀ Ȳ"), tensor([2, 2], [0.2, 0.4, 0.4, 0.8])),
      ],
      forward:
        "Each element of scores is the vector on the left multiplied with a column of the right factor, element by element, and added up. The gate remembers both factors: each will be needed for the gradient of the other.",
      backward: [
        "Each factor gets the upstream gradient times the other factor, transposed so that the shapes fit: x̄ = scores.grad W1ᵀ, W̄1 = xᵀ scores.grad."
      ],
      symbols: [
        "\\bar{x} = \\overline{\\text{scores}} \\thinspace W_{1}^{\\top}",
        "\\bar{W_{1}} = x^{\\top} \\thinspace \\overline{\\text{scores}}",
      ]),
    ArrayStep(
      gate: "matmul", inputs: [("W", w)], constants: [(1, x, "x")],
      output: ("q", vector(0.22, 0.26)), upstream: vector(1, 0),
      events: [(.rule("W̄ = Ȳ xᵀ"), tensor([2, 2], [0.2, 0.4, 0, 0]))],
      forward:
        "Each element of q is a row of the left factor multiplied with the vector, element by element, and added up. The gate remembers both factors: each will be needed for the gradient of the other.",
      backward: [
        "W gets the upstream gradient times the other factor, transposed so that the shapes fit: W̄ = q̄xᵀ."
      ],
      symbols: ["\\bar{W} = \\bar{q} \\thinspace x^{\\top}"]),
    ArrayStep(
      gate: "matmul", inputs: [("a", x), ("b", x2)],
      output: ("y", Tensor(1)), upstream: Tensor(2),
      events: [
        (.matrix(tensor([1, 2], [1, 2])), vector(2, 4)),
        (.matrix(tensor([1, 2], [0.2, 0.4])), vector(0.4, 0.8)),
      ],
      forward:
        "The elements are multiplied in pairs and the products added up. The gate remembers both vectors: each will be the slope of the other.",
      backward: ["Each vector gets the upstream gradient (2.00) times the other vector."],
      symbols: [
        "\\bar{a} = \\bar{y} \\cdot b",
        "\\bar{b} = \\bar{y} \\cdot a",
      ]),
    ArrayStep(
      gate: "outer", inputs: [("a", x), ("b", x2)],
      output: ("y", tensor([2, 2], [0.2, 0.4, 0.4, 0.8])), upstream: tensor([2, 2], [1, 0, 0, 1]),
      events: [(.rule(""), vector(1, 2)), (.rule(""), vector(0.2, 0.4))],
      forward:
        "Each element of a is multiplied by every element of b. The gate remembers both: each will be needed for the gradient of the other.",
      backward: [
        "Each element of a met every element of b: it gets the upstream gradients of its row, each times the element it met, and the columns do the same for b."
      ],
      symbols: [
        "\\bar{a} = \\bar{y} \\thinspace b",
        "\\bar{b} = \\bar{y}^{\\top} \\thinspace a",
      ]),
    ArrayStep(
      gate: "conv2d", inputs: [("x", image), ("k", kernel)],
      constants: [(2, vector(1, 0), "stride 1, padding 0")],
      output: ("y", tensor([2, 2], [6, 8, 12, 14])), upstream: tensor([2, 2], [1, 0, 0, 1]),
      events: [
        (.rule(""), tensor([3, 3], [1, 0, 0, 0, 2, 0, 0, 0, 1])),
        (.rule(""), tensor([2, 2], [6, 8, 12, 14])),
      ],
      forward:
        "The filter slides over the input; each element of y is the sum of the products of the filter with what lies under it. The gate remembers both.",
      backward: [
        "Each number of k gets the sum of what was under it, each times the upstream gradient of that place; each number of x gets the sum over the places whose window it was in."
      ],
      symbols: [
        "\\bar{x} = \\mathrm{spread}\\left(\\bar{y}, k\\right)",
        "\\bar{k} = \\mathrm{correlate}\\left(x, \\bar{y}\\right)",
      ]),
  ]

  static let elements: [ArrayStep] = [
    ArrayStep(
      gate: "add", inputs: [("X", w), ("b", x)],
      output: ("Y", tensor([2, 2], [0.3, 0.9, -0.1, 1.2])), upstream: tensor([2, 2], [1, 2, 3, 4]),
      events: [
        (.diagonal(tensor([2, 2], [1, 1, 1, 1])), tensor([2, 2], [1, 2, 3, 4])),
        (.diagonal(tensor([2, 2], [1, 1, 1, 1])), vector(4, 6)),
      ],
      forward: "The gate adds element by element. It need not remember its inputs: every slope is 1.",
      backward: [
        "The add gate passes the upstream gradient unchanged to both inputs.",
        "b was stretched along axis 0, so it gets the sum along that axis.",
      ],
      symbols: [
        "\\bar{X} = \\bar{Y}",
        "\\bar{b} = \\sum_{\\text{axis 0}} \\bar{Y}",
      ]),
    ArrayStep(
      gate: "add", inputs: [("x", x)], constants: [(1, Tensor(1), nil)],
      output: ("y", vector(1.2, 1.4)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2))],
      forward: "1 is added to every element; the slope is 1 whatever the input.",
      backward: [
        "Adding a constant shifts every element and leaves every slope alone: the upstream gradient passes unchanged."
      ],
      symbols: ["\\bar{x} = \\bar{y}"]),
    ArrayStep(
      gate: "subtract", inputs: [("a", x), ("b", x2)],
      output: ("y", vector(-0.8, -1.6)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2)), (.diagonal(vector(-1, -1)), vector(-1, -2))],
      forward:
        "The gate subtracts element by element. It need not remember its inputs: every slope is 1 or −1.",
      backward: [
        "a gets the upstream gradient as it is; b, which is subtracted, gets it with its sign turned."
      ],
      symbols: [
        "\\bar{a} = \\bar{y}",
        "\\bar{b} = -\\bar{y}",
      ]),
    ArrayStep(
      gate: "subtract", inputs: [("x", x)], constants: [(0, Tensor(1), nil)],
      output: ("y", vector(0.8, 0.6)), upstream: vector(1, 2),
      events: [(.diagonal(vector(-1, -1)), vector(-1, -2))],
      forward:
        "The gate subtracts element by element. It need not remember its inputs: every slope is 1 or −1.",
      backward: ["The input is subtracted, so the upstream gradient passes with its sign turned."],
      symbols: ["\\bar{x} = -\\bar{y}"]),
    ArrayStep(
      gate: "multiply", inputs: [("a", x), ("b", x2)],
      output: ("y", vector(0.2, 0.8)), upstream: vector(1, 2),
      events: [(.diagonal(x2), vector(1, 4)), (.diagonal(x), vector(0.2, 0.8))],
      forward:
        "The gate multiplies element by element and remembers both inputs: each will be the slope of the other.",
      backward: ["Each input gets the upstream gradient times the other input's value, element by element."],
      symbols: [
        "\\bar{a} = \\bar{y} \\odot b",
        "\\bar{b} = \\bar{y} \\odot a",
      ]),
    ArrayStep(
      gate: "multiply", inputs: [("s", Tensor(3)), ("x", x)],
      output: ("y", vector(0.6, 1.2)), upstream: vector(1, 2),
      events: [(.diagonal(x), Tensor(1)), (.diagonal(vector(3, 3)), vector(3, 6))],
      forward:
        "The gate multiplies element by element and remembers both inputs: each will be the slope of the other.",
      backward: [
        "Each input gets the upstream gradient times the other input's value, element by element.",
        "s is one number that was used for all 2 elements, so it gets the sum over them.",
      ],
      symbols: [
        "\\bar{s} = \\sum \\bar{y} \\odot x",
        "\\bar{x} = \\bar{y} \\cdot s",
      ]),
    ArrayStep(
      gate: "multiply", inputs: [("q", x), ("q", x)],
      output: ("y", vector(0.04, 0.16)), upstream: vector(1, 1),
      events: [(.diagonal(x), x), (.diagonal(x), x)],
      forward:
        "The gate multiplies element by element and remembers both inputs: each will be the slope of the other.",
      backward: [
        "Both inputs are q, so it gets the upstream gradient times its own value twice, element by element.",
        "q is used twice, so the gradients of its branches add, element by element.",
      ],
      symbols: [
        "\\bar{q} \\mathrel{+}= \\bar{y} \\odot q",
        "\\bar{q} \\mathrel{+}= \\bar{y} \\odot q",
        "\\bar{q}",
      ]),
    ArrayStep(
      gate: "multiply", inputs: [("x", x)], constants: [(1, Tensor(2), nil)],
      output: ("y", vector(0.4, 0.8)), upstream: vector(1, 2),
      events: [(.diagonal(vector(2, 2)), vector(2, 4))],
      forward: "The factor 2 stays inside the gate: it will be the slope for each element.",
      backward: ["The slope of a product with the constant 2 is that constant, for every element."],
      symbols: ["\\bar{x} = \\bar{y} \\cdot 2"]),
    ArrayStep(
      gate: "multiply", inputs: [("x", x)], constants: [(1, vector(1, 0), "mask")],
      output: ("y", vector(0.2, 0)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 0)), vector(1, 0))],
      forward: "A constant array stays inside the gate: each of its elements will be a slope.",
      backward: [
        "The slope of a product with a constant array is that array: each element of the upstream gradient is multiplied by its own factor."
      ],
      symbols: ["\\bar{x} = \\bar{y} \\odot \\text{mask}"]),
    ArrayStep(
      gate: "divide", inputs: [("x", x)], constants: [(1, Tensor(2), nil)],
      output: ("y", vector(0.1, 0.2)), upstream: vector(1, 2),
      events: [(.diagonal(vector(0.5, 0.5)), vector(0.5, 1))],
      forward:
        "The divisor 2 stays inside the gate: 1/2 will be the slope for each element.",
      backward: ["Dividing by 2 divides every element of the gradient as well."],
      symbols: ["\\bar{x} = \\bar{y} \\cdot \\frac{1}{2}"]),
    ArrayStep(
      gate: "divide", inputs: [("a", x), ("b", x2)],
      output: ("y", vector(0.2, 0.2)), upstream: vector(1, 1),
      events: [
        (.diagonal(vector(1, 0.5)), vector(1, 0.5)), (.diagonal(vector(-0.2, -0.1)), vector(-0.2, -0.1)),
      ],
      forward: "The gate divides element by element and remembers both inputs: the slopes are made of them.",
      backward: [
        "a, on top, gets the upstream gradient divided by b, element by element; b, below, gets it times −a/b²."
      ],
      symbols: [
        "\\bar{a} = \\bar{y} \\odot \\frac{1}{b}",
        "\\bar{b} = \\bar{y} \\odot \\frac{-a}{b^{2}}",
      ]),
    ArrayStep(
      gate: "power", inputs: [("q", vector(0.22, 0.26))], constants: [(1, Tensor(2), nil)],
      output: ("y", vector(0.0484, 0.0676)), upstream: vector(1, 1),
      events: [(.diagonal(vector(0.44, 0.52)), vector(0.44, 0.52))],
      forward:
        "( )² works on each element by itself and remembers its input: the slope for each element depends on it.",
      backward: [
        "The slope of x² is 2 × x, element by element: each element of the upstream gradient is multiplied by its own slope."
      ],
      symbols: ["\\bar{q} = \\bar{y} \\odot 2 \\cdot q"]),
    ArrayStep(
      gate: "exp", inputs: [("x", vector(0, 1))],
      output: ("y", vector(1, 2.718281828459045)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 2.718281828459045)), vector(1, 5.43656365691809))],
      forward:
        "exp works on each element by itself and remembers its output: the slope for each element follows from it.",
      backward: [
        "The slope of exp is its own output: each element of the upstream gradient is multiplied by its element of the output."
      ],
      symbols: ["\\bar{x} = \\bar{y} \\odot e^{x}"]),
    ArrayStep(
      gate: "sigmoid", inputs: [("x", vector(0, 0))],
      output: ("y", vector(0.5, 0.5)), upstream: vector(1, 2),
      events: [(.diagonal(vector(0.25, 0.25)), vector(0.25, 0.5))],
      forward:
        "The sigmoid squashes each element into the range from 0 to 1 and remembers its output, which alone gives the slopes.",
      backward: [
        "The output alone gives the slope for each element, y × (1 − y), and the upstream gradient is multiplied by it, element by element."
      ],
      symbols: [
        "\\bar{x} = \\bar{y} \\odot y \\odot \\left(1 - y\\right)"
      ]),
    ArrayStep(
      gate: "tanh", inputs: [("x", vector(0, 0))],
      output: ("y", vector(0, 0)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2))],
      forward:
        "tanh squashes each element into the range from −1 to 1 and remembers its output, which alone gives the slopes.",
      backward: [
        "The slope of tanh is 1 − y², element by element: each element of the upstream gradient is multiplied by its own slope."
      ],
      symbols: [
        "\\bar{x} = \\bar{y} \\odot \\left(1 - y^{2}\\right)"
      ]),
    ArrayStep(
      gate: "sin", inputs: [("x", vector(0, 0))],
      output: ("y", vector(0, 0)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, 1)), vector(1, 2))],
      forward:
        "sin works on each element by itself and remembers its input: the slope for each element depends on it.",
      backward: [
        "The slope of sin is cos(x), element by element: each element of the upstream gradient is multiplied by its own slope."
      ],
      symbols: ["\\bar{x} = \\bar{y} \\odot \\cos(x)"]),
    ArrayStep(
      gate: "relu", inputs: [("x", vector(1, -2, 3, -1))],
      output: ("y", vector(1, 0, 3, 0)), upstream: vector(4, -1, 5, 9),
      events: [(.diagonal(vector(1, 0, 1, 0)), vector(4, 0, 5, 0))],
      forward:
        "2 of 4 elements are above 0 and come through as they are, the others become 0. The gate remembers which.",
      backward: [
        "ReLU lets the upstream gradient through where its input was above 0 (2 of 4 elements) and stops it elsewhere."
      ],
      symbols: ["\\bar{x} = \\bar{y} \\odot [x \\gt 0]"]),
    ArrayStep(
      gate: "relu", inputs: [("x", vector(1, 2))],
      output: ("y", vector(1, 2)), upstream: vector(4, -1),
      events: [(.diagonal(vector(1, 1)), vector(4, -1))],
      forward: "All 2 elements are above 0 and come through as they are.",
      backward: [
        "Every element of the input of ReLU was above 0, so the whole upstream gradient passes unchanged."
      ],
      symbols: ["\\bar{x} = \\bar{y} \\odot [x \\gt 0]"]),
    ArrayStep(
      gate: "max with 0", inputs: [("x", vector(-1, -2))],
      output: ("y", vector(0, 0)), upstream: vector(4, -1),
      events: [(.diagonal(vector(0, 0)), vector(0, 0))],
      forward: "No element is above 0, so all 2 become 0; the gate remembers that.",
      backward: [
        "No element of the input of max(0,□) was above 0, so the gate is shut everywhere and no gradient passes."
      ],
      symbols: ["\\bar{x} = \\bar{y} \\odot [x \\gt 0]"]),
    ArrayStep(
      gate: "leaky relu", inputs: [("x", vector(-1, 2))], constants: [(1, Tensor(0.1), nil)],
      output: ("y", vector(-0.1, 2)), upstream: vector(4, -1),
      events: [(.diagonal(vector(0.1, 1)), vector(0.4, -1))],
      forward:
        "Elements above 0 come through as they are (1 of 2), the others are damped. The gate remembers which is which.",
      backward: [
        "The slope of LReLU is [x > 0] + 0.1 × [x ≤ 0], element by element: each element of the upstream gradient is multiplied by its own slope."
      ],
      symbols: [
        "\\bar{x} = \\bar{y} \\odot \\left([x \\gt 0] + 0.1 \\cdot [x \\le 0]\\right)"
      ]),
    ArrayStep(
      gate: "max", inputs: [("a", vector(1, 5, 2)), ("b", vector(3, 4, 2))],
      output: ("y", vector(3, 5, 2)), upstream: vector(1, 2, 4),
      events: [
        (.diagonal(vector(0, 1, 0.5)), vector(0, 2, 2)), (.diagonal(vector(1, 0, 0.5)), vector(1, 0, 2)),
      ],
      forward: "Of each pair of elements the larger goes on; the gate remembers which that was.",
      backward: [
        "Each element of the upstream gradient goes to the input that was larger there: 1 of 3 to a, 1 to b. Where both are equal (one element), they share it."
      ],
      symbols: [
        "\\bar{a} = \\bar{y} \\odot \\mathrm{share}\\left(a\\right)",
        "\\bar{b} = \\bar{y} \\odot \\mathrm{share}\\left(b\\right)",
      ]),
    ArrayStep(
      gate: "max", inputs: [("x", vector(1, 5, 2))], constants: [(1, Tensor(3), nil)],
      output: ("y", vector(3, 5, 3)), upstream: vector(1, 2, 4),
      events: [(.diagonal(vector(0, 1, 0)), vector(0, 2, 0))],
      forward:
        "Each element is compared with 3, and the larger of both goes on; the gate remembers which that was.",
      backward: [
        "The upstream gradient passes where the input was above 3 (1 of 3 elements); where the constant went on instead, the input gets 0."
      ],
      symbols: ["\\bar{x} = \\bar{y} \\odot [x \\gt 3]"]),
    ArrayStep(
      gate: "abs", inputs: [("x", vector(1, -5))],
      output: ("y", vector(1, 5)), upstream: vector(1, 2),
      events: [(.diagonal(vector(1, -1)), vector(1, -2))],
      forward: "The gate remembers the sign of each element: it will be the slope.",
      backward: [
        "The slope of |x| is sign(x), element by element: each element of the upstream gradient is multiplied by its own slope."
      ],
      symbols: [
        "\\bar{x} = \\bar{y} \\odot \\mathrm{sign}(x)"
      ]),
  ]

  static let reductions: [ArrayStep] = [
    ArrayStep(
      gate: "sum", inputs: [("W", w)],
      output: ("f", Tensor(1.1)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 4], [1, 1, 1, 1])), tensor([2, 2], [2, 2, 2, 2]))],
      forward: "All 4 elements are added up. Only their number has to be remembered: every slope is 1.",
      backward: [
        "Each of the 4 elements was added once, with the slope 1, so each gets the same upstream gradient: 2.00."
      ],
      symbols: [
        "\\bar{W} = \\mathrm{spread}\\left(\\bar{f}\\right)"
      ]),
    ArrayStep(
      gate: "sum", inputs: [("W", w)], constants: [(1, Tensor(0), nil)],
      output: ("y", vector(-0.2, 1.3)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [1, 0, 1, 0, 0, 1, 0, 1])), tensor([2, 2], [1, 2, 1, 2]))],
      forward:
        "The elements are added up along axis 0. Only the shape has to be remembered: every slope is 1.",
      backward: ["Each element gets the upstream gradient of the sum that it was added to."],
      symbols: [
        "\\bar{W} = \\mathrm{spread}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "mean", inputs: [("W", w)],
      output: ("f", Tensor(0.275)), upstream: Tensor(1),
      events: [
        (.matrix(tensor([1, 4], [0.25, 0.25, 0.25, 0.25])), tensor([2, 2], [0.25, 0.25, 0.25, 0.25]))
      ],
      forward: "The 4 elements are added up and divided by their number. Every slope is 1/4.",
      backward: [
        "The mean divides by 4, so each element gets the upstream gradient divided by 4: 1.00/4 = 0.25."
      ],
      symbols: [
        "\\frac{\\partial f}{\\partial W} = \\frac{\\mathrm{spread}\\left(\\frac{\\partial f}{\\partial f}\\right)}{4}"
      ]),
    ArrayStep(
      gate: "mean", inputs: [("W", w)], constants: [(1, Tensor(1), nil)],
      output: ("y", vector(0.3, 0.25)), upstream: vector(1, 2),
      events: [
        (.matrix(tensor([2, 4], [0.5, 0.5, 0, 0, 0, 0, 0.5, 0.5])), tensor([2, 2], [0.5, 0.5, 1, 1]))
      ],
      forward: "The elements are averaged along axis 1. Every slope is 1/2.",
      backward: [
        "The mean divides by 2, so each element gets the upstream gradient of its mean, divided by 2."
      ],
      symbols: [
        "\\bar{W} = \\frac{\\mathrm{spread}\\left(\\bar{y}\\right)}{2}"
      ]),
    ArrayStep(
      gate: "largest", inputs: [("W", w)],
      output: ("f", Tensor(0.8)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 4], [0, 0, 0, 1])), tensor([2, 2], [0, 0, 0, 2]))],
      forward: "The largest of the 4 elements goes on; the gate remembers which that was.",
      backward: ["The whole gradient (2.00) goes to the largest element, W[1, 1]; all others get 0."],
      symbols: [
        "\\bar{W} = \\mathrm{route}\\left(\\bar{f}\\right)"
      ]),
    ArrayStep(
      gate: "smallest", inputs: [("x", vector(1, 1, 3))],
      output: ("f", Tensor(1)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 3], [0.5, 0.5, 0])), vector(1, 1, 0))],
      forward: "The smallest of the 3 elements goes on; the gate remembers which that was.",
      backward: ["2 elements are equally small, so they share the upstream gradient (2); all others get 0."],
      symbols: [
        "\\bar{x} = \\mathrm{route}\\left(\\bar{f}\\right)"
      ]),
    ArrayStep(
      gate: "largest", inputs: [("W", w)], constants: [(1, Tensor(1), nil)],
      output: ("y", vector(0.5, 0.8)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [0, 1, 0, 0, 0, 0, 0, 1])), tensor([2, 2], [0, 1, 0, 2]))],
      forward: "The largest element along axis 1 goes on; the gate remembers which that was.",
      backward: ["From each group the whole gradient goes to its largest element; all others get 0."],
      symbols: [
        "\\bar{W} = \\mathrm{route}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "product", inputs: [("x", vector(2, 3, 4))],
      output: ("f", Tensor(24)), upstream: Tensor(1),
      events: [(.matrix(tensor([1, 3], [12, 8, 6])), vector(12, 8, 6))],
      forward: "All 3 elements are multiplied. The gate remembers them: they will make the slopes.",
      backward: ["The slope of a product by one of its factors is the product of the others."],
      symbols: [
        "\\frac{\\partial f}{\\partial x} = \\frac{\\partial f}{\\partial f} \\cdot \\prod \\text{others}"
      ]),
    ArrayStep(
      gate: "sum", inputs: [("T", tensor([1, 2, 2], [1, 2, 3, 4]))], constants: [(1, vector(0, 1), nil)],
      output: ("y", vector(4, 6)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [1, 0, 1, 0, 0, 1, 0, 1])), tensor([1, 2, 2], [1, 2, 1, 2]))],
      forward:
        "The elements are added up along the axes 0 and 1. Only the shape has to be remembered: every slope is 1.",
      backward: ["Each element gets the upstream gradient of the sum that it was added to."],
      symbols: [
        "\\bar{T} = \\mathrm{spread}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "softmax", inputs: [("s", vector(0, 0))], constants: [(1, Tensor(0), nil)],
      output: ("p", vector(0.5, 0.5)), upstream: vector(1, 0),
      events: [(.matrix(tensor([2, 2], [0.25, -0.25, -0.25, 0.25])), vector(0.25, -0.25))],
      forward:
        "Exponentials, divided by their sum: positive numbers that add up to 1. The gate remembers its output, which alone gives the slopes.",
      backward: [
        "The outputs share a sum of 1, so raising one input lowers the other outputs: each output is multiplied by its upstream gradient less the average of all of them, weighted by the outputs."
      ],
      symbols: [
        "\\bar{s} = p \\odot \\left(\\bar{p} - \\sum p \\odot \\bar{p}\\right)"
      ]),
    ArrayStep(
      gate: "softmax", inputs: [("S", tensor([2, 2], [0, 0, 0, 0]))], constants: [(1, Tensor(1), nil)],
      output: ("P", tensor([2, 2], [0.5, 0.5, 0.5, 0.5])), upstream: tensor([2, 2], [1, 0, 0, 0]),
      events: [(.rule(""), tensor([2, 2], [0.25, -0.25, 0, 0]))],
      forward:
        "Exponentials, divided by their sum: positive numbers that add up to 1 along axis 1. The gate remembers its output, which alone gives the slopes.",
      backward: [
        "The outputs share a sum of 1, so raising one input lowers the other outputs: each output is multiplied by its upstream gradient less the average of all of them, weighted by the outputs."
      ],
      symbols: [
        "\\bar{S} = P \\odot \\left(\\bar{P} - \\sum_{\\text{axis 1}} P \\odot \\bar{P}\\right)"
      ]),
    ArrayStep(
      gate: "logsumexp", inputs: [("s", vector(0, 0))],
      output: ("f", Tensor(0.6931471805599453)), upstream: Tensor(1),
      events: [(.matrix(tensor([1, 2], [0.5, 0.5])), vector(0.5, 0.5))],
      forward:
        "The logarithm of the summed exponentials, a smooth maximum. The gate remembers its input: the softmax of it will be the slopes.",
      backward: [
        "The slopes of logsumexp are the softmax of its input: they sum to 1 and share the upstream gradient out."
      ],
      symbols: [
        "\\frac{\\partial f}{\\partial s} = \\frac{\\partial f}{\\partial f} \\cdot \\mathrm{softmax}\\left(s\\right)"
      ]),
    ArrayStep(
      gate: "norm", inputs: [("v", vector(3, 4))],
      output: ("f", Tensor(5)), upstream: Tensor(2),
      events: [(.matrix(tensor([1, 2], [0.6, 0.8])), vector(1.2, 1.6))],
      forward: "The root of the sum of the squares: the length. The gate remembers its input and its output.",
      backward: [
        "A vector grows fastest along itself: the slopes of its length are v/f, a vector of length 1."
      ],
      symbols: ["\\bar{v} = \\frac{\\bar{f} \\cdot v}{f}"]),
  ]

  static let arrangements: [ArrayStep] = [
    ArrayStep(
      gate: "index", inputs: [("W", w)], constants: [(1, vector(0, 1), "[0]")],
      output: ("y", vector(0.1, 0.5)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 4], [1, 0, 0, 0, 0, 1, 0, 0])), tensor([2, 2], [1, 2, 0, 0]))],
      forward: "[0] reads 2 of 4 elements; the gate remembers which.",
      backward: ["The gradient goes back to the 2 places that [0] read; the other 2 elements get 0."],
      symbols: [
        "\\bar{W} = \\mathrm{scatter}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "index", inputs: [("x", vector(1, 2, 3))], constants: [(1, vector(1, 1), "[[1, 1]]")],
      output: ("y", vector(2, 2)), upstream: vector(1, 2),
      events: [(.matrix(tensor([2, 3], [0, 1, 0, 0, 1, 0])), vector(0, 3, 0))],
      forward: "[[1, 1]] makes 2 elements of 3, some of them used several times; the gate remembers which.",
      backward: [
        "The gradient goes back to the places that [[1, 1]] read; an element that was read several times gets the sum, one that was not read gets 0."
      ],
      symbols: [
        "\\bar{x} = \\mathrm{scatter}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "index", inputs: [("x", vector(1, 2, 3))], constants: [(1, vector(2, 0, 1), "roll 1")],
      output: ("y", vector(3, 1, 2)), upstream: vector(1, 2, 4),
      events: [(.matrix(tensor([3, 3], [0, 0, 1, 1, 0, 0, 0, 1, 0])), vector(2, 4, 1))],
      forward: "roll 1 takes every element once; the gate remembers where each came from.",
      backward: [
        "roll 1 took every element once and changed none, so each gradient goes back to where its element came from."
      ],
      symbols: [
        "\\bar{x} = \\mathrm{scatter}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "index", inputs: [("x", x)], constants: [(1, vector(0, 0, 1, 1), "repeat 2")],
      output: ("y", vector(0.2, 0.2, 0.4, 0.4)), upstream: vector(1, 2, 3, 4),
      events: [(.matrix(tensor([4, 2], [1, 0, 1, 0, 0, 1, 0, 1])), vector(3, 7))],
      forward: "repeat 2 makes 4 elements of 2, some of them used several times; the gate remembers which.",
      backward: ["repeat 2 used every element twice, so each gets the sum over its copies."],
      symbols: [
        "\\bar{x} = \\mathrm{scatter}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "transpose", inputs: [("W", w)],
      output: ("V", tensor([2, 2], [0.1, -0.3, 0.5, 0.8])), upstream: tensor([2, 2], [1, 2, 3, 4]),
      events: [(.rule(""), tensor([2, 2], [1, 3, 2, 4]))],
      forward: "Rows become columns. Nothing has to be remembered.",
      backward: ["Each gradient goes back to where its element came from: the gradient is transposed."],
      symbols: ["\\bar{W} = \\bar{V}^{\\top}"]),
    ArrayStep(
      gate: "reshape", inputs: [("W", w)],
      output: ("v", vector(0.1, 0.5, -0.3, 0.8)), upstream: vector(1, 2, 3, 4),
      events: [(.rule(""), tensor([2, 2], [1, 2, 3, 4]))],
      forward: "The same 4 numbers, in the shape (4) instead of (2×2), which the gate remembers.",
      backward: ["The numbers stay the same; the gradient gets the shape of the input again, (2×2)."],
      symbols: [
        "\\bar{W} = \\mathrm{reshape}\\left(\\bar{v}\\right)"
      ]),
    ArrayStep(
      gate: "stack", inputs: [("a", Tensor(1)), ("b", Tensor(2))],
      output: ("v", vector(1, 2)), upstream: vector(3, 4),
      events: [
        (.matrix(tensor([2, 1], [1, 0])), Tensor(3)), (.matrix(tensor([2, 1], [0, 1])), Tensor(4)),
      ],
      forward:
        "The inputs become one array of the shape (2). The gate remembers which part came from which input.",
      backward: ["Each input gets its own part of the upstream gradient."],
      symbols: [
        "\\bar{a} = \\bar{v}\\text{[0]}",
        "\\bar{b} = \\bar{v}\\text{[1]}",
      ]),
    ArrayStep(
      gate: "concatenate", inputs: [("a", x), ("b", x2)], constants: [(2, Tensor(0), nil)],
      output: ("v", vector(0.2, 0.4, 1, 2)), upstream: vector(1, 2, 3, 4),
      events: [(.rule(""), vector(1, 2)), (.rule(""), vector(3, 4))],
      forward:
        "The inputs become one array of the shape (4). The gate remembers which part came from which input.",
      backward: ["Each input gets its own part of the upstream gradient."],
      symbols: [
        "\\bar{a} = \\text{part}\\left(\\bar{v}\\right)",
        "\\bar{b} = \\text{part}\\left(\\bar{v}\\right)",
      ]),
    ArrayStep(
      gate: "where", inputs: [("a", vector(1, 2, 3)), ("b", vector(7, 8, 9))],
      constants: [(0, vector(1, 0, 1), "x > 0")],
      output: ("y", vector(1, 8, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(1, 0, 4)), (.rule(""), vector(0, 2, 0))],
      forward:
        "Where the mask holds (2 of 3 elements) the element comes from the first choice, elsewhere from the second. The gate remembers the mask.",
      backward: [
        "The mask sends each element of the upstream gradient to the input it came from: 2 of 3 to a, the others to b."
      ],
      symbols: [
        "\\bar{a} = \\mathrm{where}\\left(\\text{x }\\gt\\text{ 0}, \\bar{y}, 0\\right)",
        "\\bar{b} = \\mathrm{where}\\left(\\text{x }\\gt\\text{ 0}, 0, \\bar{y}\\right)",
      ]),
    ArrayStep(
      gate: "where", inputs: [("a", vector(1, 2, 3))],
      constants: [(0, vector(1, 0, 1), "mask"), (2, Tensor(0), nil)],
      output: ("y", vector(1, 0, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(1, 0, 4))],
      forward:
        "Where the mask holds (2 of 3 elements) the element comes from the first choice, elsewhere from the second. The gate remembers the mask.",
      backward: ["a gets the upstream gradient at its own places (2 of 3) and 0 at the others."],
      symbols: [
        "\\bar{a} = \\mathrm{where}\\left(\\text{mask}, \\bar{y}, 0\\right)"
      ]),
    ArrayStep(
      gate: "pad", inputs: [("x", x)], constants: [(1, vector(1, 2), "pad 1")],
      output: ("y", vector(0, 0.2, 0.4, 0)), upstream: vector(1, 2, 3, 4),
      events: [(.rule(""), vector(2, 3))],
      forward: "A border is put around the elements: (2) becomes (4). The gate remembers how wide it is.",
      backward: ["The gradient of the border goes nowhere; what is inside it goes back unchanged."],
      symbols: [
        "\\bar{x} = \\text{crop}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "max_pool2d", inputs: [("x", image)], constants: [(1, vector(3, 1), "3×3")],
      output: ("y", tensor([1, 1], [9])), upstream: tensor([1, 1], [2]),
      events: [(.rule(""), tensor([3, 3], [0, 0, 0, 0, 0, 0, 0, 0, 2]))],
      forward: "Of each window the largest element goes on (1 of 9); the gate remembers which that was.",
      backward: [
        "From each window the whole gradient goes to the element that was the largest in it; all others get 0."
      ],
      symbols: [
        "\\bar{x} = \\mathrm{route}\\left(\\bar{y}\\right)"
      ]),
    ArrayStep(
      gate: "assign", inputs: [("a", vector(1, 2, 3)), ("b", Tensor(9))], constants: [(2, vector(1), "[1]")],
      output: ("y", vector(1, 9, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(1, 0, 4)), (.rule(""), Tensor(2))],
      forward: "1 of 3 elements is replaced, the others stay; the gate remembers which.",
      backward: [
        "What was replaced no longer matters: there a gets 0, and b gets the upstream gradient of those places."
      ],
      symbols: [
        "\\bar{a} = \\mathrm{erase}\\left(\\bar{y}\\right)",
        "\\bar{b} = \\bar{y}\\text{[1]}",
      ]),
    ArrayStep(
      gate: "assign", inputs: [("a", vector(1, 2, 3))],
      constants: [(1, Tensor(0), nil), (2, vector(0, 1), "[:2]")],
      output: ("y", vector(0, 0, 3)), upstream: vector(1, 2, 4),
      events: [(.rule(""), vector(0, 0, 4))],
      forward: "2 of 3 elements are replaced, the others stay; the gate remembers which.",
      backward: [
        "What was replaced no longer matters: a gets 0 at those 2 places and the upstream gradient elsewhere."
      ],
      symbols: [
        "\\bar{a} = \\mathrm{erase}\\left(\\bar{y}\\right)"
      ]),
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
      forward:
        "The inputs become one array of the shape (7). The gate remembers which part came from which input.",
      backward: ["Each input gets its own part of the upstream gradient."],
      symbols: [
        "\\bar{a_{0}} = \\bar{v}\\text{[0]}",
        "\\bar{a_{1}} = \\bar{v}\\text{[1]}",
        "\\bar{a_{2}} = \\bar{v}\\text{[2]}",
        "\\bar{a_{3}} = \\bar{v}\\text{[3]}",
        "\\bar{a_{4}} = \\bar{v}\\text{[4]}",
        "\\bar{a_{5}} = \\bar{v}\\text{[5]}",
        "\\bar{a_{6}} = \\bar{v}\\text{[6]}",
      ]),
  ]
}

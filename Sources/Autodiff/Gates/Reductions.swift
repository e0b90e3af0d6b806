import Numbers
import TraceModel

// Gates that reduce some axes of an array, all unless a second operand, a constant, says which.

extension Gate {
  static let reductions = [sum, mean, largest, smallest, product, norm, logsumexp]

  /// Adds the elements, in their order; the backward pass gives each of them the upstream gradient.
  public static let sum = reduction(
    "sum", symbol: "Σ", .spreads, .sum, rule: "spread(u)", compute: "sum(a, b)", pull: "spread(u, a, b)",
    letters: "X̄ = spread Ȳ"
  ) { reduction, elements in
    reduction.sums(elements)
  } vjp: { reduction, upstream, _, _ in
    reduction.spread(upstream)
  }

  /// The mean of *n* elements; each receives *ȳ/n*.
  public static let mean = reduction(
    "mean", symbol: "mean", .spreads, .mean, rule: "spread(u) / n",
    compute: "s = sum(a, b); s / (size(a) / size(s))", pull: "spread(u / (size(a) / size(u)), a, b)",
    letters: "X̄ = spread Ȳ / n"
  ) { reduction, elements in
    ArrayMath.combine(.divide, reduction.sums(elements), Double(reduction.count))
  } vjp: { reduction, upstream, _, _ in
    reduction.spread(ArrayMath.combine(.divide, upstream, Double(reduction.count)))
  }

  /// The largest element, to which the whole gradient goes. Ties share equally.
  public static let largest = reduction(
    "largest", symbol: "max", .routes, .largest, rule: "route(u)", compute: "max(a, b)", pull: routing,
    letters: "X̄ = route Ȳ", allowsEmpty: false
  ) { elements in
    elements.dropFirst().reduce(elements[0]) { $0.isNaN || $0 > $1 ? $0 : $1 }
  } vjp: { upstream, elements, y in
    shared(upstream, among: elements, y)
  }

  /// The smallest element, to which the whole gradient goes. Ties share equally.
  public static let smallest = reduction(
    "smallest", symbol: "min", .routes, .smallest, rule: "route(u)", compute: "min(a, b)", pull: routing,
    letters: "X̄ = route Ȳ", allowsEmpty: false
  ) { elements in
    elements.dropFirst().reduce(elements[0]) { $0.isNaN || $0 < $1 ? $0 : $1 }
  } vjp: { upstream, elements, y in
    shared(upstream, among: elements, y)
  }

  /// The product of the elements; each receives *ȳ* times the product of the others.
  public static let product = reduction(
    "product", symbol: "Π", .scales, .product, rule: "u * product(others)",
    compute: "product(a, b)", pull: "spread(u, a, b) * productOfOthers(a, b)",
    letters: "X̄ = Ȳ ⊙ product of the others"
  ) { elements in
    elements.reduce(1, *)
  } vjp: { upstream, elements, _ in
    elements.indices.map { index in
      (elements[..<index] + elements[(index + 1)...]).reduce(upstream, *)
    }
  }

  /// The Euclidean norm *y = √Σx²*, so *x̄ = ȳ·x/y*. At 0 every slope is 0.
  public static let norm = reduction(
    "norm", symbol: "‖□‖", .scales, .norm, rule: "u * a / y", compute: "sqrt(sum(a * a, b))",
    pull: "n = spread(y, a, b); where([n == 0], 0, spread(u, a, b) * a / n)", letters: "X̄ = Ȳ X / Y"
  ) { elements in
    elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
  } vjp: { upstream, elements, y in
    elements.map { y == 0 ? 0 : upstream * $0 / y }
  }

  /// *y = ln Σeˣ*, a smooth maximum, so *x̄ = ȳ·softmax(x)*. The largest element is taken out first, so that nothing
  /// overflows.
  public static let logsumexp = reduction(
    "logsumexp", symbol: "logsumexp", .spreads, .logsumexp, rule: "u * softmax(a)",
    compute: "\(shiftedExp)log(sum(e, b)) + sum(m, b)",
    pull: "\(shiftedExp)spread(u, a, b) * (e / sum(e, b, 1))", letters: "X̄ = Ȳ softmax(X)",
    allowsEmpty: false
  ) { elements in
    LogSumExp(elements).value
  } vjp: { upstream, elements, _ in
    LogSumExp(elements).softmax.map { upstream * $0 }
  }

  /// The gradient goes to the winners of a group, in equal parts.
  private static let routing =
    "w = [a == spread(y, a, b)]; where(w, spread(u, a, b) / spread(sum(w, b), a, b), 0)"

  private static func shared(_ upstream: Double, among elements: [Double], _ y: Double) -> [Double] {
    let winners = elements.count { $0 == y }
    return elements.map { $0 == y ? upstream / Double(winners) : 0 }
  }

  /// A gate that makes one number of each group of elements, told for one group.
  private static func reduction(
    _ name: String, symbol: String, _ pattern: GatePattern, _ sentence: GateSentence, rule: String,
    compute: String, pull: String, letters: String, allowsEmpty: Bool = true,
    value: @escaping @Sendable (_ elements: [Double]) -> Double,
    vjp: @escaping @Sendable (_ upstream: Double, _ elements: [Double], _ y: Double) -> [Double]
  ) -> Gate {
    reduction(
      name, symbol: symbol, pattern, sentence, rule: rule, compute: compute, pull: pull, letters: letters,
      allowsEmpty: allowsEmpty
    ) { reduction, elements in
      reduction.map(elements, value)
    } vjp: { reduction, upstream, elements, y in
      reduction.replacing(elements) { group, elements in vjp(upstream[group], elements, y[group]) }
    }
  }

  /// A gate that makes one number of each group of elements, told for all groups.
  private static func reduction(
    _ name: String, symbol: String, _ pattern: GatePattern, _ sentence: GateSentence, rule: String,
    compute: String, pull: String, letters: String, allowsEmpty: Bool = true,
    value: @escaping @Sendable (_ reduction: Reduction, _ elements: [Double]) -> [Double],
    vjp:
      @escaping @Sendable (_ reduction: Reduction, _ upstream: [Double], _ elements: [Double], _ y: [Double])
      -> [Double]
  ) -> Gate {
    let axis = { (number: Double) in Sample.Operand.constant(Tensor(number)) }
    let empty = allowsEmpty ? [Sample(.input([0, 3]), axis(0)), Sample(.input([0]))] : []
    return Gate(
      name, symbol: symbol, constantSecond: "\(symbol) axis {c}", pattern, sentence, equation: "\(name)(a)",
      rules: [rule], compute: compute, pulls: [pull],
      samples: [
        Sample(.input([4])), Sample(.input([2, 3])), Sample(.input([2, 3]), axis(0)),
        Sample(.input([2, 3]), axis(1)), Sample(.input([2, 3, 2]), axis(1)), Sample(.input([1])),
        Sample(.input([2, 3, 2]), .constant(Tensor(filling: [2], with: [0, 2]))), Sample(.input([])),
      ] + empty,
      ArrayRule(
        letters: [letters],
        shape: { operands in
          let reduction = Reduction(operands)
          return !allowsEmpty && reduction.count == 0 ? nil : reduction.shape
        },
        value: { operands, _ in value(Reduction(operands), operands[0].elements) },
        vjp: { upstream, operands, y, _ in
          vjp(Reduction(operands), upstream.elements, operands[0].elements, y.elements)
        }))
  }
}

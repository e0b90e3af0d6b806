import Numbers
import TraceModel

extension Gate {
  static let normalizations = [softmax]

  /// The exponentials with the largest element of each group taken out first.
  static let shiftedExp = "m = max(a, b, 1); m = where([m - m == 0], m, 0); e = exp(a - m); "

  /// *yᵢ = eˣⁱ / Σeˣʲ* along an axis, so *x̄ = y ⊙ (ȳ − Σ y⊙ȳ)*. The largest element is taken out first, so that
  /// nothing overflows. The second operand, a constant, is the axis.
  public static let softmax = Gate(
    "softmax", symbol: "softmax", constantSecond: "softmax", .squashes, .softmax, equation: "softmax(a)",
    rules: ["y * (u - sum(y * u))"], compute: "\(shiftedExp)e / sum(e, b, 1)",
    pulls: ["y * (u - sum(y * u, b, 1))"],
    samples: [
      Sample(.input([4]), .constant(Tensor(0))), Sample(.input([2, 3]), .constant(Tensor(1))),
      Sample(.input([2, 3]), .constant(Tensor(0))), Sample(.input([2, 3, 2]), .constant(Tensor(1))),
      Sample(.input([1]), .constant(Tensor(0))), Sample(.input([0, 3]), .constant(Tensor(1))),
    ],
    ArrayRule(
      letters: ["X̄ = Y ⊙ (Ȳ − Σ Y ⊙ Ȳ)"],
      shape: { operands in operands[0].shape },
      value: { operands, _ in
        Reduction(operands).replacing(operands[0].elements) { _, elements in LogSumExp(elements).softmax }
      },
      vjp: { upstream, operands, y, _ in
        let reduction = Reduction(operands)
        let upstream = reduction.grouped(upstream.elements)
        return reduction.replacing(y.elements) { group, y in
          let u = upstream[reduction.range(of: group)]
          let mean = zip(y, u).reduce(0) { $0 + $1.0 * $1.1 }
          return zip(y, u).map { $0 * ($1 - mean) }
        }
      }))
}

/// The logarithm of a sum of exponentials, with the largest exponent taken out.
struct LogSumExp {
  private let largest: Double
  private let exponentials: [Double]
  private let sum: Double

  init(_ elements: [Double]) {
    let top = elements.max { $1.isNaN || $0 < $1 } ?? 0
    largest = top.isInfinite ? 0 : top
    let shift = largest
    exponentials = elements.map { Elementary.exp($0 - shift) }
    sum = exponentials.reduce(0, +)
  }

  var value: Double { largest + Elementary.log(sum) }
  var softmax: [Double] { exponentials.map { $0 / sum } }
}

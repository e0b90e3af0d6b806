import Numbers
import TraceModel

extension Gate {
  static let selections = [maximum, minimum, maximumWithZero, absolute]

  /// The larger input: the gate routes the whole gradient to it. A tie shares equally.
  public static let maximum = maximum(standingFor: 1)

  /// The smaller input: the gate routes the whole gradient to it. A tie shares equally.
  public static let minimum = minimum(standingFor: 1)

  /// ``maximum`` where the first input is the largest of several, of which so many are equal: each has its part in a tie.
  package static func maximum(standingFor count: Int) -> Gate {
    Gate(
      "max", symbol: "max", constantFirst: "max({c},□)", constantSecond: "max(□,{c})",
      .routes, .maximum, equation: "max(a, b)", slopes: ["[a > b]", "[b > a]"],
      compute: "maximum(a, b)", pulls: shares(of: ">", count), domain: .distinct
    ) { a, b in
      a.isNaN || a > b ? a : b
    } slopes: { a, b, _ in
      a == b ? parts(count) : a > b ? (1, 0) : (0, 1)
    }
  }

  /// ``minimum`` where the first input is the smallest of several, of which so many are equal.
  package static func minimum(standingFor count: Int) -> Gate {
    Gate(
      "min", symbol: "min", constantFirst: "min({c},□)", constantSecond: "min(□,{c})",
      .routes, .minimum, equation: "min(a, b)", slopes: ["[a < b]", "[b < a]"],
      compute: "minimum(a, b)", pulls: shares(of: "<", count), domain: .distinct
    ) { a, b in
      a.isNaN || a < b ? a : b
    } slopes: { a, b, _ in
      a == b ? parts(count) : a < b ? (1, 0) : (0, 1)
    }
  }

  /// The parts of so many equal numbers together, and of one more.
  private static func parts(_ count: Int) -> (Double, Double) {
    (Double(count) / Double(count + 1), 1 / Double(count + 1))
  }

  /// What each of two inputs receives: all of the gradient if it wins, its part of a tie.
  private static func shares(of sign: String, _ count: Int) -> [String] {
    let all = count + 1
    return [
      "u * where([a == b], \(count) / \(all), [a \(sign) b])",
      "u * where([a == b], 1 / \(all), where([a \(sign) b], 0, 1))",
    ]
  }

  /// The larger of 0 and the input, as `max(0, x)` is written in lecture code: the ReLU. Slope 0 at 0.
  public static let maximumWithZero = Gate(
    "max with 0", symbol: "max(0,□)", .passes, .relu, equation: "max(0, a)", slope: "[a > 0]",
    compute: "maximum(0, a)", pull: "where([a > 0], u, 0)", domain: .nonzero,
    kernel: .maximum
  ) { x in
    x.isNaN || x > 0 ? x : 0
  } slope: { x, _ in
    x > 0 ? 1 : 0
  }

  /// The absolute value, whose slope is the sign. Slope 0 at 0.
  public static let absolute = Gate(
    "abs", symbol: "|□|", .passes, .absolute, equation: "abs(a)", slope: "sign(a)", domain: .nonzero
  ) { x in
    x.magnitude
  } slope: { x, _ in
    x > 0 ? 1 : x < 0 ? -1 : 0
  }
}

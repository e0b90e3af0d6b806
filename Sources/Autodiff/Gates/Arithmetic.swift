import Numbers
import TraceModel

extension Gate {
  static let arithmetic = [add, subtract, multiply, divide, power, floorDivide, remainder]

  /// Adds two inputs: *y = a + b*, so both slopes are 1: the gate distributes the upstream gradient.
  public static let add = Gate(
    "add", symbol: "+", constantFirst: "+{c}", constantSecond: "+{c}", .distributes, .add, equation: "a + b",
    slopes: ["1", "1"],
    kernel: .add
  ) { a, b in
    a + b
  } slopes: { _, _, _ in
    (1, 1)
  }

  /// Subtracts the second input: *y = a − b*, with the slopes 1 and −1.
  public static let subtract = Gate(
    "subtract", symbol: "−", constantFirst: "{c}−□", constantSecond: "−{c}", .distributes, .subtract,
    equation: "a - b",
    slopes: ["1", "-1"], kernel: .subtract
  ) { a, b in
    a - b
  } slopes: { _, _, _ in
    (1, -1)
  }

  /// Multiplies two inputs: *y = a·b*, so *∂y/∂a = b* and *∂y/∂b = a*: the gate switches and scales.
  public static let multiply = Gate(
    "multiply", symbol: "×", constantFirst: "×{c}", constantSecond: "×{c}", .switches, .multiply,
    equation: "a * b",
    slopes: ["b", "a"], kernel: .multiply
  ) { a, b in
    a * b
  } slopes: { a, b, _ in
    (b, a)
  }

  /// Divides by the second input: *y = a/b*, with the slopes *1/b* and *−a/b²*.
  public static let divide = Gate(
    "divide", symbol: "÷", constantFirst: "{c}/□", constantSecond: "÷{c}", .scales, .divide,
    equation: "a / b",
    slopes: ["1 / b", "-a / b^2"], domain: .nonzero, kernel: .divide
  ) { a, b in
    a / b
  } slopes: { a, b, _ in
    (1 / b, -a / (b * b))
  }

  /// Raises to a power: *y = aᵇ*, with the slopes *b·aᵇ⁻¹* and *aᵇ·ln a*.
  public static let power = Gate(
    "power", symbol: "pow", constantFirst: "{c}^□", constantSecond: "( ){^c}", .scales, .power,
    equation: "a ^ b",
    slopes: ["b * a^(b - 1)", "a^b * log(a)"],
    pulls: ["u * where([b == 0], 0, b * a^(b - 1))", "u * where([a == 0] * [b > 0], 0, y * log(a))"],
    domain: .positiveBase
  ) { a, b in
    b == 2 ? a * a : Elementary.power(a, b)
  } slopes: { a, b, y in
    (
      b == 0 ? 0 : b == 2 ? 2 * a : b * Elementary.power(a, b - 1),
      a == 0 && b > 0 ? 0 : y * Elementary.log(a)
    )
  }

  /// Divides and rounds down, as Python's `//`: flat between its jumps, so its slopes are 0.
  public static let floorDivide = Gate(
    "floor divide", symbol: "⌊÷⌋", constantFirst: "⌊{c}/□⌋", constantSecond: "⌊÷{c}⌋",
    .blocks, .floorDivide, equation: "floor(a / b)", slopes: ["0", "0"],
    compute: "\(quotient)\(whole)", pulls: ["u * 0", "u * 0"], domain: .betweenMultiples
  ) { a, b in
    wholeQuotient(a, b)
  } slopes: { _, _, _ in
    (0, 0)
  }

  /// The formula of ``wholeQuotient(_:_:)``.
  private static let quotient = "q = floor(a / b); "
  private static let whole = "where([q - q == 0], floor((a - remainder(a, b)) / b + 0.5), q)"

  /// How often *b* goes into *a*, rounded down, which the rounded quotient does not always tell: 0.1 goes 9 times into 1.
  private static func wholeQuotient(_ a: Double, _ b: Double) -> Double {
    if b == 0 || a.isInfinite { return (a / b).rounded(.down) }
    let quotient = (a - wholeRemainder(a, b)) / b
    return quotient == 0 ? 0 * (a / b) : quotient.rounded()
  }

  /// What is left of *a* then, with the sign of *b*, also where it is 0.
  private static func wholeRemainder(_ a: Double, _ b: Double) -> Double {
    let rest = a.truncatingRemainder(dividingBy: b)
    if rest == 0 { return rest.isNaN ? rest : Double(signOf: b, magnitudeOf: 0) }
    return (rest < 0) != (b < 0) ? rest + b : rest
  }

  /// The remainder with the sign of the divisor, as Python's `%`: *y = a − b⌊a/b⌋*.
  public static let remainder = Gate(
    "remainder", symbol: "mod", constantFirst: "{c} mod □", constantSecond: "mod {c}",
    .scales, .remainder, equation: "a - b * floor(a / b)", slopes: ["1", "-floor(a / b)"],
    compute: "remainder(a, b)", pulls: ["u", "\(quotient)-u * \(whole)"], domain: .betweenMultiples
  ) { a, b in
    wholeRemainder(a, b)
  } slopes: { a, b, _ in
    (1, -wholeQuotient(a, b))
  }
}

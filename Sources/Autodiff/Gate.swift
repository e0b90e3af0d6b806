public import TraceModel

/// A differentiable primitive: its value and its local gradients, side by side.
///
/// A gate of one or two numbers gives its value and its slopes as plain functions of them; the tape multiplies the
/// slopes with the upstream gradient. Gates are compared by identity.
public final class Gate: Sendable {
  /// Its name, symbol and formulas, as a trace carries them.
  public let description: GateDescription
  /// Where the gradient check may sample its inputs.
  public let domain: Domain
  let rule: Rule

  /// The value and the local gradients.
  enum Rule: Sendable {
    case unary(
      value: @Sendable (_ x: Double) -> Double, slope: @Sendable (_ x: Double, _ y: Double) -> Double)
    case binary(
      value: @Sendable (_ a: Double, _ b: Double) -> Double,
      slopes: @Sendable (_ a: Double, _ b: Double, _ y: Double) -> (Double, Double))
  }

  /// The inputs for which a gate is defined and smooth.
  public enum Domain: Sendable {
    case all
    /// Every input is above 0.
    case positive
    /// No input is 0.
    case nonzero
    /// The first input is above 0, the second is any.
    case positiveBase
    /// The two inputs differ.
    case distinct
    /// The quotient of the inputs is no whole number.
    case betweenMultiples
  }

  /// A gate of one number.
  init(
    _ name: String, symbol: String, equation: String, slope formula: String, domain: Domain = .all,
    value: @escaping @Sendable (_ x: Double) -> Double,
    slope: @escaping @Sendable (_ x: Double, _ y: Double) -> Double
  ) {
    description = GateDescription(name: name, symbol: symbol, equation: equation, slopes: [formula])
    self.domain = domain
    rule = .unary(value: value, slope: slope)
  }

  /// A gate of two numbers, with the symbols it has when one of them is a constant inside it.
  init(
    _ name: String, symbol: String, constantFirst: String? = nil, constantSecond: String? = nil,
    equation: String, slopes formulas: [String], domain: Domain = .all,
    value: @escaping @Sendable (_ a: Double, _ b: Double) -> Double,
    slopes: @escaping @Sendable (_ a: Double, _ b: Double, _ y: Double) -> (Double, Double)
  ) {
    description = GateDescription(
      name: name, symbol: symbol, constantFirst: constantFirst, constantSecond: constantSecond,
      equation: equation, slopes: formulas)
    self.domain = domain
    rule = .binary(value: value, slopes: slopes)
  }

  /// How many inputs it reads.
  public var inputCount: Int {
    switch rule {
    case .unary: 1
    case .binary: 2
    }
  }

  /// The value at the given numbers, of which there must be ``inputCount``.
  public func value(_ inputs: [Double]) -> Double {
    switch rule {
    case .unary(let value, _): value(inputs[0])
    case .binary(let value, _): value(inputs[0], inputs[1])
    }
  }

  /// The local gradient of each input at the given numbers, of which there must be ``inputCount``.
  public func slopes(_ inputs: [Double]) -> [Double] {
    switch rule {
    case .unary(let value, let slope): return [slope(inputs[0], value(inputs[0]))]
    case .binary(let value, let slopes):
      let (a, b) = slopes(inputs[0], inputs[1], value(inputs[0], inputs[1]))
      return [a, b]
    }
  }
}

extension Gate {
  /// Every gate. Being in this list is what makes a gate documented and gradient-checked.
  public static let all: [Gate] = arithmetic + exponentials + waves + selections + activations
}

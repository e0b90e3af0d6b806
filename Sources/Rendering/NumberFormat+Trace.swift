public import Numbers
public import TraceModel

extension NumberFormat {
  /// The format of a trace: its decimals, or none if every number in it is whole.
  public init(for trace: Trace) { self.init(digits: trace.holdsOnlyIntegers ? 0 : trace.digits) }
}

extension GridFormat {
  /// What stands outside the brackets, `×10⁻³`.
  public var factor: String? { exponent.map { "×10" + Script.superscript($0) } }
}

extension Trace {
  /// Whether every value and gradient is a whole number that can be shown without decimals.
  package var holdsOnlyIntegers: Bool {
    let isWhole = { (number: Double) in number.rounded() == number && number.magnitude < 1e6 }
    return values.allSatisfy(isWhole) && numbers.allSatisfy(isWhole)
      && constants.allSatisfy { $0.value.elements.allSatisfy(isWhole) }
      && asides.allSatisfy { aside in
        switch aside.event {
        case .input(_, let value): value.elements.allSatisfy(isWhole)
        case .update(let update): update.new.elements.allSatisfy(isWhole)
        default: true
        }
      }
      && tensorBackwards.allSatisfy { $0.allSatisfy { $0.gradient.elements.allSatisfy(isWhole) } }
  }
}

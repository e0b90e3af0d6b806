import Numbers
public import TraceModel

/// How one trace differs from another, pass by pass: first the circuits, then the numbers on their wires.
///
/// Inputs belong together by their names where both circuits have the same, else by their order; gates by their order.
/// Numbers are compared where the circuits are wired alike.
public struct TraceComparison: Sendable {
  public let first: Trace
  public let second: Trace
  /// The passes that both traces have with their steps.
  public let passes: [PassComparison]
  /// What differs that belongs to no single pass.
  public let remarks: [Sentence.OfComparison]

  /// Compares two traces.
  ///
  /// - Parameter tolerance: How far apart two numbers may be, relative to the larger of them and 1, and count as equal.
  ///   NaN and infinity agree with nothing.
  public init(_ first: Trace, _ second: Trace, tolerance: Double = 1e-9) {
    let (first, second) = (first.visible, second.visible)
    self.first = first
    self.second = second
    let kept = { (trace: Trace) in trace.passes.filter { $0.steps != nil } }
    passes = kept(first).compactMap { pass in
      kept(second).first { $0.number == pass.number }.map {
        PassComparison(first, pass, second, $0, tolerance: tolerance)
      }
    }
    remarks =
      first.passes.count == second.passes.count
      ? [] : [.passCount(first: first.passes.count, second: second.passes.count)]
  }

  /// Whether the circuits and all of their numbers are the same.
  public var isEqual: Bool { remarks.isEmpty && passes.allSatisfy(\.isEqual) }

  /// The comparison of a pass, or without a number of the first that differs.
  public func pass(_ number: Int?) -> PassComparison? {
    guard let number else { return passes.first { !$0.isEqual } ?? passes.first }
    return passes.first { $0.number == number }
  }
}

/// How a pass of one trace differs from that of another.
public struct PassComparison: Sendable {
  /// A value or gradient that is not the same in both.
  public struct Difference: Equatable, Sendable {
    public enum Quantity: Sendable {
      case value
      case gradient
    }

    /// The node, as the first trace numbers it.
    public var wire: Int
    public var quantity: Quantity
    public var first: String
    public var second: String
  }

  public let number: Int
  /// How the circuits differ.
  public let circuit: [Sentence.OfComparison]
  /// The numbers that differ, in the order of the wires. Empty where the circuits are not wired alike.
  public let differences: [Difference]
  /// How many values and gradients have NaN or infinity in both, and differ in nothing else.
  public let notFinite: Int
  /// How many wires were compared.
  public let wireCount: Int
  let narrator: Narrator

  public var isEqual: Bool { circuit.isEmpty && differences.isEmpty && notFinite == 0 }

  init(_ first: Trace, _ firstPass: Pass, _ second: Trace, _ secondPass: Pass, tolerance: Double) {
    number = firstPass.number
    let one = PassOfTrace(first, firstPass)
    let other = PassOfTrace(second, secondPass)
    narrator = one.narrator
    let pairing = Pairing(one, other)
    circuit = pairing.differences
    wireCount = pairing.pairs.count
    let found = pairing.pairs.map { one.differences(at: $0.first, other, $0.second, tolerance) }
    differences = found.flatMap(\.differences)
    notFinite = found.reduce(0) { $0 + $1.notFinite }
  }

  /// What a wire is called.
  public func name(of wire: Int) -> String { narrator.labels.name(of: wire) }
}

/// A pass of a trace, with what is asked of it in a comparison.
struct PassOfTrace {
  let narrator: Narrator
  let inputs: [Int]
  let gates: [Int]

  init(_ trace: Trace, _ pass: Pass) {
    narrator = Narrator(States(trace), circuit: Circuit(trace, pass: pass))
    inputs = narrator.circuit.wires.filter { trace.node($0).gate == nil }
    gates = narrator.circuit.gates.flatMap(\.nodes)
  }

  func node(_ id: Int) -> Node { narrator.trace.node(id) }
  func name(of id: Int) -> String { narrator.labels.name(of: id) }

  /// `× of w, x`, or `an input`.
  func words(for id: Int) -> Sentence.OfComparison.Part {
    let inputs = node(id).inputs.map(name)
    return .init(symbol: node(id).gate == nil ? nil : narrator.labels.symbol(of: id), inputs: inputs)
  }

  /// How the value and the gradient of a node differ from those of a node of another pass, and how many of the two have
  /// NaN or infinity in both.
  func differences(at wire: Int, _ other: PassOfTrace, _ otherWire: Int, _ tolerance: Double)
    -> (differences: [PassComparison.Difference], notFinite: Int)
  {
    let pairs: [(PassComparison.Difference.Quantity, Tensor?, Tensor?)] = [
      (.value, value(of: wire), other.value(of: otherWire)),
      (.gradient, gradient(of: wire), other.gradient(of: otherWire)),
    ]
    var found: [PassComparison.Difference] = []
    var notFinite = 0
    for (quantity, first, second) in pairs {
      if first.agrees(with: second, tolerance) {
        if let first, !first.elements.allSatisfy(\.isFinite) { notFinite += 1 }
        continue
      }
      let texts = told(first, second)
      found.append(.init(wire: wire, quantity: quantity, first: texts.0, second: texts.1))
    }
    return (found, notFinite)
  }

  private func value(of wire: Int) -> Tensor? {
    narrator.states.value(of: wire, at: narrator.lastBackwardStep)
  }

  private func gradient(of wire: Int) -> Tensor? {
    guard case .final(let gradient) = narrator.states.gradient(of: wire, at: narrator.lastBackwardStep) else {
      return nil
    }
    return gradient
  }

  /// Both numbers with as many digits as it takes to tell them apart.
  private func told(_ first: Tensor?, _ second: Tensor?) -> (String, String) {
    for digits in narrator.format.digits...15 {
      let text = ArrayText(format: NumberFormat(digits: digits))
      let texts = (first.map(text.compact) ?? "—", second.map(text.compact) ?? "—")
      if texts.0 != texts.1 { return texts }
    }
    return (first.map { "\($0.elements)" } ?? "—", second.map { "\($0.elements)" } ?? "—")
  }
}

extension Tensor? {
  /// Whether both are missing, or of one shape with all elements so near to each other, or NaN or infinite alike.
  fileprivate func agrees(with other: Tensor?, _ tolerance: Double) -> Bool {
    guard let self, let other else { return self == nil && other == nil }
    return self.shape == other.shape
      && zip(self.elements, other.elements).allSatisfy { left, right in
        if left == right || (left.isNaN && right.isNaN) { return true }
        return left.isFinite && right.isFinite
          && (left - right).magnitude <= tolerance * max(1, left.magnitude, right.magnitude)
      }
  }
}

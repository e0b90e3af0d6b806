import Numbers
import TraceModel

// Gates of the program's own: what they kept on the way forward, and used on the way back.

extension Narrator {
  /// Up to so many elements of an array that was kept are told; of a larger one its shape.
  private static let toldElements = 4

  /// What is said of a gate of the program's own when it has run; nil of any other.
  func ownForward(_ node: Node) -> Sentence? {
    guard let gate = node.gate, gate.isOwn else { return nil }
    return .ownForward(gate: gate.name, kept: kept(by: node))
  }

  /// What is said when it has handed its gradient on.
  func ownBackward(_ node: Node) -> Sentence? {
    guard let gate = node.gate, gate.isOwn else { return nil }
    return .ownBackward(
      gate: gate.name, kept: kept(by: node), step: states.firstStep(of: node.id))
  }

  private func kept(by node: Node) -> [String] {
    trace.cached(by: node.id).map { cached in
      if cached.value.elements.count <= Self.toldElements {
        return "\(cached.name) = \(arrayText.compact(cached.value))"
      }
      return "\(cached.name) \(ArrayText.shape(cached.value.shape))"
    }
  }
}

package import Numbers
import TraceModel

// What names are bound to.

extension Tape {
  /// The depth of the group that is open, by which names are bound that are local to it; nil if none is.
  package var depthOfGroup: Int? { openGroups.isEmpty ? nil : openGroups.count - 1 }

  /// Records that a name was bound.
  ///
  /// - Parameter depth: That of the group of the call that the name is local to; nil is the outermost scope.
  package mutating func bind(_ name: String, to value: Tensor, group depth: Int?) {
    bind(name, .value(value), depth)
  }

  package mutating func bind(_ name: String, toText text: String, group depth: Int?) {
    bind(name, .text(text), depth)
  }

  package mutating func bind(_ name: String, to reference: Reference, group depth: Int?) {
    bind(name, .node(Int(reference.code)), depth)
  }

  /// The same with a number that is an input if the one of this order is made later.
  package mutating func bind(_ name: String, later value: Tensor, order: Int, group depth: Int?) {
    lateBindings.append((value, order))
    bind(name, .node(Self.firstLate + lateBindings.count - 1), depth)
  }

  /// Numbers from here on are those of ``lateBindings``; codes of references are smaller.
  static let firstLate = 1 << 40

  private mutating func bind(_ name: String, _ bound: Binding.Bound, _ depth: Int?) {
    let group = depth.flatMap { openGroups.indices.contains($0) ? openGroups[$0] : nil }
    if depth != nil, group == nil { return }
    current.bindings.set(Binding(name, group: group, bound), atStep: current.steps.count - 1)
  }

  /// Tells the names of a call again that goes on in the next pass, under its group there.
  mutating func rebind(localTo group: Int, of closed: PassRecording) {
    guard let new = openGroups.last else { return }
    for binding in closed.bindings.last(in: group) {
      current.bindings.set(Binding(binding.name, group: new, binding.bound), atStep: 0)
    }
  }

  /// Hands what the outermost names were bound to in passes that go on to the passes after them.
  mutating func carryBindings(of isReleased: (PassRecording) -> Bool) {
    for index in earlier.indices where isReleased(earlier[index]) {
      let last = earlier[index].bindings.last(in: nil)
      if index + 1 < earlier.count {
        earlier[index + 1].bindings.begin(with: last)
      } else {
        current.bindings.begin(with: last)
      }
    }
  }

  /// What stands for a node that is lost: its number, or what can be said of an array.
  static func bound(for value: Tensor) -> Binding.Bound {
    value.elements.count <= Binding.largestArray ? .value(value) : .text(text(ofShape: value.shape))
  }

  package static func text(ofShape shape: [Int]) -> String {
    "<array of shape \(shape)>"
  }
}

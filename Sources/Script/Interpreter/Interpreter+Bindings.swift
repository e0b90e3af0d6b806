import Autodiff
import Language
import Numbers
import TraceModel

// What the trace tells of the program's variables.

extension Interpreter {
  /// Tells what a name of the current scope is bound to. Names of lambdas and comprehensions are gone at once, and what a
  /// gate of the program's own does inside is its own.
  func tell(_ name: String, _ value: Value) {
    if scope.isOutermost { return tell(name, value, in: nil) }
    if let depth = scope.groupDepth { tell(name, value, in: depth) }
  }

  /// Tells what an attribute of an object is that has a name in the outermost scope.
  func tell(attribute: String, of instance: Instance, _ value: Value) {
    guard let owner = instance.name else { return }
    tell("\(owner).\(attribute)", value, in: nil)
  }

  /// Tells what other names of an input stand for after that has moved.
  func tellOtherNames(of id: Int, where isMeant: (Value) -> Bool) {
    for name in globals.names.keys.sorted() where name != origins[id].name {
      if let value = globals.names[name], isMeant(value) { tell(name, value, in: nil) }
    }
  }

  private func tell(_ name: String, _ value: Value, in depth: Int?) {
    guard course.gateDepth == 0, !course.isSilent else { return }
    if let array = value.indexedArray { return tell(name, array, in: depth) }
    switch value {
    case .number(let number): tell(name, number, in: depth)
    case .node(let node):
      if isOnTape(node.reference) {
        tape.bind(name, to: node.reference, group: depth)
      } else {
        tape.bind(name, to: Tensor(node.value), group: depth)
      }
    default: tape.bind(name, toText: short(value), group: depth)
    }
  }

  private func tell(_ name: String, _ number: Number, in depth: Int?) {
    let value = Tensor(amount(of: number).double)
    // Another name of an input keeps the number when the input moves.
    guard case .origin(let id, let version) = number.provenance,
      version == origins[id].amounts.count - 1, depth != nil || origins[id].name == name
    else { return tape.bind(name, to: value, group: depth) }
    tell(name, origin: id, value, in: depth)
  }

  private func tell(_ name: String, _ array: ArrayValue, in depth: Int?) {
    if let reference = array.reference, isOnTape(reference) {
      return tape.bind(name, to: reference, group: depth)
    }
    if let id = array.originID { return tell(name, origin: id, array.tensor, in: depth) }
    if array.tensor.elements.count <= Binding.largestArray {
      tape.bind(name, to: array.tensor, group: depth)
    } else {
      tape.bind(name, toText: Tape.text(ofShape: array.shape), group: depth)
    }
  }

  private func tell(_ name: String, origin id: Int, _ value: Tensor, in depth: Int?) {
    if let reference = origins[id].reference {
      tape.bind(name, to: reference, group: depth)
    } else {
      tape.bind(name, later: value, order: id, group: depth)
    }
  }

  // MARK: Short texts

  /// The most characters of a text that stands for a value, and the most elements shown of a list.
  private static let longestText = 60
  private static let mostElements = 8

  /// A value as Python would show it, cut off where it is long; the work does not grow with the value.
  private func short(_ value: Value) -> String {
    let text = short(value, depth: 0)
    return text.count > Self.longestText ? text.prefix(Self.longestText - 1) + "…" : text
  }

  private func short(_ value: Value, depth: Int) -> String {
    switch value {
    case .text(let text): return plainRepresentation(of: .text(String(text.prefix(Self.longestText))))
    case .array(let array): return Tape.text(ofShape: array.shape)
    case .list(let list): return "[\(short(list.elements, depth))]"
    case .tuple(let elements): return "(\(short(elements, depth))\(elements.count == 1 ? "," : ""))"
    case .dictionary(let dictionary):
      if depth > 1 { return "{…}" }
      let pairs = zip(dictionary.keys, dictionary.values).prefix(Self.mostElements).map {
        "\(short($0, depth: depth + 1)): \(short($1, depth: depth + 1))"
      }
      return "{\(pairs.joined(separator: ", "))\(dictionary.count > Self.mostElements ? ", …" : "")}"
    default: return plainRepresentation(of: value)
    }
  }

  private func short(_ elements: [Value], _ depth: Int) -> String {
    if depth > 1, !elements.isEmpty { return "…" }
    let shown = elements.prefix(Self.mostElements).map { short($0, depth: depth + 1) }
    return shown.joined(separator: ", ") + (elements.count > Self.mostElements ? ", …" : "")
  }
}

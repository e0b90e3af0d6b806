import Autodiff
import Language
import Numbers
import TraceModel

extension Interpreter {
  /// Gives a node its first name; what was bound to the name before in the same pass is counted.
  func name(_ reference: Reference, _ name: String) {
    guard !named.contains(reference) else { return }
    if tape.passOfNextGate != namedPass {
      namedPass = tape.passOfNextGate
      bindings = bindings.filter { isLiveInput($0.key) }
    }
    let count = bindings[name] ?? 0
    bindings[name] = count + 1
    named.insert(reference)
    tape.name(reference, Name(name, rebinding: count))
  }

  /// Whether a name of the outermost scope stands for an input.
  private func isLiveInput(_ name: String) -> Bool {
    let found: Int?
    switch globals.names[name] {
    case .number(let number)?: found = number.originID
    case let value?: found = value.indexedArray?.originID
    case nil: found = nil
    }
    guard let id = found else { return name.contains("[") }
    return origins[id].name == name && origins[id].reference != nil
  }

  /// The input that an origin has become, made when it is first needed.
  func input(of id: Int) -> Reference {
    if let reference = origins[id].reference { return reference }
    let origin = origins[id]
    // What the program has put into an array since is not what it was bound with.
    if origin.array.map({ $0.version > 0 }) ?? false { obstruct(.plain) }
    let value = origin.array?.tensor ?? Tensor(origin.amounts[origin.amounts.count - 1].double)
    let reference = tape.input(value, at: origin.range, order: id)
    origins[id].reference = reference
    originOfInput[reference] = id
    unreached.append(id)
    name(reference, origin.name)
    return reference
  }

  /// The number that a number of the program stands for now.
  func amount(of number: Number) -> Amount {
    guard case .origin(let id, let version) = number.provenance else { return number.amount }
    // `float(n)` of a whole number is the same input as a float.
    let amount = origins[id].amounts[version]
    return number.amount.isInteger ? amount : .float(amount.double)
  }

  /// The number of a value, if it is one; a truth value is 0 or 1.
  func amount(of value: Value) -> Amount? {
    switch value {
    case .bool(let truth, _): .integer(truth ? 1 : 0)
    case .number(let number): amount(of: number)
    case .node(let node): node.amount
    default: nil
    }
  }
}

import Autodiff
import TraceModel

extension Interpreter {
  func attribute(_ name: String, of owner: Expression, at range: SourceRange) throws(RunFailure) -> Value {
    switch try evaluate(owner) {
    case .module(let module): return try member(name, of: module, at: range)
    case .number(let number): return try attribute(name, of: number, at: range)
    case .node(let node):
      switch name {
      case "grad": return gradient(of: node.reference)
      case "data": return .number(Number(node.amount, .detached))
      default: throw unknownAttribute(name, of: .node(node), at: range)
      }
    case let value: throw unknownAttribute(name, of: value, at: range)
    }
  }

  private func attribute(_ name: String, of number: Number, at range: SourceRange) throws(RunFailure) -> Value
  {
    switch name {
    case "data": return .number(Number(amount(of: number), .detached))
    case "grad":
      guard case .origin(let id, _) = number.provenance, let reference = origins[id].reference else {
        return .none
      }
      return gradient(of: reference)
    case "requires_grad":
      if case .origin = number.provenance { return .bool(true) }
      return .bool(false)
    default: throw unknownAttribute(name, of: .number(number), at: range)
    }
  }

  private func gradient(of reference: Reference) -> Value {
    tape.gradient(of: reference).map { .number(Number(.float($0), .detached)) } ?? .none
  }

  func unknownAttribute(_ name: String, of value: Value, at range: SourceRange) -> RunFailure {
    if ["T", "shape", "ndim", "size", "dtype"].contains(name) {
      return fail(.notYet("arrays are"), at: range)
    }
    let names = Builtin.methods.keys.sorted() + ["grad", "data"]
    let owner = value.kindWords
    return fail(.unknownAttribute(name, of: owner, suggestion: nearest(name, among: names)), at: range)
  }

  /// A function or number of a module.
  func member(_ name: String, of module: Module, at range: SourceRange) throws(RunFailure) -> Value {
    switch module {
    case .pyplot: return .module(.pyplot)
    case .numpy where name == "random": return .module(.numpyRandom)
    case .numpy, .math, .numpyRandom, .random:
      if let builtin = Builtin.members(of: module)[name] { return .builtin(builtin) }
      if let number = Builtin.numbers(of: module)[name] { return .float(number) }
    }
    throw fail(
      .unknownAttribute(
        name, of: "'\(module.rawValue)'", suggestion: Builtin.suggestion(for: name, in: module)),
      at: range)
  }

  func setAttribute(
    _ name: String, of owner: Expression, to value: Value, _ target: Expression, in statement: Statement?
  ) throws(RunFailure) {
    let receiver = try evaluate(owner)
    switch (name, receiver) {
    case ("grad", .number), ("grad", .node):
      let isZero = amount(of: value)?.isZero == true
      if case .none = value {
      } else if !isZero {
        throw fail(.detail("a gradient can only be set to 0 or None"), at: target.range)
      }
      clearGradient(of: receiver)
    case ("data", .number(let number)):
      guard let statement, case .origin = number.provenance else {
        throw fail(.expected("an input", found: "a constant", role: "what .data moves"), at: target.range)
      }
      try moveData(of: number, to: value, at: target.range, in: statement)
    case ("requires_grad", .number(let number)):
      if case .origin(let id, _) = number.provenance, try isTrue(value) {
        foundRequests.insert(origins[id].place)
      }
    default: throw unknownAttribute(name, of: receiver, at: target.range)
    }
  }

  func clearGradient(of value: Value) {
    guard case .number(let number) = value, case .origin(let id, _) = number.provenance,
      let reference = origins[id].reference
    else { return }
    tape.clearGradient(of: reference)
  }
}

// MARK: - The backward pass

extension Interpreter {
  /// `f.backward()` and `f.backward(v)`.
  func backward(from value: Value, seed: Value?, at range: SourceRange) throws(RunFailure) {
    guard let output = output(value) else { throw fail(.noPathFromInput, at: range) }
    guard tape.isKept(output) else { throw fail(.released, at: range) }
    var gradient = 1.0
    if let seed {
      guard let amount = amount(of: seed) else {
        throw fail(
          .expected("a number", found: seed.kindWords, role: "the gradient to start from"), at: range)
      }
      gradient = amount.double
    }
    receiver = output
    try runBackward(from: output, gradient, at: range)
  }

  /// The node that a value is, if it depends on an input.
  func output(_ value: Value) -> Reference? {
    switch value {
    case .node(let node): return node.reference
    case .number(let number):
      guard case .origin(let id, _) = number.provenance else { return nil }
      return input(of: id)
    default: return nil
    }
  }

  func runBackward(from output: Reference, _ gradient: Double, at range: SourceRange?) throws(RunFailure) {
    do throws(Fault) {
      try tape.backward(from: output, gradient: gradient)
    } catch {
      throw fail(.fault(error), at: error.place == .none ? range : SourceRange(error.place))
    }
    unreached.removeAll { id in
      origins[id].wasReached = origins[id].reference.flatMap { tape.gradient(of: $0) } != nil
      return origins[id].wasReached
    }
  }
}

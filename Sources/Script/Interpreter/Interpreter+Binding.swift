import Autodiff
import TraceModel

// Names, and what a name makes of a number: see ``Number/Provenance``.

extension Interpreter {
  func lookUp(_ name: String, at range: SourceRange) throws(RunFailure) -> Value {
    var current: Scope? = scope
    while let place = current {
      if let value = place.names[name] { return value }
      if place.locals.contains(name) { throw fail(.unassigned(name), at: range) }
      current = place.parent
    }
    if let builtin = Builtin.bare[name] { return .builtin(builtin) }
    if let module = Module.wellKnown[name] { return .module(module) }
    if let number = Builtin.numbers[name] { return .float(number) }
    throw fail(.unassigned(name), at: range)
  }

  /// Binds a name by an assignment. In the outermost scope that makes inputs of plain numbers and names nodes.
  func bind(_ name: String, _ value: Value, at range: SourceRange) {
    guard scope.isOutermost else {
      bindLocally(name, value)
      return
    }
    let introduced = introduce(value, as: name, root: name, at: range.start)
    if case .node(let node) = introduced { lastValue = node.reference }
    scope.names[name] = introduced
  }

  /// Binds a parameter, a loop variable or a local name: a plain number is a constant with this name.
  func bindLocally(_ name: String, _ value: Value) {
    scope.names[name] = labelled(value, name)
  }

  func bindLoopVariable(_ target: Expression, _ value: Value) throws(RunFailure) {
    switch target.bare.kind {
    case .name(let name): bindLocally(name, value)
    case .tuple(let targets), .list(let targets):
      for (target, value) in zip(targets, try unpack(value, count: targets.count, at: target.range)) {
        try bindLoopVariable(target, value)
      }
    default: try assign(value, to: target, from: nil, in: nil)
    }
  }

  func unpack(_ value: Value, count: Int, at range: SourceRange) throws(RunFailure) -> [Value] {
    let values = try elements(of: value, at: range)
    guard values.count == count else {
      throw fail(.unpacking(expected: count, found: values.count), at: range)
    }
    return values.all
  }

  private func labelled(_ value: Value, _ name: String) -> Value {
    guard case .number(let number) = value else { return value }
    switch number.provenance {
    case .plain, .size: return .number(Number(number.amount, .named(name)))
    case .named, .requested, .origin, .detached: return value
    }
  }

  /// What a value becomes when it is bound in the outermost scope; elements are named `w[0]`.
  func introduce(_ value: Value, as name: String, root: String, at place: SourcePlace) -> Value {
    switch value {
    case .number(let number): return introduce(number, as: name, root: root, at: place)
    case .node(var node):
      self.name(node.reference, name)
      if let counted = node.counted, origins[counted].root != root { node.counted = nil }
      return .node(node)
    case .list(let list) where !list.isIntroduced:
      list.isIntroduced = true
      for index in list.elements.indices {
        list.elements[index] = introduce(
          list.elements[index], as: "\(name)[\(index)]", root: root, at: place)
      }
      return value
    case .tuple(let elements):
      return .tuple(
        elements.enumerated().map { introduce($1, as: "\(name)[\($0)]", root: root, at: place) })
    case .dictionary(let dictionary) where !dictionary.isIntroduced:
      dictionary.isIntroduced = true
      for (index, key) in dictionary.keys.enumerated() {
        let label = "\(name)[\(plainRepresentation(of: key))]"
        dictionary.setValue(
          introduce(dictionary.values[index], as: label, root: root, at: place), at: index)
      }
      return value
    default: return value
    }
  }

  private func introduce(_ number: Number, as name: String, root: String, at place: SourcePlace) -> Value {
    switch number.provenance {
    case .origin, .detached: return .number(number)
    case .requested: foundRequests.insert(place)
    case .plain, .named, .size: break
    }
    guard isInput(root, at: place, number) else { return .number(Number(number.amount, .named(name))) }
    origins.append(Origin(name: name, root: root, place: place, amounts: [number.amount]))
    return .number(Number(number.amount, .origin(origins.count - 1, version: 0)))
  }

  private func isInput(_ root: String, at place: SourcePlace, _ number: Number) -> Bool {
    if case .requested = number.provenance { return true }
    if let inputs = options.inputs { return inputs.contains(root) || knowledge.requests.contains(place) }
    if !knowledge.requests.isEmpty { return knowledge.requests.contains(place) }
    if case .size = number.provenance { return false }
    return !knowledge.constants.contains(place)
  }
}

// MARK: - Nodes

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
    guard case .number(let number)? = globals.names[name], case .origin(let id, _) = number.provenance else {
      return name.contains("[")
    }
    return origins[id].name == name && origins[id].reference != nil
  }

  /// The input that an origin has become, made when it is first needed.
  func input(of id: Int) -> Reference {
    if let reference = origins[id].reference { return reference }
    let origin = origins[id]
    let reference = tape.input(
      origin.amounts[origin.amounts.count - 1].double, name: nil, at: origin.place, order: id)
    origins[id].reference = reference
    originOfInput[reference] = id
    name(reference, origin.name)
    return reference
  }

  /// The number that a number of the program stands for now.
  func amount(of number: Number) -> Amount {
    guard case .origin(let id, let version) = number.provenance else { return number.amount }
    return origins[id].amounts[version]
  }

  /// The number of a value, if it is one; a truth value is 0 or 1.
  func amount(of value: Value) -> Amount? {
    switch value {
    case .bool(let truth): .integer(truth ? 1 : 0)
    case .number(let number): amount(of: number)
    case .node(let node): node.amount
    default: nil
    }
  }
}

// MARK: - Constants by their use

extension Interpreter {
  /// Notes that a value is a constant, because it is a size, an index, a bound, an exponent or a default.
  func useAsConstant(_ value: Value) throws(RunFailure) {
    switch value {
    case .number(let number):
      if case .origin(let id, _) = number.provenance { foundConstants.insert(origins[id].place) }
    case .node(let node):
      let places = tape.inputs(behind: node.reference).compactMap { originOfInput[$0] }
        .map { origins[$0].place }
      try restart(withConstants: places)
    default: break
    }
  }

  /// Notes that a number which was only counted up or down reached a comparison.
  func useInComparison(_ value: Value) throws(RunFailure) {
    if case .node(let node) = value, let id = node.counted {
      try restart(withConstants: [origins[id].place])
    }
  }

  private func restart(withConstants places: [SourcePlace]) throws(RunFailure) {
    let new = Set(places).subtracting(knowledge.constants)
    if new.isEmpty { return }
    foundConstants.formUnion(new)
    throw .restart
  }
}

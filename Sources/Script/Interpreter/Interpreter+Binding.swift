import Autodiff
import Language
import TraceModel

// Names, and what a name makes of a number: see ``Number/Provenance``.

extension Interpreter {
  /// How many indices the name of an element may have.
  static let deepestName = 4

  func lookUp(_ name: String, at range: SourceRange) throws(RunFailure) -> Value {
    var current: Scope? = scope
    while let place = current {
      if let value = place.names[name] { return value }
      if place.locals.contains(name) { throw fail(.unassigned(name), at: range) }
      current = place.parent
    }
    if let builtin = Builtin.bare[name] { return .builtin(builtin) }
    if let module = Module.wellKnown[name] { return .module(module) }
    if let number = KnownNumber.bare[name] { return .float(number) }
    throw fail(.unassigned(name), at: range)
  }

  /// Binds a name by an assignment. In the outermost scope that makes inputs of plain numbers and names
  /// nodes.
  func bind(_ name: String, _ value: Value, at range: SourceRange) throws(RunFailure) {
    guard scope.isOutermost else {
      bindLocally(name, value)
      return
    }
    try endByHand(beforeBinding: name, to: value)
    // By custom `_` is what a program has no use for.
    let introduced = name == "_" ? value : try introduce(value, as: name, root: name, at: range)
    noteBound(name, introduced)
    scope.names[name] = introduced
    tell(name, introduced)
  }

  /// Binds a parameter, a loop variable or a local name: a plain number is a constant with this name.
  func bindLocally(_ name: String, _ value: Value) {
    let labelled = labelled(value, name)
    scope.names[name] = labelled
    tell(name, labelled)
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
    if case .text(let text) = value { try budget.useCharacters(of: text, at: range) }
    let values = try elements(of: value, at: range)
    guard values.count == count else {
      throw fail(.unpacking(expected: count, found: values.count), at: range)
    }
    return values.all
  }

  private func labelled(_ value: Value, _ name: String) -> Value {
    if case .array(let array) = value, case .plain(let provenance) = array.source {
      switch provenance {
      case .plain, .size: array.source = .plain(.named(name))
      case .named, .requested, .origin, .detached, .gradient: break
      }
    }
    guard case .number(let number) = value else { return value }
    switch number.provenance {
    case .plain, .size: return .number(Number(number.amount, .named(name), isNumPy: number.isNumPy))
    case .named, .requested, .origin, .detached, .gradient: return value
    }
  }

  /// What a value becomes when it is bound in the outermost scope; elements are named `w[0]`, some levels
  /// deep.
  func introduce(_ value: Value, as name: String, root: String, at range: SourceRange, depth: Int = 0)
    throws(RunFailure) -> Value
  {
    func inner(_ value: Value, _ key: String) throws(RunFailure) -> Value {
      try introduce(value, as: "\(name)[\(key)]", root: root, at: range, depth: depth + 1)
    }
    if depth > Self.deepestName { return value }
    switch value {
    case .number(let number): return try introduce(number, as: name, root: root, at: range)
    case .node(let node) where isPlain: return .node(node)
    case .array(let array) where isPlain && array.reference != nil: return value
    case .instance(let instance):
      try introduce(instance, as: name, root: root, at: range, depth: depth)
      return value
    case .node(var node):
      self.name(node.reference, name)
      if let counted = node.counted, origins[counted].root != root { node.counted = nil }
      return .node(node)
    case .array(let array):
      introduce(array, as: name, root: root, at: range)
      return value
    case .list(let list) where !list.isIntroduced:
      list.isIntroduced = true
      list.place = list.place ?? range.start
      if depth == 0, findings.knowledge.arrays.contains(range.start) {
        let array = try stacked(list.elements, at: range)
        introduce(array, as: name, root: root, at: range)
        list.array = array
        return value
      }
      try budget.use(.operations, list.elements.count, times: Cost.expression, at: range)
      for index in list.elements.indices {
        list.elements[index] = try inner(list.elements[index], "\(index)")
      }
      return value
    case .tuple(let elements):
      try budget.useItems(elements.count, at: range)
      try budget.use(.operations, elements.count, times: Cost.expression, at: range)
      var introduced: [Value] = []
      for (index, element) in elements.enumerated() { introduced.append(try inner(element, "\(index)")) }
      return .tuple(introduced)
    case .dictionary(let dictionary) where !dictionary.isIntroduced:
      dictionary.isIntroduced = true
      try budget.use(.operations, dictionary.count, times: Cost.expression, at: range)
      for (index, key) in dictionary.keys.enumerated() {
        dictionary.setValue(try inner(dictionary.values[index], plainRepresentation(of: key)), at: index)
      }
      return value
    default: return value
    }
  }

  private func introduce(_ array: ArrayValue, as name: String, root: String, at range: SourceRange) {
    let place = range.start
    switch array.source {
    case .node(let reference): self.name(reference, name)
    case .plain(.origin), .plain(.detached), .plain(.gradient): break
    case .plain(let provenance):
      if case .requested = provenance { findings.request(place) }
      let number = Number(.float(0), provenance)
      guard array.kind != .bool, isInput(root, at: place, number) else {
        array.source = .plain(.named(name))
        return
      }
      origins.append(Origin(name: name, root: root, range: range, amounts: [], array: array))
      array.source = .plain(.origin(origins.count - 1, version: 0))
    }
  }

  private func introduce(_ number: Number, as name: String, root: String, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    let place = range.start
    switch number.provenance {
    case .origin, .detached, .gradient: return .number(number)
    case .requested: findings.request(place)
    case .plain, .named, .size: break
    }
    guard isInput(root, at: place, number) else {
      return .number(Number(number.amount, .named(name), isNumPy: number.isNumPy))
    }
    try budget.use(.elements, Size.origin, at: range)
    origins.append(Origin(name: name, root: root, range: range, amounts: [number.amount]))
    return .number(
      Number(number.amount, .origin(origins.count - 1, version: 0), isNumPy: number.isNumPy))
  }

  private func isInput(_ root: String, at place: SourcePlace, _ number: Number) -> Bool {
    if case .requested = number.provenance { return true }
    if let inputs = options.inputs {
      return inputs.contains(root) || findings.knowledge.requests.contains(place)
    }
    if !findings.knowledge.requests.isEmpty { return findings.knowledge.requests.contains(place) }
    if case .size = number.provenance { return false }
    return !findings.knowledge.constants.contains(place)
  }
}

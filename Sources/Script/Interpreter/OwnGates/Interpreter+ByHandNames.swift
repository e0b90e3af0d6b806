import Autodiff
import Language
import Numbers
import TraceModel

// The names that tell a gradient.

extension Interpreter {
  /// Names of a gradient, or of several in a dictionary, that do not say whose they are.
  private static let gradientWords: Set<String> = ["grad", "grads", "gradient", "gradients"]

  /// The gradient that a name or a key stands for, if what follows in it is a value of the circuit.
  func gradient(assignedTo target: Expression, _ value: Expression?, at range: SourceRange) -> ByHandGradient?
  {
    let isLiteral = value?.isNonzeroLiteral ?? false
    if let name = target.name {
      for part in Self.parts(ofGradientName: name) where isOfOutput(part.output) {
        guard let value = globals.names[part.input], let target = self.target(of: value) else { continue }
        return ByHandGradient(
          name: name, variable: name, of: part.input, target: target, range: range, isLiteral: isLiteral)
      }
      return nil
    }
    guard case .index(let owner, let index) = target.bare.kind, let variable = owner.name,
      Self.gradientWords.contains(variable), case .text(let key) = index.bare.kind
    else { return nil }
    return gradient(inDictionary: variable, key, at: range)
  }

  /// The same of `grads = {'x': …, 'y': …}` as well.
  func gradients(assignedTo target: Expression, _ value: Expression?, at range: SourceRange)
    -> [ByHandGradient]
  {
    if let gradient = gradient(assignedTo: target, value, at: range) { return [gradient] }
    guard let variable = target.name, Self.gradientWords.contains(variable),
      case .dictionary(let items)? = value?.bare.kind
    else { return [] }
    return items.compactMap { item in
      guard case .text(let key) = item.key.bare.kind else { return nil }
      return gradient(inDictionary: variable, key, at: item.value.range)
    }
  }

  func gradient(inDictionary variable: String, _ key: String, at range: SourceRange) -> ByHandGradient? {
    guard let found = target(ofKey: key) else { return nil }
    return ByHandGradient(
      name: "\(variable)['\(key)']", variable: variable, key: key, of: found.name, target: found.target,
      range: range)
  }

  /// The gradients in a dictionary that a program calls `grads`.
  func gradients(inDictionary variable: String, _ value: Value, at range: SourceRange) -> [ByHandGradient] {
    guard Self.gradientWords.contains(variable), case .dictionary(let dictionary) = value else { return [] }
    return dictionary.keys.compactMap { key in
      guard case .text(let key) = key else { return nil }
      return gradient(inDictionary: variable, key, at: range)
    }
  }

  /// Whether a name may turn out to be that of a gradient once its value is there.
  func mayBeGradient(_ target: Expression) -> Bool {
    guard let name = target.name else {
      guard case .index(let owner, _) = target.bare.kind else { return false }
      return owner.name.map(Self.gradientWords.contains) ?? false
    }
    if Self.gradientWords.contains(name) { return true }
    return Self.parts(ofGradientName: name).contains { part in
      switch globals.names[part.input] {
      case .number, .node, .array, .list, .tuple: true
      default: false
      }
    }
  }

  /// The gradient that a value without a telling name is: that of the only argument with its shape.
  func gradient(_ variable: String, of value: Value, inCall call: Expression, at range: SourceRange)
    throws(RunFailure) -> ByHandGradient?
  {
    guard Self.gradientWords.contains(variable), case .call(_, let arguments) = call.bare.kind,
      let shape = try array(value, at: range)?.shape
    else { return nil }
    let names = arguments.compactMap(\.value.name).filter { name in
      guard let argument = globals.names[name].flatMap(reference) else { return false }
      return tape.tensor(of: argument)?.shape == shape
    }
    guard names.count == 1, let target = globals.names[names[0]].flatMap(target) else { return nil }
    return ByHandGradient(
      name: variable, variable: variable, of: names[0], target: target, range: range)
  }

  /// Whether a gradient's name speaks of the output: ∂q/∂x of an inner q is no gradient of it.
  private func isOfOutput(_ name: String?) -> Bool {
    guard let name else { return true }
    guard let value = globals.names[name].flatMap(reference) else {
      return globals.names[name] == nil && Self.lossNames.contains(name)
    }
    guard let output = hand.isRunning ? hand.pass.output : chosenOutput?.reference else {
      return !hand.isRunning
    }
    return value == output
  }

  /// A longer name is not looked at for the names of two values in it.
  private static let longestGradientName = 200

  /// How a name may be read as a gradient: `grad_x`, `x_grad`, `d_x`, `dx`, `dfdx`, `df_dx`.
  private static func parts(ofGradientName name: String) -> [(output: String?, input: String)] {
    var parts: [(String?, String)] = []
    for prefix in ["grad_", "d_", "d"] where name.hasPrefix(prefix) && name.count > prefix.count {
      parts.append((nil, String(name.dropFirst(prefix.count))))
    }
    if name.hasSuffix("_grad"), name.count > 5 { parts.append((nil, String(name.dropLast(5)))) }
    guard name.hasPrefix("d"), name.utf8.count <= longestGradientName else { return parts }
    let rest = Array(name.dropFirst())
    for place in rest.indices.dropFirst() where rest[place] == "d" && place + 1 < rest.count {
      let output = String(rest[..<place]).split(separator: "_").joined(separator: "_")
      parts.append((output, String(rest[(place + 1)...])))
    }
    return parts
  }

  // MARK: Values of the circuit

  /// The nodes that a value is or holds; nil if it has nothing to do with the circuit.
  private func target(of value: Value) -> ByHandTarget? {
    if let reference = reference(of: value) { return .node(reference) }
    let elements: [Value]
    switch value {
    case .list(let list): elements = list.elements
    case .tuple(let parts): elements = parts
    default: return nil
    }
    let targets = elements.map(target)
    guard !targets.isEmpty, targets.allSatisfy({ $0 != nil }) else { return nil }
    return .list(targets.compactMap { $0 })
  }

  /// The value that a key speaks of: a name, or the only item or attribute that is called so.
  private func target(ofKey key: String) -> (name: String, target: ByHandTarget)? {
    if let value = globals.names[key], let target = target(of: value) { return (key, target) }
    let named = origins.filter {
      $0.reference != nil && ($0.name.hasSuffix("['\(key)']") || $0.name.hasSuffix(".\(key)"))
    }
    guard named.count == 1, let reference = named[0].reference else { return nil }
    return (named[0].name, .node(reference))
  }

  /// The node that a value is: a gate's result, or an input that a gate has read.
  func reference(of value: Value) -> Reference? {
    if let array = value.indexedArray {
      return array.reference ?? array.originID.flatMap { origins[$0].reference }
    }
    switch value {
    case .node(let node): return node.reference
    case .number(let number): return number.originID.flatMap { origins[$0].reference }
    default: return nil
    }
  }

  /// What a gradient that is worked out by hand is now.
  func value(of gradient: ByHandGradient) -> Value? {
    guard let key = gradient.key else { return globals.names[gradient.variable] }
    guard case .dictionary(let dictionary)? = globals.names[gradient.variable] else { return nil }
    return dictionary[.text(key)]
  }
}

extension Expression {
  fileprivate var isNonzeroLiteral: Bool {
    switch bare.kind {
    case .integer(let number): number != 0
    case .float(let number): number != 0
    case .unary(.minus, let inner): inner.isNonzeroLiteral
    default: false
    }
  }

  /// The targets of an assignment, one by one.
  var targetParts: [Expression] {
    switch bare.kind {
    case .tuple(let items), .list(let items): items.flatMap(\.targetParts)
    default: [bare]
    }
  }
}

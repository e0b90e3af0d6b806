import Autodiff
import Language
import Numbers
import TraceModel

/// How a statement moves a parameter.
struct HowMoved {
  /// The factor, where the change is −rate × gradient.
  var rate: Double?
  var formula: UpdateFormula?
}

/// Writes the right side of an update as a formula of what it reads.
///
/// It follows only what is arithmetic on names, attributes, items of lists and their gradients, each of which can be
/// looked at again without running anything; of all else there is no formula.
private struct UpdateWriter {
  let interpreter: Interpreter
  private(set) var operands: [ReadValue] = []
  private var letters: [String: String] = [:]

  init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  /// A part of a formula, with how strongly its parts hang together.
  private struct Part {
    var text: String
    var strength: Int

    static func atom(_ text: String) -> Part { Part(text: text, strength: 4) }

    func inside(_ least: Int) -> String { strength < least ? "(\(text))" : text }
  }

  mutating func text(of expression: Expression) throws(RunFailure) -> String? {
    try part(expression)?.text
  }

  mutating func text(of left: Expression, _ binary: BinaryOperator, _ right: Expression)
    throws(RunFailure) -> String?
  {
    guard let first = try part(left), let second = try part(right) else { return nil }
    return joined(first, binary, second)?.text
  }

  private mutating func part(_ expression: Expression) throws(RunFailure) -> Part? {
    switch expression.bare.kind {
    case .integer(let number): return number.magnitude < 1 << 53 ? .atom("\(number)") : nil
    case .float(let number): return number.isFinite ? .atom(NumberText.shortest(number)) : nil
    case .unary(.minus, let inner):
      return try part(inner).map { Part(text: "-\($0.inside(3))", strength: 3) }
    case .unary(.plus, let inner): return try part(inner)
    case .binary(let binary, let left, let right):
      guard let first = try part(left), let second = try part(right) else { return nil }
      return joined(first, binary, second)
    default: return try operand(expression.bare).map { .atom($0) }
    }
  }

  private func joined(_ left: Part, _ binary: BinaryOperator, _ right: Part) -> Part? {
    switch binary {
    case .add, .subtract:
      Part(text: "\(left.inside(1)) \(binary.rawValue) \(right.inside(2))", strength: 1)
    case .multiply, .divide:
      Part(text: "\(left.inside(2)) \(binary.rawValue) \(right.inside(3))", strength: 2)
    case .floorDivide, .remainder, .power, .matrixMultiply: nil
    }
  }

  // MARK: What is read

  /// The letter of what an expression reads; nil if it does more than that, or there are too many.
  private mutating func operand(_ expression: Expression) throws(RunFailure) -> String? {
    let text = interpreter.program.text(of: expression.range)
    if let letter = letters[text] { return letter }
    guard operands.count < Self.letters.count, let value = try read(expression) else { return nil }
    operands.append(value)
    letters[text] = Self.letters[operands.count - 1]
    return letters[text]
  }

  private static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]

  private func read(_ expression: Expression) throws(RunFailure) -> ReadValue? {
    if case .attribute(let owner, "grad") = expression.kind {
      return try look(at: owner).flatMap(interpreter.node).map { .gradient($0) }
    }
    guard let value = try look(at: expression.withoutDetaching) else { return nil }
    return try interpreter.reading(value, at: expression.range)
  }

  /// What a name, an attribute of an object or an item of a list stands for: looking at it changes nothing.
  private func look(at expression: Expression) throws(RunFailure) -> Value? {
    switch expression.bare.kind {
    case .name(let name): return try interpreter.lookUp(name, at: expression.range)
    case .attribute(let owner, let name):
      guard case .instance(let instance)? = try look(at: owner) else { return nil }
      return instance.attributes[name]
    case .index(let container, let index):
      guard let key = try look(at: index), let container = try look(at: container) else { return nil }
      return try item(of: container, key, at: expression.range)
    case .integer(let number): return .integer(number)
    case .text(let text): return .text(text)
    default: return nil
    }
  }

  private func item(of container: Value, _ key: Value, at range: SourceRange) throws(RunFailure) -> Value? {
    switch container {
    case .dictionary(let dictionary): return dictionary[try interpreter.key(key, at: range)]
    case .list(let list) where list.array == nil: return element(of: list.elements, key)
    case .tuple(let elements): return element(of: elements, key)
    default: return nil
    }
  }

  private func element(of elements: [Value], _ key: Value) -> Value? {
    guard case .integer(let given)? = interpreter.amount(of: key) else { return nil }
    let index = given < 0 ? given + elements.count : given
    return elements.indices.contains(index) ? elements[index] : nil
  }
}

extension Interpreter {
  /// How `target ±= expression` moves a parameter.
  func how(_ target: Expression, _ binary: BinaryOperator, _ expression: Expression)
    throws(RunFailure) -> HowMoved
  {
    var writer = UpdateWriter(self)
    let compute = try writer.text(of: target, binary, expression)
    return HowMoved(
      rate: try rate(binary, expression, target),
      formula: compute.flatMap { Self.formula($0, of: writer.operands) })
  }

  /// An expression that gives the new value of a parameter, as a formula of what it reads.
  func formula(of expression: Expression) throws(RunFailure) -> UpdateFormula? {
    var writer = UpdateWriter(self)
    let compute = try writer.text(of: expression)
    return compute.flatMap { Self.formula($0, of: writer.operands) }
  }

  /// The right side of an assignment to one target.
  func formula(of statement: Statement) throws(RunFailure) -> UpdateFormula? {
    guard case .assignment(let targets, let value) = statement.kind, targets.count == 1, !targets[0].isTuple
    else { return nil }
    return try formula(of: value)
  }

  private static func formula(_ compute: String, of operands: [ReadValue]) -> UpdateFormula? {
    compute.count <= Formula.longest ? UpdateFormula(compute, of: operands) : nil
  }

  /// The node that a value is now, which has a gradient of its own.
  fileprivate func node(of value: Value) -> Reference? {
    if let array = value.indexedArray {
      return array.reference.flatMap { isOnTape($0) ? $0 : nil }
        ?? array.originID.flatMap { origins[$0].reference }
    }
    switch operand(value) {
    case .node(let node): return node.reference
    case .origin(let id, _): return origins[id].reference
    default: return nil
    }
  }

  /// What an event tells of a number or an array that is no truth value; nil for all else.
  fileprivate func reading(_ value: Value, at range: SourceRange) throws(RunFailure) -> ReadValue? {
    if let array = value.indexedArray { return try reading(array, at: range) }
    guard let operand = operand(value), !value.isTruth else { return nil }
    return reading(operand)
  }

  /// A view that is to be brought up to date would record a gate.
  private func reading(_ array: ArrayValue, at range: SourceRange) throws(RunFailure) -> ReadValue? {
    guard !array.isBool, array.view.map({ $0.version == $0.base.version }) ?? true else { return nil }
    try refresh(array, at: range)
    return reading(Operand.array(array))
  }
}

extension Expression {
  /// What `.data` or `.detach()` is asked of, else the expression itself.
  fileprivate var withoutDetaching: Expression {
    switch kind {
    case .attribute(let owner, "data"): return owner
    case .call(let callee, let arguments):
      if arguments.isEmpty, case .attribute(let owner, "detach") = callee.bare.kind { return owner }
      return self
    default: return self
    }
  }

  fileprivate var isTuple: Bool { if case .tuple = bare.kind { true } else { false } }
}

import Language
import TraceModel

extension Interpreter {
  func item(of container: Value, at index: Expression, _ range: SourceRange) throws(RunFailure) -> Value {
    if let array = container.indexedArray {
      return try item(of: array, resolved(index, of: array), at: range)
    }
    if case .builtin(let builtin) = container, builtin.name == "c_" {
      let columns = try evaluate(index)
      let parts = if case .tuple(let parts) = columns { parts } else { [columns] }
      return try joinedAsColumns(parts, in: Arguments(function: "c_", values: [], range: range))
    }
    if case .slice(let start, let stop, let step) = index.kind {
      return try slice(of: container, start, stop, step, at: range)
    }
    let index = (value: try evaluate(index), range: index.range)
    switch container {
    case .dictionary(let dictionary):
      if let value = dictionary[try key(index.value, at: index.range)] { return value }
      throw fail(.missingKey(try representation(of: index.value, at: index.range)), at: index.range)
    case .list(let list):
      return list.elements[try position(index.value, in: list.elements.count, at: index.range)]
    case .tuple(let elements):
      return elements[try position(index.value, in: elements.count, at: index.range)]
    case .range(let numbers):
      return .integer(numbers.element(try position(index.value, in: numbers.count, at: index.range)))
    case .text(let text):
      try budget.useCharacters(of: text, at: range)
      let position = try position(index.value, in: text.count, at: index.range)
      return .text(String(text[text.index(text.startIndex, offsetBy: position)]))
    default: throw fail(.unsuitedOperand(operation: "[…]", operand: container.form), at: range)
    }
  }

  private func position(_ index: Value, in count: Int, at range: SourceRange) throws(RunFailure) -> Int {
    if case .tuple = index {
      throw fail(.expected(.wholeNumber, found: .kind(.tuple), role: .indexOfList), at: range)
    }
    let given = try wholeNumber(index, .index, at: range)
    let position = given < 0 ? given + count : given
    guard (0..<count).contains(position) else { throw fail(.indexOutOfRange(given, count: count), at: range) }
    return position
  }

  private func slice(
    of container: Value, _ start: Expression?, _ stop: Expression?, _ step: Expression?, at range: SourceRange
  ) throws(RunFailure) -> Value {
    let elements = try elements(of: container, at: range)
    let (start, stop, step) = try bounds(start, stop, step, at: range)
    let indices = RangeValue(slicing: elements.count, start, stop, step)
    try budget.useItems(indices.count, at: range)
    let picked = (0..<indices.count).compactMap { elements.element(indices.element($0)) }
    switch container {
    case .text: return .text(picked.map { if case .text(let part) = $0 { part } else { "" } }.joined())
    case .tuple:
      try budget.useNested(picked, at: range)
      return .tuple(picked)
    default:
      try budget.useNested(picked, at: range)
      return newList(picked)
    }
  }

  /// The bounds and the step of a slice.
  func bounds(_ start: Expression?, _ stop: Expression?, _ step: Expression?, at range: SourceRange)
    throws(RunFailure) -> (start: Int?, stop: Int?, step: Int)
  {
    let stride = try bound(step) ?? 1
    if stride == 0 { throw fail(.refused(.stepOfSlice), at: range) }
    return (try bound(start), try bound(stop), stride)
  }

  private func bound(_ expression: Expression?) throws(RunFailure) -> Int? {
    guard let expression else { return nil }
    let value = try evaluate(expression)
    if case .none = value { return nil }
    // Far outside is as good as outside.
    return min(max(try wholeNumber(value, .boundOfSlice, at: expression.range), -(1 << 40)), 1 << 40)
  }

  func setItem(of container: Value, at index: Value, to value: Value, _ target: Expression) throws(RunFailure)
  {
    switch container {
    case .list(let list):
      let position = try position(index, in: list.elements.count, at: target.range)
      try budget.useNested([value], at: target.range)
      list.elements[position] = try introducedItem(value, target)
      list.isUntouched = false
    case .dictionary(let dictionary):
      try set(introducedItem(value, target), for: index, in: dictionary, at: target.range)
    case .tuple: throw fail(.refused(.itemOfTuple), at: target.range)
    default:
      throw fail(.unsuitedOperand(operation: "[…] =", operand: container.form), at: target.range)
    }
  }

  /// In the outermost scope, a number assigned to an item is named like `w[0]` if both parts are plain.
  private func introducedItem(_ value: Value, _ target: Expression) throws(RunFailure) -> Value {
    guard scope.isOutermost, case .index(let container, let index) = target.bare.kind,
      let root = container.name
    else { return value }
    switch index.kind {
    case .integer, .text:
      return try introduce(value, as: program.text(of: target.range), root: root, at: target.range)
    default: return value
    }
  }
}

extension RangeValue {
  /// The positions that a slice picks of so many elements, as Python counts them.
  init(slicing count: Int, _ start: Int?, _ stop: Int?, _ step: Int) {
    func clamp(_ index: Int) -> Int {
      let position = index < 0 ? index + count : index
      return step > 0 ? min(max(position, 0), count) : min(max(position, -1), count - 1)
    }
    self.init(
      start: start.map(clamp) ?? (step > 0 ? 0 : count - 1), stop: stop.map(clamp) ?? (step > 0 ? count : -1),
      step: step)
  }
}

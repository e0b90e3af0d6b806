import Numbers
import TraceModel

/// What a loop goes over. A range is not written out; a list may grow meanwhile, as in Python.
enum ElementSequence {
  case range(RangeValue)
  case list(List)
  case fixed([Value])
  /// The elements of a vector, as they were when it had changed so often.
  case vector([Value], ArrayValue, changes: Int)

  func element(_ index: Int) -> Value? {
    switch self {
    case .range(let range): index < range.count ? .integer(range.element(index)) : nil
    case .list(let list): index < list.elements.count ? list.elements[index] : nil
    case .fixed(let elements), .vector(let elements, _, _):
      index < elements.count ? elements[index] : nil
    }
  }

  var count: Int {
    switch self {
    case .range(let range): range.count
    case .list(let list): list.elements.count
    case .fixed(let elements), .vector(let elements, _, _): elements.count
    }
  }

  /// All elements; a range must have been counted before.
  var all: [Value] {
    switch self {
    case .range(let range): (0..<range.count).map { .integer(range.element($0)) }
    case .list(let list): list.elements
    case .fixed(let elements), .vector(let elements, _, _): elements
    }
  }
}

extension Interpreter {
  func elements(of value: Value, at range: SourceRange) throws(RunFailure) -> ElementSequence {
    switch value {
    case .range(let numbers): return .range(numbers)
    case .list(let list):
      // Only the elements of an array are numbers of NumPy.
      if let array = list.array { return .fixed(try rows(of: array, at: range).map { $0.asNumPy(false) }) }
      return .list(list)
    case .array(let array):
      let rows = try rows(of: array, at: range)
      // Rows of more axes are views.
      return array.shape.count == 1 ? .vector(rows, array, changes: array.changes) : .fixed(rows)
    case .tuple(let elements): return .fixed(elements)
    case .dictionary(let dictionary): return .fixed(dictionary.keys)
    case .text(let text):
      try budget.useCharacters(of: text, at: range)
      try budget.use(.elements, text.utf8.count, at: range)
      return .fixed(text.map { .text(String($0)) })
    default:
      throw fail(
        .expected(.listOrRange, found: .kind(value.form), role: .goneThrough), at: range)
    }
  }

  /// What a loop comes to next: of a vector that has changed meanwhile, the element that it has now.
  func element(_ index: Int, of sequence: ElementSequence, at range: SourceRange) throws(RunFailure) -> Value?
  {
    guard case .vector(let elements, let array, let changes) = sequence, index < elements.count,
      array.changes != changes
    else { return sequence.element(index) }
    return try picked(from: array, [index], [], "[\(index)]", at: range)
  }

  /// The parts of an array along its first axis.
  func rows(of array: ArrayValue, at range: SourceRange) throws(RunFailure) -> [Value] {
    try refresh(array, at: range)
    guard let count = array.shape.first else {
      throw fail(.expected(.listOrArray, found: .kind(.number), role: .goneThrough), at: range)
    }
    try budget.use(.elements, count, times: array.shape.count > 1 ? Size.object : 1, at: range)
    try budget.use(.operations, count, times: Cost.expression, at: range)
    var rows: [Value] = []
    for row in 0..<count {
      let index: ArrayIndex
      do throws(ArrayIndex.Problem) {
        index = try ArrayIndex([.position(row)], of: array.shape)
      } catch {
        throw fail(.index(error, shape: array.shape), at: range)
      }
      rows.append(try item(of: array, ResolvedIndex(index: index, label: "[\(row)]"), at: range))
    }
    return rows
  }

  /// The elements written out, counted.
  func allElements(of value: Value, at range: SourceRange) throws(RunFailure) -> [Value] {
    let sequence = try elements(of: value, at: range)
    try budget.useItems(sequence.count, at: range)
    let elements = sequence.all
    try budget.useNested(elements, at: range)
    return elements
  }

  func key(_ value: Value, at range: SourceRange) throws(RunFailure) -> Dictionary.Key {
    try budget.use(.operations, Cost.comparison, at: range)
    switch value {
    case .none: return .none
    case .text(let text):
      try budget.use(.operations, text.utf8.count / Size.bytesOfText, times: Cost.text, at: range)
      return .text(text)
    case .bool, .number, .node:
      try useAsConstant(value)
      switch amount(of: value) {
      case .integer(let number): return .integer(number)
      case .float(let number):
        return Int(exactly: number).map { .integer($0) } ?? .float(number.bitPattern)
      case nil: return .none
      }
    case .tuple(let elements):
      try budget.use(.elements, elements.count, at: range)
      return try deeper(at: range) { () throws(RunFailure) in
        var keys: [Dictionary.Key] = []
        for element in elements { keys.append(try key(element, at: range)) }
        return .tuple(keys)
      }
    default: throw fail(.refused(.key(value.form)), at: range)
    }
  }

  /// A whole number that is a size, a bound or an index, and therefore a constant.
  func wholeNumber(_ value: Value, _ role: Role, at range: SourceRange) throws(RunFailure) -> Int {
    try useAsConstant(value)
    guard case .integer(let number)? = amount(of: value) else {
      let found = amount(of: value).map { Found.number($0.double) } ?? .kind(value.form)
      throw fail(.expected(.wholeNumber, found: found, role: role), at: range)
    }
    return number
  }
}

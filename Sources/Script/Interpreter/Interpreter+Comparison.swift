import Autodiff
import Language
import Numbers
import TraceModel

extension ComparisonOperator {
  /// What it asks of two numbers; nil for those that ask more than numbers can tell.
  fileprivate var meets: ((Double, Double) -> Bool)? {
    switch self {
    case .equal: { $0 == $1 }
    case .notEqual: { $0 != $1 }
    case .less: { $0 < $1 }
    case .lessOrEqual: { $0 <= $1 }
    case .greater: { $0 > $1 }
    case .greaterOrEqual: { $0 >= $1 }
    case .in, .notIn, .is, .isNot: nil
    }
  }
}

extension Interpreter {
  /// A chain of comparisons, each value worked out once. With an array on one side it is a mask.
  func compare(_ first: Expression, _ links: [Comparison]) throws(RunFailure) -> Value {
    var left = try evaluate(first)
    var isNumPy = false
    for link in links {
      let right = try evaluate(link.right)
      let range = first.range.through(link.right.range)
      if left.isArray || right.isArray, let meets = link.operator.meets {
        guard links.count == 1 else {
          throw fail(.refused(.chainOfArrays), at: link.range)
        }
        if !left.isComparable || !right.isComparable {
          return try maskOfOthers(left, right, link.operator, at: range)
        }
        return try mask(
          left, link.operator, right,
          Arguments(function: link.operator.rawValue, values: [], range: range), meets)
      }
      let (first, second) = (left, right)
      let isMet = try placed(at: range) { () throws(RunFailure) -> Bool in
        try holds(first, link.operator, second, at: range)
      }
      try noteBranch(first, link.operator, second, isMet: isMet, at: range)
      noteComparison(first, link.operator, second)
      isNumPy = link.operator.meets != nil && isOfNumPy(first, second)
      if !isMet { return .bool(false, isNumPy: isNumPy) }
      left = right
    }
    return .bool(true, isNumPy: isNumPy)
  }

  /// Notes a comparison that is not recorded, or whose sides are not.
  private func noteComparison(_ left: Value, _ comparison: ComparisonOperator, _ right: Value) {
    for side in [left, right] {
      switch side {
      case .none, .text, .bool: return
      default: break
      }
    }
    let isRecorded = comparison.meets != nil && operand(left) != nil && operand(right) != nil
    for side in [left, right] {
      if isRecorded { noteUseOfDetached(side) } else { noteUse(of: side, as: .plain) }
    }
  }

  /// Whether the comparison of a number of NumPy with another or with a text gives a truth value of NumPy.
  private func isOfNumPy(_ left: Value, _ right: Value) -> Bool {
    func suits(_ value: Value) -> Bool {
      if case .text = value { return true }
      return amount(of: value) != nil
    }
    return (left.isNumPy || right.isNumPy) && suits(left) && suits(right)
  }

  /// Gives a problem that has no place the one of what is worked out.
  func placed<Result>(at range: SourceRange, _ work: () throws(RunFailure) -> Result)
    throws(RunFailure) -> Result
  {
    do throws(RunFailure) {
      return try work()
    } catch {
      if case .problem(let problem, nil) = error { throw fail(problem, at: range) }
      throw error
    }
  }

  /// The comparison element by element; a constant, which no gradient passes.
  private func mask(
    _ left: Value, _ comparison: ComparisonOperator, _ right: Value, _ arguments: Arguments,
    _ meets: (Double, Double) -> Bool
  ) throws(RunFailure) -> Value {
    let operands = [try arrayOperand(left, in: arguments), try arrayOperand(right, in: arguments)]
    let (first, second) = (tensor(of: operands[0]), tensor(of: operands[1]))
    guard let shape = Shape.broadcast(first.shape, second.shape) else {
      throw fail(.shapes([first.shape, second.shape], symbol: arguments.function), at: arguments.range)
    }
    try checkSize(shape, at: arguments.range)
    let elements = zip(first.stretched(to: shape), second.stretched(to: shape)).map {
      meets($0, $1) ? 1.0 : 0
    }
    let outcome = Tensor(filling: shape, with: elements)
    let mask = try makeValue(outcome, .bool, .size, at: arguments.range)
    try noteBranch(operands[0], comparison, operands[1], outcome: outcome, at: arguments.range)
    noteComparison(left, comparison, right)
    keepMemoryOrder(mask, of: operands)
    return mask
  }

  /// No element is None, a text or a dictionary.
  private func maskOfOthers(
    _ left: Value, _ right: Value, _ comparison: ComparisonOperator, at range: SourceRange
  ) throws(RunFailure) -> Value {
    guard comparison == .equal || comparison == .notEqual else {
      throw fail(
        .unsuited(operation: comparison.rawValue, left: left.form, right: right.form), at: range)
    }
    let shape = shape(left.isArray ? left : right)
    try checkSize(shape, at: range)
    let truth = comparison == .notEqual ? 1.0 : 0
    let elements = [Double](repeating: truth, count: Tensor.count(of: shape))
    return try makeValue(Tensor(filling: shape, with: elements), .bool, .size, at: range)
  }

  private func holds(
    _ left: Value, _ comparison: ComparisonOperator, _ right: Value, at range: SourceRange
  ) throws(RunFailure) -> Bool {
    switch comparison {
    case .equal: return try areEqual(left, right)
    case .notEqual: return !(try areEqual(left, right))
    case .is: return try areSame(left, right)
    case .isNot: return !(try areSame(left, right))
    case .in: return try contains(right, left, at: range)
    case .notIn: return !(try contains(right, left, at: range))
    case .less: return try order(left, right, comparison, at: range) { $0 < 0 }
    case .lessOrEqual: return try order(left, right, comparison, at: range) { $0 <= 0 }
    case .greater: return try order(left, right, comparison, at: range) { $0 > 0 }
    case .greaterOrEqual: return try order(left, right, comparison, at: range) { $0 >= 0 }
    }
  }

  func areEqual(_ left: Value, _ right: Value) throws(RunFailure) -> Bool {
    try budget.use(.operations, Cost.comparison, at: nil)
    if let first = amount(of: left), let second = amount(of: right) {
      try useInComparison(left)
      try useInComparison(right)
      if case .integer(let a) = first, case .integer(let b) = second { return a == b }
      return first.double == second.double
    }
    switch (left, right) {
    case (.none, .none): return true
    case (.dictionary(let first), .dictionary(let second)): return try areEqual(first, second)
    case (.text(let first), .text(let second)):
      try budget.useComparison(first, second)
      return first == second
    case (.list(let first), .list(let second)): return try areEqual(first.elements, second.elements)
    case (.tuple(let first), .tuple(let second)): return try areEqual(first, second)
    case (.range(let first), .range(let second)):
      return first.hasSameElements(as: second)
    case (.array(let first), .array(let second)) where first !== second:
      throw fail(.ambiguousTruth(shape: first.shape), at: nil)
    default: return try areSame(left, right)
    }
  }

  private func areEqual(_ left: Dictionary, _ right: Dictionary) throws(RunFailure) -> Bool {
    guard left.count == right.count else { return false }
    try budget.use(.operations, left.count, times: Cost.comparison, at: nil)
    return try deeper(at: nil) { () throws(RunFailure) in
      for (key, value) in left.pairs {
        guard let other = right[key], try areEqual(value, other) else { return false }
      }
      return true
    }
  }

  private func areEqual(_ left: [Value], _ right: [Value]) throws(RunFailure) -> Bool {
    guard left.count == right.count else { return false }
    return try deeper(at: nil) { () throws(RunFailure) in
      for (first, second) in zip(left, right) where !(try areEqual(first, second)) { return false }
      return true
    }
  }

  /// Python's `is`.
  private func areSame(_ left: Value, _ right: Value) throws(RunFailure) -> Bool {
    if left.isNumPy != right.isNumPy { return false }
    return switch (left, right) {
    case (.none, .none): true
    case (.bool(let first, _), .bool(let second, _)): first == second
    case (.list(let first), .list(let second)): first === second
    case (.dictionary(let first), .dictionary(let second)): first === second
    case (.array(let first), .array(let second)): first === second
    case (.function(let first), .function(let second)): first === second
    case (.type(let first), .type(let second)): first === second
    case (.instance(let first), .instance(let second)): first === second
    case (.node(let first), .node(let second)): first.reference == second.reference
    case (.number, .number): amount(of: left) == amount(of: right)
    case (.text(let first), .text(let second)): first == second
    default: false
    }
  }

  func contains(_ container: Value, _ value: Value, at range: SourceRange) throws(RunFailure) -> Bool {
    switch (container, value) {
    case (.text(let text), .text(let part)):
      try budget.useSearch(for: part, in: text, at: range)
      return part.isEmpty || text.contains(part)
    case (.dictionary(let dictionary), _): return dictionary[try key(value, at: range)] != nil
    case (.range(let numbers), _):
      guard case .integer(let number)? = amount(of: value), numbers.count > 0 else { return false }
      let offset = number - numbers.start
      return offset % numbers.step == 0 && (0..<numbers.count).contains(offset / numbers.step)
    default:
      let elements = try elements(of: container, at: range)
      var index = 0
      while let element = elements.element(index) {
        if try areEqual(element, value) { return true }
        index += 1
      }
      return false
    }
  }

  private func order(
    _ left: Value, _ right: Value, _ comparison: ComparisonOperator, at range: SourceRange,
    _ meets: (Int) -> Bool
  ) throws(RunFailure) -> Bool {
    if let first = amount(of: left)?.double, let second = amount(of: right)?.double {
      if first.isNaN || second.isNaN { return false }
    }
    guard let order = try order(left, right) else {
      throw fail(
        .unsuited(operation: comparison.rawValue, left: left.form, right: right.form), at: range)
    }
    return meets(order)
  }

  /// −1, 0 or 1; nil if the values have no order.
  func order(_ left: Value, _ right: Value) throws(RunFailure) -> Int? {
    try budget.use(.operations, Cost.comparison, at: nil)
    if let first = amount(of: left), let second = amount(of: right) {
      try useInComparison(left)
      try useInComparison(right)
      if case .integer(let a) = first, case .integer(let b) = second { return a < b ? -1 : a > b ? 1 : 0 }
      return first.double < second.double ? -1 : first.double > second.double ? 1 : 0
    }
    switch (left, right) {
    case (.text(let first), .text(let second)):
      try budget.useComparison(first, second)
      let (a, b) = (first.unicodeScalars, second.unicodeScalars)
      return a.lexicographicallyPrecedes(b) ? -1 : a.elementsEqual(b) ? 0 : 1
    case (.list(let first), .list(let second)): return try order(first.elements, second.elements)
    case (.tuple(let first), .tuple(let second)): return try order(first, second)
    default: return nil
    }
  }

  private func order(_ left: [Value], _ right: [Value]) throws(RunFailure) -> Int? {
    for (first, second) in zip(left, right) {
      let isSame = try deeper(at: nil) { () throws(RunFailure) in try areEqual(first, second) }
      if !isSame { return try order(first, second) }
    }
    return left.count < right.count ? -1 : left.count > right.count ? 1 : 0
  }
}

extension Value {
  /// Whether an array can be compared with it, element by element.
  fileprivate var isComparable: Bool {
    switch self {
    case .none, .text, .dictionary: false
    default: true
    }
  }
}

import Autodiff
import Language
import TraceModel

extension Builtin {
  /// Python's functions of lists and ranges.
  static let sequences: [Builtin] = [
    Builtin("len") {
      interpreter, arguments throws(RunFailure) in
      if let array = arguments.required(0).indexedArray, let count = array.shape.first {
        return .number(Number(.integer(count), .size))
      }
      if case .text(let text) = arguments.required(0) {
        try interpreter.budget.useCharacters(of: text, at: arguments.range)
        return .number(Number(.integer(text.count), .size))
      }
      let count = try interpreter.elements(of: arguments.required(0), at: arguments.range).count
      return .number(Number(.integer(count), .size))
    },
    Builtin("range") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.range(arguments)
    },
    Builtin("sum", in: .bare) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.sum(arguments)
    },
    Builtin("zip") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.zipped(arguments)
    },
    Builtin("enumerate") {
      interpreter, arguments throws(RunFailure) in
      let first = try arguments[1].map { (value) throws(RunFailure) in
        try interpreter.wholeNumber(value, .start, at: arguments.range)
      }
      let values = try interpreter.allElements(of: arguments.required(0), at: arguments.range)
      if (first ?? 0).addingReportingOverflow(values.count).overflow {
        throw interpreter.fail(.integerOverflow, at: arguments.range)
      }
      try interpreter.budget.use(.elements, values.count, times: Size.nested, at: arguments.range)
      return interpreter.newList(values.enumerated().map { .tuple([.integer($0 + (first ?? 0)), $1]) })
    },
    Builtin("reversed") {
      interpreter, arguments throws(RunFailure) in
      interpreter.newList(
        try interpreter.allElements(of: arguments.required(0), at: arguments.range).reversed())
    },
    Builtin("sorted") {
      interpreter, arguments throws(RunFailure) in
      let values = try interpreter.allElements(of: arguments.required(0), at: arguments.range)
      return interpreter.newList(try interpreter.sorted(values, in: arguments))
    },
    Builtin("list") {
      interpreter, arguments throws(RunFailure) in
      guard let values = arguments[0] else { return interpreter.newList([]) }
      return interpreter.newList(try interpreter.allElements(of: values, at: arguments.range))
    },
    Builtin("tuple") {
      interpreter, arguments throws(RunFailure) in
      guard let values = arguments[0] else { return .tuple([]) }
      return .tuple(try interpreter.allElements(of: values, at: arguments.range))
    },
    Builtin("dict") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.dictionary(arguments)
    },
    Builtin("any", in: .bare) {
      interpreter, arguments throws(RunFailure) in
      for value in try interpreter.allElements(of: arguments.required(0), at: arguments.range)
      where try interpreter.isTrue(value, at: arguments.range) { return .bool(true) }
      return .bool(false)
    },
    Builtin("all", in: .bare) {
      interpreter, arguments throws(RunFailure) in
      for value in try interpreter.allElements(of: arguments.required(0), at: arguments.range)
      where !(try interpreter.isTrue(value, at: arguments.range)) { return .bool(false) }
      return .bool(true)
    },
    Builtin("map") {
      interpreter, arguments throws(RunFailure) in
      var results: [Value] = []
      for value in try interpreter.allElements(of: arguments.required(1), at: arguments.range) {
        results.append(try interpreter.call(arguments.required(0), with: [value], at: arguments.range))
      }
      return interpreter.newList(results)
    },
  ]
}

extension Interpreter {
  func range(_ arguments: Arguments) throws(RunFailure) -> Value {
    var bounds: [Int] = []
    for value in arguments.values.compactMap({ $0 }) {
      bounds.append(try wholeNumber(value, .boundOfRange, at: arguments.range))
    }
    let step = bounds.count > 2 ? bounds[2] : 1
    if step == 0 { throw fail(.refused(.stepOfRange), at: arguments.range) }
    let range = RangeValue(
      start: bounds.count > 1 ? bounds[0] : 0, stop: bounds.count > 1 ? bounds[1] : bounds[0], step: step)
    let bound = 1 << 53
    guard [range.start, range.stop, step].allSatisfy({ (-bound...bound).contains($0) }) else {
      throw fail(.integerOverflow, at: arguments.range)
    }
    return .range(range)
  }

  func sum(_ arguments: Arguments) throws(RunFailure) -> Value {
    if let array = arguments.required(0).indexedArray {
      let sum = try reduce(
        .sum, .array(array), array.shape.count > 1 ? .integer(0) : nil, at: arguments.range)
      guard let start = arguments[1] else { return sum }
      return try arithmetic(.add, start, sum, at: arguments.range)
    }
    let values = try elements(of: arguments.required(0), at: arguments.range)
    var total = arguments[1] ?? .integer(0)
    var index = 0
    while let value = values.element(index) {
      try budget.use(.iterations, at: arguments.range)
      let startsHere = index == 0 && startsSum(total, value)
      total =
        try startsHere
        ? sumStarting(with: value, total, at: arguments.range)
        : arithmetic(.add, total, value, at: arguments.range)
      index += 1
    }
    return total
  }

  func zipped(_ arguments: Arguments) throws(RunFailure) -> Value {
    var lists: [ElementSequence] = []
    for value in arguments.others { lists.append(try elements(of: value, at: arguments.range)) }
    let count = lists.map(\.count).min() ?? 0
    let (size, overflow) = count.multipliedReportingOverflow(by: lists.count)
    try budget.useItems(overflow ? .max : size, at: arguments.range)
    try budget.use(.elements, count, times: Size.nested, at: arguments.range)
    return newList(
      try (0..<count).map { (index) throws(RunFailure) in
        let elements = lists.compactMap { $0.element(index) }
        try budget.useNested(elements, at: arguments.range)
        return .tuple(elements)
      })
  }

  func sorted(_ values: [Value], in arguments: Arguments) throws(RunFailure) -> [Value] {
    var keyed: [(key: Value, value: Value)] = []
    for value in values {
      var key = value
      if let function = arguments[1], case .none = function {
      } else if let function = arguments[1] {
        key = try call(function, with: [value], at: arguments.range)
      }
      keyed.append((key, value))
    }
    let isReversed =
      try arguments[2].map { (value) throws(RunFailure) in try isTrue(value, at: arguments.range) } ?? false
    var failure: RunFailure?
    let result = keyed.enumerated().sorted { left, right in
      do throws(RunFailure) {
        guard let order = try order(left.element.key, right.element.key) else {
          let forms = (left.element.key.form, right.element.key.form)
          throw fail(.unsuited(operation: "<", left: forms.0, right: forms.1), at: arguments.range)
        }
        // Equal ones keep their order, also backwards.
        return order == 0 ? left.offset < right.offset : isReversed ? order > 0 : order < 0
      } catch {
        failure = failure ?? error
        return left.offset < right.offset
      }
    }
    if let failure { try placed(at: arguments.range) { () throws(RunFailure) in throw failure } }
    return result.map(\.element.value)
  }

  func dictionary(_ arguments: Arguments) throws(RunFailure) -> Value {
    let result = heap.dictionary()
    guard let source = arguments[0] else { return .dictionary(result) }
    if case .dictionary(let other) = source {
      for (key, value) in zip(other.keys, other.values) {
        try set(value, for: key, in: result, at: arguments.range)
      }
      return .dictionary(result)
    }
    for pair in try allElements(of: source, at: arguments.range) {
      let parts = try unpack(pair, count: 2, at: arguments.range)
      try set(parts[1], for: parts[0], in: result, at: arguments.range)
    }
    return .dictionary(result)
  }
}

import Autodiff
import Language
import Numbers
import TraceModel

extension Builtin {
  /// Python's own functions of single values.
  static let python: [Builtin] = [
    Builtin("print") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.print(arguments)
      return .none
    },
    Builtin("int") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.integer(arguments)
    },
    Builtin("float") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.float(arguments)
    },
    Builtin("str") { interpreter, arguments throws(RunFailure) in
      let text = try arguments[0].map { (value) throws(RunFailure) in
        try interpreter.text(of: value, at: arguments.range)
      }
      return .text(text ?? "")
    },
    Builtin("repr") {
      interpreter, arguments throws(RunFailure) in
      .text(try interpreter.representation(of: arguments.required(0), at: arguments.range))
    },
    Builtin("format", in: .bare) {
      interpreter, arguments throws(RunFailure) in
      guard case .text(let format)? = arguments[1] else {
        return .text(try interpreter.text(of: arguments.required(0), at: arguments.range))
      }
      return .text(try interpreter.formatted(arguments.required(0), format, at: arguments.range))
    },
    Builtin("bool") { interpreter, arguments throws(RunFailure) in
      .bool(try interpreter.isTrue(arguments.required(0), at: arguments.range))
    },
    Builtin("round", in: .bare) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.round(arguments)
    },
    Builtin("floor") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.whole(arguments, .down)
    },
    Builtin("ceil") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.whole(arguments, .up)
    },
    Builtin("isnan") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.test(arguments) { $0.isNaN }
    },
    Builtin("isinf") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.test(arguments) { $0.isInfinite }
    },
    Builtin("isfinite") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.test(arguments) { $0.isFinite }
    },
    Builtin("isclose", in: .math) {
      interpreter, arguments throws(RunFailure) in
      let (a, b) = (try interpreter.number(arguments, 0), try interpreter.number(arguments, 1))
      let (relative, absolute) = (
        try interpreter.number(arguments, 2, or: 1e-9), try interpreter.number(arguments, 3, or: 0)
      )
      return .bool(a == b || (a - b).magnitude <= max(relative * max(a.magnitude, b.magnitude), absolute))
    },
    Builtin("isclose", in: .numpy) {
      interpreter, arguments throws(RunFailure) in
      try interpreter.makeValue(interpreter.closeness(arguments), .bool, .size, at: arguments.range)
    },
  ]
}

extension Interpreter {
  /// Whether something holds of a number, or of each element of an array: a mask.
  func test(_ arguments: Arguments, _ holds: (Double) -> Bool) throws(RunFailure) -> Value {
    let all = tensor(of: try arrayOperand(arguments.required(0), in: arguments))
    try checkSize(all.shape, at: arguments.range)
    let mask = Tensor(filling: all.shape, with: all.elements.map { holds($0) ? 1 : 0 })
    return try makeValue(mask, .bool, .size, at: arguments.range)
  }

  /// The number that an argument is, read as a constant.
  func number(_ arguments: Arguments, _ index: Int) throws(RunFailure) -> Double {
    guard let amount = amount(of: arguments.required(index)) else {
      throw fail(
        .expected(
          .number, found: .kind(arguments.required(index).form),
          role: .argument(of: arguments.function)),
        at: arguments.range)
    }
    return amount.double
  }

  /// Records what is printed, a line at a time.
  func print(_ arguments: Arguments) throws(RunFailure) {
    if course.isSilent { return }
    var parts: [String] = []
    for value in arguments.others { parts.append(try text(of: value, at: arguments.range)) }
    let separator = if case .text(let text)? = arguments[1] { text } else { " " }
    let end = if case .text(let text)? = arguments[2] { text } else { "\n" }
    let bytes = parts.reduce(end.utf8.count) { $0 + $1.utf8.count + separator.utf8.count }
    try budget.useText(bytes, at: arguments.range)
    try budget.use(.operations, bytes, times: Cost.character, at: arguments.range)
    let text = parts.joined(separator: separator) + end
    try budget.use(
      .elements, text.utf8.count { $0 == UInt8(ascii: "\n") }, times: Size.line, at: arguments.range)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.removeLast()
    for line in lines {
      tape.print(course.pendingLine + line)
      course.pendingLine = ""
    }
    course.pendingLine += rest
  }

  func integer(_ arguments: Arguments) throws(RunFailure) -> Value {
    if case .text(let text) = arguments.required(0) {
      try budget.useCharacters(of: text, at: arguments.range)
      guard let number = Int(trimmed(text)) else {
        throw fail(.badNumberText(text, function: "int"), at: arguments.range)
      }
      return .integer(number)
    }
    guard case .number(let number) = arguments.required(0), case .integer = amount(of: number) else {
      return try whole(arguments, .towardZero)
    }
    return arguments.required(0).asNumPy(false)
  }

  /// A rounded number, which no gradient passes: a constant.
  func whole(_ arguments: Arguments, _ rule: FloatingPointRoundingRule) throws(RunFailure) -> Value {
    let value = arguments.required(0)
    let number = try self.number(arguments, 0)
    guard let whole = Int(exactly: number.rounded(rule)) else {
      throw fail(.refused(.noWholeNumber(function: arguments.function, of: number)), at: arguments.range)
    }
    return .number(Number(.integer(whole), constantProvenance(of: value)))
  }

  /// What becomes of a value's provenance where no gradient passes.
  private func constantProvenance(of value: Value) -> Number.Provenance {
    switch operand(value) {
    case nil, .constant, .truth: return .plain
    default: return .detached(.rounded)
    }
  }

  func float(_ arguments: Arguments) throws(RunFailure) -> Value {
    switch arguments.required(0) {
    case .text(let text):
      try budget.useCharacters(of: text, at: arguments.range)
      let name = trimmed(text).lowercased()
      guard let number = Double(name), !name.hasPrefix("0x") else {
        throw fail(.badNumberText(text, function: "float"), at: arguments.range)
      }
      return .float(number)
    case .node, .number: return asFloat(arguments.required(0))
    default: return .float(try number(arguments, 0))
    }
  }

  /// A number as a float of Python; of an input or a gate it is that one still.
  func asFloat(_ value: Value) -> Value {
    switch value {
    case .node(var node):
      node.isInteger = false
      return .node(node).asNumPy(false)
    case .number(let number):
      return .number(Number(.float(amount(of: number).double), number.provenance))
    case .bool(let truth, _): return .float(truth ? 1 : 0)
    default: return value
    }
  }

  func round(_ arguments: Arguments) throws(RunFailure) -> Value {
    let value = arguments.required(0)
    let number = try self.number(arguments, 0)
    var digits = arguments[1]
    if case .none? = digits { digits = nil }
    guard let digits else {
      if case .integer(let whole)? = amount(of: value) {
        return .number(Number(.integer(whole), constantProvenance(of: value)))
      }
      return try whole(arguments, .toNearestOrEven)
    }
    let decimals = try wholeNumber(digits, .decimals, at: arguments.range)
    let provenance = constantProvenance(of: value)
    if case .integer(let whole)? = amount(of: value) {
      let amount = try rounded(whole, decimals: decimals, at: arguments.range)
      return .number(Number(.integer(amount), provenance, isNumPy: value.isNumPy))
    }
    let result =
      value.isNumPy ? Self.roundedScaled(number, decimals) : NumberText.rounded(number, decimals: decimals)
    return .number(Number(.float(result), provenance, isNumPy: value.isNumPy))
  }

  /// A whole number rounded to a power of ten, half to even.
  private func rounded(_ whole: Int, decimals: Int, at range: SourceRange) throws(RunFailure) -> Int {
    if decimals >= 0 { return whole }
    guard decimals > -19 else { return 0 }
    let unit = (0 ..< -decimals).reduce(1) { power, _ in power * 10 }
    let rest = (whole % unit + unit) % unit
    let (down, isLow) = whole.subtractingReportingOverflow(rest)
    let goesUp = 2 * UInt(rest) > UInt(unit) || 2 * UInt(rest) == UInt(unit) && (down / unit) % 2 != 0
    let (result, isHigh) = down.addingReportingOverflow(goesUp ? unit : 0)
    if isLow || isHigh { throw fail(.integerOverflow, at: range) }
    return result
  }

  private func trimmed(_ text: String) -> String {
    let kept = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    return String(kept).replacing("_", with: "")
  }
}

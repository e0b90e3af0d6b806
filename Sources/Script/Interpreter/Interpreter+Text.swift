import TraceModel

// Values as Python writes them.

extension Interpreter {
  /// Python's `str`.
  func text(of value: Value, at range: SourceRange) throws(RunFailure) -> String {
    if case .text(let text) = value { return text }
    return try representation(of: value, at: range)
  }

  /// Python's `repr`.
  func representation(of value: Value, at range: SourceRange, depth: Int = 0) throws(RunFailure) -> String {
    if depth > 50 { return "…" }
    func inner(_ value: Value) throws(RunFailure) -> String {
      try representation(of: value, at: range, depth: depth + 1)
    }
    switch value {
    case .list(let list): return "[" + (try joined(list.elements, inner, at: range)) + "]"
    case .tuple(let elements):
      return "(" + (try joined(elements, inner, at: range)) + (elements.count == 1 ? ",)" : ")")
    case .dictionary(let dictionary):
      var parts: [String] = []
      for (key, value) in zip(dictionary.keys, dictionary.values) {
        parts.append(try inner(key) + ": " + inner(value))
      }
      return "{" + parts.joined(separator: ", ") + "}"
    default: return plainRepresentation(of: value)
    }
  }

  private func joined(
    _ values: [Value], _ text: (Value) throws(RunFailure) -> String, at range: SourceRange
  ) throws(RunFailure) -> String {
    try use(.elements, values.count, at: range)
    var parts: [String] = []
    for value in values { parts.append(try text(value)) }
    return parts.joined(separator: ", ")
  }

  /// Python's `repr` of what holds no other values.
  func plainRepresentation(of value: Value) -> String {
    switch value {
    case .none: return "None"
    case .bool(let truth): return truth ? "True" : "False"
    case .number, .node:
      switch amount(of: value) {
      case .integer(let number): return String(number)
      case .float(let number): return NumberText.shortest(number)
      case nil: return ""
      }
    case .text(let text): return Self.quoted(text)
    case .range(let range):
      return "range(\(range.start), \(range.stop)\(range.step == 1 ? "" : ", \(range.step)"))"
    case .function(let function): return "<function \(function.definition.name)>"
    case .builtin(let builtin): return "<function \(builtin.name)>"
    case .module(let module): return "<module '\(module.rawValue)'>"
    case .list: return "[…]"
    case .tuple: return "(…)"
    case .dictionary: return "{…}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let quote: Character = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      case _ where Character(scalar) == quote: result += "\\" + String(quote)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(quote)
  }
}

// MARK: - Formats

extension Interpreter {
  /// What an f-string comes to.
  func formatted(_ pieces: [FormattedPiece]) throws(RunFailure) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .field(let expression, let conversion, let format):
        var value = try evaluate(expression)
        if conversion == "r" { value = .text(try representation(of: value, at: expression.range)) }
        if conversion == "s" { value = .text(try text(of: value, at: expression.range)) }
        result += try formatted(value, formatted(format), at: expression.range)
      }
    }
    return result
  }

  /// Python's `format`.
  func formatted(_ value: Value, _ format: String, at range: SourceRange) throws(RunFailure) -> String {
    if format.isEmpty { return try text(of: value, at: range) }
    do throws(FormatProblem) {
      let specification = try FormatSpecification(format)
      return try specification.format(formattable(value))
    } catch {
      throw fail(.format(error.message), at: range)
    }
  }

  private func formattable(_ value: Value) -> Formattable {
    switch (value, amount(of: value)) {
    case (.bool(let truth), _): .integer(truth ? 1 : 0)
    case (_, .integer(let number)): .integer(number)
    case (_, .float(let number)): .float(number)
    case (.text(let text), nil): .text(text)
    default: .text(plainRepresentation(of: value))
    }
  }

  /// What `text % values` comes to.
  func percentFormatted(_ text: String, _ value: Value, at range: SourceRange) throws(RunFailure) -> String {
    let pieces: [PercentPiece]
    do throws(FormatProblem) {
      pieces = try PercentPiece.pieces(of: text)
    } catch {
      throw fail(.format(error.message), at: range)
    }
    let values = if case .tuple(let elements) = value { elements } else { [value] }
    let fields = pieces.filter { if case .field = $0 { true } else { false } }.count
    guard fields == values.count else {
      throw fail(.formatCount(expected: fields, given: values.count), at: range)
    }
    var result = ""
    var next = values.makeIterator()
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .field(let specification, let kind):
        result += try percentField(specification, kind, next.next() ?? .none, at: range)
      }
    }
    return result
  }

  private func percentField(
    _ specification: FormatSpecification, _ kind: Character, _ value: Value, at range: SourceRange
  ) throws(RunFailure) -> String {
    var shown = formattable(value)
    switch kind {
    case "s": shown = .text(try text(of: value, at: range))
    case "r": shown = .text(try representation(of: value, at: range))
    case "d":
      if case .float(let number) = shown, let whole = Int(exactly: number.rounded(.towardZero)) {
        shown = .integer(whole)
      }
      fallthrough
    default:
      if case .text = shown {
        throw fail(.format("'%\(kind)' needs a number, not \(value.kindWords)"), at: range)
      }
    }
    do throws(FormatProblem) {
      return try specification.format(shown)
    } catch {
      throw fail(.format(error.message), at: range)
    }
  }
}

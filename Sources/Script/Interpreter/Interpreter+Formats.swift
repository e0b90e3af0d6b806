import Language
import TraceModel

extension Interpreter {
  /// What an f-string comes to.
  func formatted(_ pieces: [FormattedPiece]) throws(RunFailure) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .field(let expression, let conversion, let format):
        var value = try evaluate(expression)
        noteUse(of: value, as: .plain)
        if conversion == "r" { value = .text(try representation(of: value, at: expression.range)) }
        if conversion == "s" { value = .text(try text(of: value, at: expression.range)) }
        try append(
          formatted(value, formatted(format), at: expression.range), to: &result, at: expression.range)
      }
    }
    return result
  }

  /// Makes text longer, counting it.
  func append(_ part: String, to text: inout String, at range: SourceRange) throws(RunFailure) {
    try budget.useText(part.utf8.count, at: range)
    text += part
  }

  /// Python's `format`.
  func formatted(_ value: Value, _ format: String, at range: SourceRange) throws(RunFailure) -> String {
    if format.isEmpty { return try text(of: value, at: range) }
    let isPlain = if case .text = value { true } else { operand(value) != nil && !value.isArray }
    guard isPlain else {
      throw fail(.format(.unfitting(format, value.form)), at: range)
    }
    do throws(FormatProblem) {
      let specification = try FormatSpecification(format)
      return try specification.format(formattable(value))
    } catch {
      throw fail(.format(error), at: range)
    }
  }

  private func formattable(_ value: Value) -> Formattable {
    switch (value, amount(of: value)) {
    case (.bool(let truth, _), _): .integer(truth ? 1 : 0)
    case (_, .integer(let number)): .integer(number)
    case (_, .float(let number)): .float(number)
    case (.text(let text), nil): .text(text)
    default: .text(plainRepresentation(of: value))
    }
  }

  /// What `text % values` comes to.
  func percentFormatted(_ text: String, _ value: Value, at range: SourceRange) throws(RunFailure) -> String {
    try budget.usePieces(of: text, at: range)
    noteUse(of: value, as: .plain)
    let pieces: [PercentPiece]
    do throws(FormatProblem) {
      pieces = try PercentPiece.pieces(of: text)
    } catch {
      throw fail(.format(error), at: range)
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
      case .text(let text): try append(text, to: &result, at: range)
      case .field(let specification, let kind):
        try append(percentField(specification, kind, next.next() ?? .none, at: range), to: &result, at: range)
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
        throw fail(.format(.needsNumber(kind, value.form)), at: range)
      }
    }
    do throws(FormatProblem) {
      return try specification.format(shown)
    } catch {
      throw fail(.format(error), at: range)
    }
  }
}

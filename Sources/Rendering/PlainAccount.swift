import TraceModel

/// What is told of one move, as lines of plain text.
package struct PlainAccount {
  /// A line of it, or several that belong together.
  package struct Part: Equatable {
    package var text: String
    /// Whether it has arrays in it, whose rows must not be parted.
    package var isGrid = false
  }

  private let account: Account
  private let language: any Language
  /// Whether equations of numbers are told in symbols as well.
  private let hasSymbols: Bool
  /// How wide the arrays of an equation may be together; nil for as wide as they are.
  private let width: Int?

  package init(
    _ account: Account, language: any Language, hasSymbols: Bool = false, width: Int? = nil
  ) {
    self.account = account
    self.language = language
    self.hasSymbols = hasSymbols
    self.width = width
  }

  /// Heading, equations and sentences.
  package var parts: [Part] {
    [Part(text: language.heading(of: account))] + account.equations.flatMap(parts)
      + sentences.map { Part(text: $0) }
  }

  package var lines: [String] { parts.map(\.text) }

  package var equations: [String] { account.equations.flatMap(parts).map(\.text) }

  package var sentences: [String] { account.sentences.map { "  " + language.text($0) } }

  private func parts(of equation: Equation) -> [Part] {
    if let line = equation.line { return grid(equation, line) }
    let target = equation.target.map { "\($0): " } ?? ""
    let lead = equation.isProduct ? "\(language.text(.upstreamTimesLocal)) = " : ""
    let numbers = equation.numbers.isEmpty ? "" : equation.numbers + " = "
    let exact = equation.exact.map { ", \(language.text(.exactly($0)))" } ?? ""
    let told = "\(lead)\(numbers)\(equation.result)\(exact)"
    guard hasSymbols, let symbols = equation.symbolsInWords else { return [Part(text: "  \(target)\(told)")] }
    return (numbers.isEmpty ? ["  \(symbols) = \(told)"] : ["  \(symbols)", "  = \(told)"]).map {
      Part(text: $0)
    }
  }

  /// An equation of arrays, behind the name that it is about or below the same in symbols.
  private func grid(_ equation: Equation, _ line: ArrayLine) -> [Part] {
    var line = line
    let symbols = equation.plainSymbols
    if symbols == nil, let target = equation.target {
      let sign = account.title == .stepInputs ? " = " : ": "
      line.terms.insert(.text(target + sign, tex: ""), at: 0)
    }
    let lines = width.map { line.lines(in: $0 - Self.indent.count) } ?? line.lines
    let grid = Part(text: Self.indented(lines.joined(separator: "\n")), isGrid: true)
    return (symbols.map { [Part(text: Self.indented($0))] } ?? []) + [grid]
  }

  private static let indent = "  "

  static func indented(_ text: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : indent + $0 }.joined(separator: "\n")
  }
}

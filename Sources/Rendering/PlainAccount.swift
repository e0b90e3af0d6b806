/// What is told of one move, as lines of plain text.
package struct PlainAccount {
  private let account: Account
  private let language: any Language
  /// Whether equations of numbers are told in symbols as well.
  private let hasSymbols: Bool

  package init(_ account: Account, language: any Language, hasSymbols: Bool = false) {
    self.account = account
    self.language = language
    self.hasSymbols = hasSymbols
  }

  /// Heading, equations and sentences.
  package var lines: [String] { [language.heading(of: account)] + equations + sentences }

  package var equations: [String] { account.equations.flatMap(lines) }

  package var sentences: [String] { account.sentences.map { "  " + language.text($0) } }

  private func lines(of equation: Equation) -> [String] {
    if let line = equation.line { return [grid(equation, line)] }
    let target = equation.target.map { "\($0): " } ?? ""
    let lead = equation.isProduct ? "\(language.text(.upstreamTimesLocal)) = " : ""
    let numbers = equation.numbers.isEmpty ? "" : equation.numbers + " = "
    let exact = equation.exact.map { ", \(language.text(.exactly($0)))" } ?? ""
    let told = "\(lead)\(numbers)\(equation.result)\(exact)"
    guard hasSymbols, let symbols = equation.symbolsInWords else { return ["  \(target)\(told)"] }
    return numbers.isEmpty ? ["  \(symbols) = \(told)"] : ["  \(symbols)", "  = \(told)"]
  }

  /// An equation of arrays in several lines, behind the name that it is about.
  private func grid(_ equation: Equation, _ line: ArrayLine) -> String {
    var line = line
    if let symbols = equation.plainSymbols {
      return Self.indented(symbols + "\n" + line.lines.joined(separator: "\n"))
    }
    if let target = equation.target {
      let sign = account.title == .stepInputs ? " = " : ": "
      line.terms.insert(.text(target + sign, tex: ""), at: 0)
    }
    return Self.indented(line.lines.joined(separator: "\n"))
  }

  static func indented(_ text: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }
}

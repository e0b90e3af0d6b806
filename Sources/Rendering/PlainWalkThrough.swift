import Numbers
public import TraceModel

/// The walk-through as plain text, for a terminal that need not understand anything.
public struct PlainWalkThrough {
  private let trace: Trace
  /// A teller for each pass that was kept.
  public let narrators: [Narrator]
  let language: any Language

  public init(_ trace: Trace, collapsing collapsed: Set<String>, language: any Language = English()) {
    let trace = trace.settled.visible
    self.trace = trace
    self.language = language
    let states = States(trace)
    narrators = trace.passes.filter { $0.steps != nil }.map { pass in
      Narrator(states, circuit: Circuit(trace, pass: pass, collapsing: Set(collapsed.map(\.visibleLine))))
    }
  }

  /// The program, every step of the kept passes, what was printed, and the table.
  public var text: String {
    var parts = [Self.underlined(trace.title, "=")]
    if !trace.program.isEmpty { parts.append(indented(trace.program)) }
    for narrator in narrators where trace.nodeCount > 0 {
      if narrators.count > 1 {
        parts.append(Self.underlined(language.text(.pass(narrator.circuit.pass.number)), "-"))
      }
      parts += narrator.circuit.moves(in: trace).map { text(of: narrator.account(of: $0)) }
      if !narrator.circuit.pass.hasBackwardStep { parts.append(language.text(.forwardOnly)) }
    }
    let printed = trace.passes.flatMap(\.printed)
    if !printed.isEmpty {
      parts.append("\(language.text(.printed)):\n" + indented(printed.joined(separator: "\n")))
    }
    return parts.joined(separator: "\n\n") + "\n" + (trace.nodeCount > 0 ? "\n" + table : "")
  }

  /// Whether every gradient agrees with its numeric twin.
  public var agrees: Bool {
    narrators.allSatisfy { $0.gradientTable().allSatisfy(\.agrees) }
  }

  /// Each wire of the kept passes with its value, gradient and numeric gradient, in columns.
  public var table: String {
    guard trace.nodeCount > 0 else { return "" }
    return narrators.map { narrator in
      let table = narrator.gradientTable(language: language)
      let titles = table.titles
      let rows = table.map { [$0.name, $0.gate] + $0.numbers(under: titles) }
      let heading = narrators.count > 1 ? language.text(.pass(narrator.circuit.pass.number)) + "\n" : ""
      return heading + Self.columns([titles.map(language.text)] + rows)
    }.joined(separator: "\n")
  }

  private func text(of account: Account) -> String {
    PlainAccount(account, language: language).lines.joined(separator: "\n")
  }

  func indented(_ text: String) -> String { PlainAccount.indented(text) }

  static func underlined(_ text: String, _ line: Character) -> String {
    text + "\n" + String(repeating: line, count: max(1, text.terminalWidth))
  }

  /// Rows in columns: the first two flush left, the others, which are numbers, flush right.
  static func columns(_ rows: [[String]]) -> String {
    let widths = (0..<(rows.first?.count ?? 0)).map { column in
      rows.map { $0[column].terminalWidth }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.terminalWidth)
        return column < 2 ? cell.0 + padding : padding + cell.0
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}

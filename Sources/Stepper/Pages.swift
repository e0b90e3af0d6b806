import Numbers
import Rendering
import TraceModel

extension Stepper {
  /// What is opened, as lines; none for what is a picture or a grid.
  func lines(of overlay: Overlay, width: Int) -> [Line] {
    switch overlay {
    case .why: why.flatMap { $0.wrapped(to: width) }
    case .breaks: breaks
    case .wires:
      WireList(block: shown, asked: quiz?.question?.quantity).lines(shown.scene.wires.indices)
    case .program: ProgramText(block: shown).text
    case .step: told(in: width)
    case .help(let word): word.flatMap(CommandEntry.named).map(help) ?? help(width)
    case .numbers, .circuit: []
    }
  }

  /// The heading of what is opened.
  func title(of overlay: Overlay) -> String {
    switch overlay {
    case .why: label(.why)
    case .numbers: label(.numbers)
    case .breaks: label(.breaks)
    case .wires: label(.wires)
    case .circuit: label(.circuit)
    case .program: label(.program)
    case .step: label(.step)
    case .help: label(.help)
    }
  }

  /// The step in lines of a width: its heading, equations and sentences. While a question of the quiz is open, that.
  func told(in width: Int) -> [Line] {
    let lines: [Line]
    if let question = quiz?.question {
      lines = [Line(text(of: question), .active)]
    } else if let move = block.move {
      lines =
        (block.trace.nodeCount == 0 ? [Line(say(.noSteps))] : self.lines(of: move, width)) + printed(by: move)
    } else {
      lines = [Line(say(.noSteps))]
    }
    return lines.flatMap { $0.wrapped(to: width) }
  }

  private func printed(by move: Move) -> [Line] {
    move.steps.flatMap { block.trace.step($0).events }.compactMap { event in
      if case .print(let text) = event { Line("  \(language.text(.printed)): \(text)") } else { nil }
    }
  }

  /// The account of a move; of several passes, behind the number of its pass.
  private func lines(of move: Move, _ width: Int) -> [Line] {
    let account = PlainAccount(
      scene.narrator.account(of: move), language: language, hasSymbols: true, width: width)
    let pass = block.passes.count > 1 ? language.text(.pass(block.pass.number)) + " · " : ""
    return account.parts.enumerated().flatMap { index, part in
      let text = index == 0 ? pass + part.text : part.text
      return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        var line = Line(String($0), index == 0 ? .title : [])
        line.isFixed = part.isGrid
        return line
      }
    }
  }

  private var breaks: [Line] {
    if block.breaks.isEmpty { return [Line(noBreaks)] }
    return block.breaks.map { stop in
      let stops = scene.stopping(for: [stop])
      return Line(say(.breakSet(scene.name(of: stop), steps: scene.moves.indices.count(where: stops))))
    }
  }

  private func help(_ width: Int) -> [Line] {
    let rows = CommandEntry.all.map { [$0.keyNames.joined(separator: " "), $0.usage, $0.help] }
    let widths = (0..<2).map { column in rows.map { $0[column].terminalWidth }.max() ?? 0 }
    let lead = widths[0] + widths[1] + 4
    return rows.flatMap { row -> [Line] in
      let help = Line(row[2]).wrapped(to: max(20, width - lead))
      return help.enumerated().map { index, text in
        var line = Line((index == 0 ? row[0] : "").padded(to: widths[0]) + "  ", .active)
        line.append((index == 0 ? row[1] : "").padded(to: widths[1]) + "  ", .title)
        line.append(text.text)
        return line
      }
    }
  }

  private func help(_ entry: CommandEntry) -> [Line] {
    let keys = entry.keyNames.isEmpty ? "" : " (\(label(.keys)): \(entry.keyNames.joined(separator: " ")))"
    return [Line("\(entry.usage)\(keys): \(entry.help)")]
  }

  /// What is opened as plain text, whole.
  public func text(of overlay: Overlay) -> String {
    let lines: [String]
    switch overlay {
    case .numbers: lines = numbers
    case .circuit: return circuit.text
    default: lines = self.lines(of: overlay, width: Self.textWidth).map(\.text)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The step as plain text, with the place in the program that it comes from.
  public var stepText: String {
    told(in: Self.textWidth).map { $0.text + "\n" }.joined()
  }

  /// A sentence as plain text, in lines of a width that is easy to read.
  public func lines(of sentence: String) -> String {
    Line(sentence).wrapped(to: Self.textWidth).map { $0.text + "\n" }.joined()
  }

  /// How wide text is that no screen limits.
  static let textWidth = 100

  // MARK: Numbers

  /// Value and gradient of the selected wire as grids, each with its heading.
  func grids() -> [(title: Line, grid: NumberGrid, style: Style)] {
    guard let wire = block.selected else { return [] }
    let name = scene.labels.name(of: wire)
    var grids: [(title: Line, grid: NumberGrid, style: Style)] = []
    if let value = scene.states.value(of: wire, at: block.step) {
      let grid = NumberGrid(value, format: block.format)
      grids.append((Line("\(name): \(language.text(.value)) \(grid.heading)", .title), grid, .value))
    }
    switch scene.states.gradient(of: wire, at: block.step) {
    case .final(let gradient):
      let grid = NumberGrid(gradient, format: block.format)
      grids.append((Line("\(name): \(language.text(.gradient)) \(grid.heading)", .title), grid, .gradient))
    case .accumulating(let arrived, _):
      for term in arrived {
        let grid = NumberGrid(term, format: block.format)
        let title = Line("\(name): \(language.text(.gradient)) \(grid.heading) + ◦", .title)
        grids.append((title, grid, .gradient))
      }
    case .pending, .noPath: break
    }
    return grids
  }

  /// The state of the gradient in words, where it is no grid.
  var numbersNote: Line? {
    guard let wire = block.selected else { return nil }
    switch scene.states.gradient(of: wire, at: block.step) {
    case .pending, .noPath: return Line(say(.wire(facts(of: wire))))
    case .accumulating, .final: return nil
    }
  }

  private var numbers: [String] {
    grids().flatMap { title, grid, style in
      let rows = 0..<min(grid.rowCount, Self.mostRows)
      let columns = grid.columns(from: 0, in: Self.textWidth)
      let header = grid.isNumber ? [] : [grid.header(columns).text]
      var lines = [title.text] + header + grid.lines(rows, columns, style: style).map(\.text)
      if rows.count < grid.rowCount || columns.count < grid.columnCount { lines.append("…") }
      return lines
    } + [numbersNote?.text].compactMap(\.self)
  }

  /// Of longer arrays only the first rows are told as plain text.
  private static let mostRows = 200
}

public import Figures
import Numbers
public import TraceModel

/// Who places the gates of circuits.
public enum CircuitPlacer: String, CaseIterable, Sendable {
  /// Our own layout: wires run straight and at right angles.
  case own
  /// Graphviz's `dot`, with curved wires; it is given small circuits only.
  case dot

  /// What an option expects.
  package static var expected: String { allCases.map(\.rawValue).joined(separator: " or ") }
}

/// How the figures of a block look.
public struct FigureOptions: Equatable, Sendable {
  /// The groups that are drawn as one gate.
  public var collapsed: Set<String>
  /// Which way the circuit runs; nil lets its width decide.
  public var direction: CircuitDirection?
  /// The functions and loops that are drawn open, however large the circuit is.
  public var opened: Set<String>
  public var layout: CircuitPlacer
  public var palette: Palette
  /// What the figures of whole circuits draw; frames of steps are always circuits.
  public var style: FigureStyle
  /// The arrays that are drawn as pictures.
  public var images: [ImageRequest]
  /// What the figures belong to, such as a block of a lesson; their ids begin with it.
  public var key: FigureKey

  public init(
    collapsed: Set<String> = [], opened: Set<String> = [], direction: CircuitDirection? = nil,
    layout: CircuitPlacer = .own, palette: Palette = .board, style: FigureStyle = .circuit,
    images: [ImageRequest] = [], key: FigureKey = FigureKey([])
  ) {
    self.images = images
    self.collapsed = collapsed
    self.opened = opened
    self.direction = direction
    self.layout = layout
    self.palette = palette
    self.style = style
    self.key = key
  }
}

/// The parts of a written walk-through, made from a trace alone, with the figures that they show.
public struct WalkThrough {
  /// Which steps are told.
  public enum Part: String, CaseIterable, Sendable {
    case all
    case forward
    case backward
    /// Every gate, also of a long pass.
    case gates
  }

  /// More steps than these are told line by line of the program, not gate by gate.
  public static let mostSteps = 40

  public let trace: Trace
  let states: States
  let language: any Language
  let options: FigureOptions
  /// The folder of the figures as seen from the document, with a slash, or empty.
  private let folder: String
  var picturesOfPass: [Int: CircuitPictures] = [:]
  /// The figures that the parts made so far show, in the order in which they were first shown.
  var shown: [(name: String, pass: Int, step: Int?)] = []
  /// The drawings of nets that the parts made so far show.
  var shownNetworks: [ShownNetwork] = []
  /// The figures of two traces in one that the parts made so far show.
  var shownComparisons: [ShownComparison] = []
  /// Whether it was said what a bar means; once is enough.
  var hasGloss = false
  /// The curves over the passes that are shown, each compared with another number.
  var shownCurves: [ShownCurve] = []
  /// The curves and the pictures out of arrays that the parts made so far show.
  var shownDrawings: [ShownDrawing] = []
  static func curveName(_ index: Int) -> String { "passes\(index > 0 ? "-\(index + 1)" : "").svg" }

  public init(
    _ trace: Trace, options: FigureOptions = FigureOptions(), language: any Language = English(),
    folder: String = ""
  ) {
    self.trace = trace.settled.visible
    states = States(self.trace)
    self.language = language
    var options = options
    options.collapsed = Set(options.collapsed.map(\.visibleLine))
    options.opened = Set(options.opened.map(\.visibleLine))
    self.options = options
    self.folder = folder
  }

  /// What the figures of whole circuits draw.
  public var style: FigureStyle { options.style }

  /// The passes whose steps were kept.
  public var keptPasses: [Pass] { trace.passes.filter { $0.steps != nil } }

  /// The passes that a training loop is told by: those with a backward step, if there are any.
  public var trainingPasses: [Pass] {
    let passes = trace.passes.filter(\.hasBackwardStep)
    return passes.isEmpty ? trace.passes : passes
  }

  /// What the program printed, as a block of text.
  public func printed() -> String {
    let lines = trace.passes.flatMap(\.printed)
    return MarkdownText.block(lines.joined(separator: "\n"))
  }

  /// The teller of a pass.
  public func narrator(of pass: Pass) -> Narrator {
    Narrator(states, circuit: Circuit(trace, pass: pass, collapsing: options.collapsed))
  }

  func image(_ name: String, _ text: String) -> String {
    "![\(MarkdownText.escaped(text))](\(folder)\(name))"
  }

  /// Moves that come from one line of the program and go the same way, together.
  func byLine(_ moves: [Move]) -> [[Move]] {
    var sections: [[Move]] = []
    for move in moves {
      if let last = sections.last?.last, last.kind == move.kind, line(of: last) == line(of: move) {
        sections[sections.count - 1].append(move)
      } else {
        sections.append([move])
      }
    }
    return sections
  }

  private func line(of move: Move) -> Int { trace.step(move.steps.lowerBound).place.line }
}

extension WalkThrough {
  /// One section: of a single move with all its equations, or of the moves of a line as a list.
  ///
  /// - Parameter frame: The name of its figure, if it has one.
  mutating func text(of section: [Move], narrator: Narrator, frame: String?) -> String {
    var accounts = section.map(narrator.account)
    for index in accounts.indices { accounts[index].sentences = withoutGloss(accounts[index].sentences) }
    guard let first = accounts.first, let last = accounts.last else { return "" }
    let figure = frame.map { [image($0, alternative(to: accounts))] } ?? []
    if accounts.count == 1 {
      let heading = "\(language.text(.step(first.steps))) · \(title(first))"
      return (["### \(heading)"] + figure + body(of: first)).joined(separator: "\n\n")
    }
    let steps = first.steps.lowerBound...last.steps.upperBound
    let source = programLine(line(of: section[0])).map { " · \(MarkdownText.code($0))" } ?? ""
    let items = accounts.map { account in
      let equations = account.equations.map { brief($0) }.joined(separator: "; ")
      return "- \(title(account)): \(equations)"
    }
    let heading = "### \(language.text(.step(steps)))\(source)"
    return ([heading] + figure + [items.joined(separator: "\n")]).joined(separator: "\n\n")
  }

  /// The title of a move with its gate as code.
  private func title(_ account: Account) -> String {
    switch account.title {
    case .stepForward(let gate): language.text(.stepForward(gate: MarkdownText.code(gate)))
    case .stepBackward(let gate): language.text(.stepBackward(gate: MarkdownText.code(gate)))
    default: language.text(account.title)
    }
  }

  private func body(of account: Account) -> [String] {
    let sentences = account.sentences.map { MarkdownText.escaped(language.text($0)) }.joined(separator: " ")
    if account.title == .stepInputs {
      return [inputs(account.equations), sentences]
    }
    if account.title == .stepSeed {
      let seeds = account.equations.map { "\(symbols(of: $0)) = \(numbers(of: $0))" }
      return seeds + [sentences]
    }
    if account.equations.count == 1, let equation = account.equations.first {
      return [symbols(of: equation), numbers(of: equation), sentences].filter { !$0.isEmpty }
    }
    let items = account.equations.map { equation in
      let target = equation.target.map { "\(language.text(.toInput(MarkdownText.code($0)))): " } ?? ""
      return "- \(target)\(symbols(of: equation)), \(numbers(of: equation))"
    }
    return [items.joined(separator: "\n"), sentences].filter { !$0.isEmpty }
  }

  /// The inputs' values: numbers in a line of text, arrays each on a line of their own.
  private func inputs(_ equations: [Equation]) -> String {
    let numbers = equations.filter { $0.line == nil }.map {
      "\(MarkdownText.code($0.target ?? "")) = \($0.result)"
    }
    let arrays = equations.compactMap { equation in equation.line.map { "$\(equation.symbols) = \($0.tex)$" }
    }
    return (numbers.isEmpty ? arrays : [numbers.joined(separator: ", ")] + arrays).joined(separator: "\n\n")
  }

  private func symbols(of equation: Equation) -> String { "$\(equation.symbols)$" }

  /// An equation in a list of many: of an array only the result.
  private func brief(_ equation: Equation) -> String {
    guard equation.line != nil else { return numbers(of: equation) }
    let target = equation.target.map { "\(language.text(.toInput(MarkdownText.code($0)))): " } ?? ""
    return "\(target)\(MarkdownText.escaped(equation.result))"
  }

  /// The equation in numbers, its result in bold.
  private func numbers(of equation: Equation) -> String {
    if let line = equation.line { return "$\(line.tex)$" }
    let lead = equation.isProduct ? "\(language.text(.upstreamTimesLocal)) = " : ""
    let numbers = equation.numbers.isEmpty ? "" : MarkdownText.escaped(equation.numbers) + " = "
    let exact = equation.exact.map { ", \(language.text(.exactly($0)))" } ?? ""
    return "\(lead)\(numbers)**\(MarkdownText.escaped(equation.result))**\(exact)"
  }

  private func programLine(_ line: Int) -> String? {
    let lines = trace.program.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard lines.indices.contains(line - 1) else { return nil }
    let text = String(lines[line - 1].drop { $0 == " " })
    return text.isEmpty ? nil : text
  }
}

extension Move {
  /// Whether the move is told in a part of the walk-through; the seed opens the backward pass.
  func belongs(to part: WalkThrough.Part) -> Bool {
    switch part {
    case .all, .gates: true
    case .forward: kind == .inputs || kind == .forward
    case .backward: kind == .seed || kind == .backward || kind == .update
    }
  }
}

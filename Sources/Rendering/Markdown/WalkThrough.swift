public import Graphviz
public import TraceModel
import VisibleText

/// How the figures of a block look.
public struct FigureOptions: Equatable, Sendable {
  /// The groups that are drawn as one gate.
  public var collapsed: Set<String>
  /// Which way the circuit runs; nil lets its width decide.
  public var direction: Diagram.Direction?
  public var palette: Palette
  /// What the figures of whole circuits draw; frames of steps are always circuits.
  public var style: FigureStyle

  public init(
    collapsed: Set<String> = [], direction: Diagram.Direction? = nil, palette: Palette = .board,
    style: FigureStyle = .circuit
  ) {
    self.collapsed = collapsed
    self.direction = direction
    self.palette = palette
    self.style = style
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
  private var picturesOfPass: [Int: Pictures] = [:]
  /// The figures that the parts made so far show, in the order in which they were first shown.
  private var shown: [(name: String, pass: Int, step: Int?)] = []
  /// The drawings of nets that the parts made so far show.
  var shownNetworks: [ShownNetwork] = []
  /// The figures of two traces in one that the parts made so far show.
  var shownComparisons: [ShownComparison] = []
  /// Whether it was said what a bar means; once is enough.
  var hasGloss = false
  /// The curve over the passes, once it is shown.
  var shownCurve: LossCurve?
  static let curveName = "passes.svg"

  public init(
    _ trace: Trace, options: FigureOptions = FigureOptions(), language: any Language = English(),
    folder: String = ""
  ) {
    self.trace = trace.settled.visible
    states = States(self.trace)
    self.language = language
    var options = options
    options.collapsed = Set(options.collapsed.map(\.visibleLine))
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

  /// The circuit of a pass, finished or after a step, as an image.
  public mutating func circuit(of pass: Pass, at step: Int? = nil) throws(GraphvizError) -> String {
    let pictures = try pictures(of: pass)
    let isFirst = pass.number == keptPasses.first?.number
    let name =
      step.map(Self.frameName) ?? (isFirst ? "circuit.svg" : "circuit-pass-\(pass.number).svg")
    show(name, of: pass, at: step)
    let text =
      step.flatMap(pictures.diagram.move(at:)).map {
        alternative(to: [pictures.diagram.narrator.account(of: $0)])
      } ?? language.text(.circuitCaption(title: trace.title))
    return image(name, text)
  }

  /// The finished circuit of the first pass as DOT.
  public mutating func dot() throws(GraphvizError) -> String? {
    guard let pass = keptPasses.first else { return nil }
    return try pictures(of: pass).dot
  }

  /// The steps of a pass, each with its frame, equations and sentences.
  public mutating func steps(of pass: Pass, _ part: Part) throws(GraphvizError) -> String {
    let pictures = try pictures(of: pass)
    let moves = pictures.diagram.moves.filter { $0.belongs(to: part) }
    let isLong = part != .gates && moves.count > Self.mostSteps
    let sections = isLong ? byLine(moves) : moves.map { [$0] }
    var parts: [String] = []
    for section in sections {
      guard let last = section.last else { continue }
      let step = last.steps.upperBound
      let name = Self.frameName(step)
      show(name, of: pass, at: step)
      parts.append(text(of: section, narrator: pictures.diagram.narrator, frame: name))
    }
    if !pass.hasBackwardStep, part != .forward { parts.append(language.text(.forwardOnly)) }
    return parts.joined(separator: "\n\n")
  }

  /// What the program printed, as a block of text.
  public func printed() -> String {
    let lines = trace.passes.flatMap(\.printed)
    return MarkdownText.block(lines.joined(separator: "\n"))
  }

  /// The picture maker of a pass, which lays its circuit out once.
  public mutating func pictures(of pass: Pass) throws(GraphvizError) -> Pictures {
    if let known = picturesOfPass[pass.number] { return known }
    let made = try Pictures(
      narrator(of: pass), direction: options.direction, palette: options.palette, language: language)
    picturesOfPass[pass.number] = made
    return made
  }

  /// The teller of a pass.
  public func narrator(of pass: Pass) -> Narrator {
    Narrator(states, circuit: Circuit(trace, pass: pass, collapsing: options.collapsed))
  }

  /// The figures that the parts show, drawn now, all frames of a pass in one go.
  public mutating func figures() throws(GraphvizError) -> [(name: String, content: [UInt8])] {
    var drawn: [(name: String, content: [UInt8])] = []
    for number in picturesOfPass.keys.sorted() {
      let wanted = shown.filter { $0.pass == number }
      guard let pictures = picturesOfPass[number] else { continue }
      let contents = try pictures.svgs(at: wanted.map(\.step))
      drawn += zip(wanted, contents).map { ($0.name, $1) }
    }
    for network in shownNetworks { drawn.append((network.name, try network.svg())) }
    for comparison in shownComparisons {
      drawn.append((comparison.name, try comparison.pictures.data()))
    }
    if let shownCurve { drawn.append((Self.curveName, shownCurve.svg)) }
    return drawn
  }

  private mutating func show(_ name: String, of pass: Pass, at step: Int?) {
    if !shown.contains(where: { $0.name == name }) { shown.append((name, pass.number, step)) }
  }

  func image(_ name: String, _ text: String) -> String {
    "![\(MarkdownText.escaped(text))](\(folder)\(name))"
  }

  private static func frameName(_ step: Int) -> String {
    "step-\(step < 10 ? "0" : "")\(step).svg"
  }

  /// Moves that come from one line of the program and go the same way, together.
  private func byLine(_ moves: [Move]) -> [[Move]] {
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
  private mutating func text(of section: [Move], narrator: Narrator, frame: String) -> String {
    var accounts = section.map(narrator.account)
    for index in accounts.indices { accounts[index].sentences = withoutGloss(accounts[index].sentences) }
    guard let first = accounts.first, let last = accounts.last else { return "" }
    let figure = image(frame, alternative(to: accounts))
    if accounts.count == 1 {
      let heading = "\(language.text(.step(first.steps))) · \(title(first))"
      return (["### \(heading)", figure] + body(of: first)).joined(separator: "\n\n")
    }
    let steps = first.steps.lowerBound...last.steps.upperBound
    let source = programLine(line(of: section[0])).map { " · \(MarkdownText.code($0))" } ?? ""
    let items = accounts.map { account in
      let equations = account.equations.map { brief($0) }.joined(separator: "; ")
      return "- \(title(account)): \(equations)"
    }
    return [
      "### \(language.text(.step(steps)))\(source)", figure, items.joined(separator: "\n"),
    ].joined(separator: "\n\n")
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

import DOT
public import Figures
public import Graphviz
import Numbers
import TraceModel

/// A circuit placed once and drawn at any step.
public struct CircuitPictures: Sendable {
  /// The width of a page of a document, in pixels.
  package static let pageWidth = 900.0

  /// Tells the moves; of a circuit that is drawn folded it knows all gates.
  public let narrator: Narrator
  let moves: [Move]
  private let placed: CircuitFigure
  /// Why Graphviz did not place the circuit though it was asked to; our own layout stands in for it.
  public let problem: GraphvizError?
  private let palette: Palette
  private let language: any Language
  private let key: FigureKey
  private let numbers: CircuitNumbers
  private let collapsed: Set<String>
  /// What it is called.
  private let title: Label

  /// Places the circuit.
  ///
  /// - Parameters:
  ///   - marks: What stands on wires behind their numbers, or in place of them.
  ///   - part: What alone is drawn; nil for the whole circuit.
  init(
    _ narrator: Narrator, _ options: FigureOptions, language: any Language = English(),
    marks: CircuitMarks = CircuitMarks(), inside part: InsidePart? = nil, key: FigureKey
  ) {
    self.narrator = narrator
    title = part?.label ?? .circuitCaption(title: narrator.trace.title)
    (palette, self.language, self.key) = (options.palette, language, key)
    collapsed = options.collapsed
    moves = narrator.circuit.moves(in: narrator.trace)
    let fault = WireTexts(of: narrator).fault
    let circuit = Figures.Circuit.folded(
      narrator.trace, pass: narrator.circuit.pass, inside: part?.nodes, open: options.opened,
      closed: options.collapsed, keepsSums: part?.kind == .sum)
    let words = CircuitWords(circuit, narrator, language)
    let format = narrator.format
    let captions = moves.map { narrator.caption(of: $0, language) }
    let figure = CircuitFigure(
      circuit, words, states: narrator.states, pass: narrator.circuit.pass, format: format,
      direction: options.direction, width: options.layout == .own ? Self.pageWidth : nil, marks: marks,
      fault: fault, captions: captions, key: key)
    (placed, problem) = options.layout == .own ? (figure, nil) : figure.placedByGraphvizIfPossible
    numbers = CircuitNumbers(placed.drawn, format: narrator.format, fault: fault)
  }

  /// What is drawn.
  var circuit: Figures.Circuit { placed.drawn.circuit }

  /// Which way it runs.
  public var direction: CircuitDirection { placed.direction }

  /// The move that a step belongs to.
  func move(at step: Int) -> Move? { moves.last { $0.steps.lowerBound <= step } }

  /// The circuit after a step, or finished, as SVG.
  ///
  /// - Parameters:
  ///   - page: What it stands on, if that has a size of its own.
  ///   - key: What its ids begin with, if that is not as usual.
  public func svg(at step: Int? = nil, on page: FigurePage? = nil, key: FigureKey? = nil) -> [UInt8] {
    var frame = frame(at: step)
    if let key { frame.figure.key = key }
    return svg(frame, on: page)
  }

  /// How the circuit fits a page.
  public func fit(at step: Int? = nil, on page: FigurePage) -> FigureFit {
    let frame = frame(at: step)
    return SVGWriter.fit(frame.figure, frame.face, numbers: numbers, words: frame.words, on: page)
  }

  /// The circuit after a step, or finished, in Graphviz's language.
  public func dot(at step: Int? = nil) -> String { graph(at: step).text }

  /// The same as a graph.
  func graph(at step: Int? = nil) -> Graph {
    let frame = frame(at: step)
    return DOTWriter.graph(
      frame.figure, frame.face, numbers: numbers, words: frame.words, palette: palette,
      direction: placed.direction)
  }

  /// One SVG that shows the circuit after each of the steps and then finished.
  ///
  /// - Parameter key: What its ids begin with.
  public func played(at steps: [Int], key: FigureKey, on page: FigurePage? = nil) -> [UInt8] {
    SVGWriter.played(series(at: steps), numbers: numbers, key: key, palette: palette, page: page)
  }

  /// The circuit after each of the steps and then finished, of one size.
  func series(at steps: [Int]) -> [PlayedFrame] {
    var last = frame(at: nil)
    last.words.caption = ""
    return steps.map(frame(at:)) + [last]
  }

  private func frame(at step: Int?) -> PlayedFrame {
    let move = step.flatMap(move(at:))
    return frame(face(of: move), named: step.map { "step-\($0)" } ?? "circuit", words(of: move))
  }

  /// The circuit after a step with nothing highlighted and no caption: what is on a worksheet.
  package func blank(at step: Int) -> [UInt8] {
    let face = placed.face(of: nil, finished: step)
    return svg(frame(face, named: "blank", words(of: nil, at: step)))
  }

  private func face(of move: Move?) -> Face {
    placed.face(of: move?.steps, finished: narrator.lastBackwardStep)
  }

  private func frame(_ face: Face, named name: String, _ words: FigureWords) -> PlayedFrame {
    var figure = placed.figure
    figure.key = key.with(name)
    return PlayedFrame(figure, face, words)
  }

  func svg(_ frame: PlayedFrame, on page: FigurePage? = nil) -> [UInt8] {
    SVGWriter.svg(
      frame.figure, frame.face, numbers: numbers, words: frame.words, palette: palette, page: page)
  }

  private func words(of move: Move?, at step: Int? = nil) -> FigureWords {
    guard let move else {
      return FigureWords(
        title: language.text(title),
        description: summary(at: step ?? narrator.lastBackwardStep), language: language.code)
    }
    let account = narrator.account(of: move)
    let heading = language.heading(of: account)
    return FigureWords(
      title: heading, description: account.sentences.map(language.text).joined(separator: " "),
      caption: heading, language: language.code)
  }

  /// The values and gradients of the inputs and outputs in words.
  private func summary(at step: Int) -> String {
    let texts = WireTexts(of: narrator)
    let ends = placed.ends.map { node in
      let value = narrator.states.value(of: node, at: step).map(narrator.format.summary) ?? ""
      let gradient = texts.text(narrator.states.gradient(of: node, at: step))
      let marks = placed.drawn.marks
      return
        "\(narrator.labels.name(of: node)): \(language.text(.value)) \(marks.text(value, marks.values[node])), \(language.text(.gradient)) \(marks.text(gradient, marks.gradients[node]))"
    }
    return ends.joined(separator: "; ") + "."
  }

  /// Where the wires of operands come from that run into gates, before they turn into them.
  var entries: [(gate: Int, operand: Int, from: Point)] { placed.entries }

  /// What the figure folds, unless that was asked for.
  public var note: DrawingNote? { placed.drawn.circuit.note(narrator, asked: collapsed) }

  /// That a series of so many frames is not drawn, if it is not.
  public func note(onFrames count: Int) -> DrawingNote? { placed.drawn.circuit.note(onFrames: count) }
}

extension Narrator {
  /// The line above the circuit in the frame of a move.
  fileprivate func caption(of move: Move, _ language: any Language) -> String {
    language.heading(of: Account(steps: move.steps, title: title(of: move), equations: [], sentences: []))
  }

  /// The title of the account of a move, without what else that tells.
  private func title(of move: Move) -> Label {
    let symbol = move.gate.map(symbol(ofGate:))
    switch (move.kind, symbol) {
    case (.inputs, _): return .stepInputs
    case (.forward, let symbol?): return .stepForward(gate: symbol)
    case (.seed, _): return .stepSeed
    case (.backward, let symbol?): return .stepBackward(gate: symbol)
    case (.update, _), (.forward, nil), (.backward, nil): return .stepUpdate
    }
  }
}

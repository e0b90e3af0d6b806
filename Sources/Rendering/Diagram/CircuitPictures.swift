package import Figures
import Numbers
import TraceModel

/// A circuit placed once and drawn at any step.
public struct CircuitPictures: Sendable {
  /// The width of a page of a document, in pixels.
  package static let pageWidth = 900.0

  package let narrator: Narrator
  private let moves: [Move]
  private let placed: CircuitFigure
  private let palette: Palette
  private let language: any Language
  private let key: FigureKey
  private let numbers: TraceNumbers

  /// Places the circuit.
  ///
  /// - Parameters:
  ///   - narrator: Tells the moves; of a circuit that is drawn folded it knows all gates.
  ///   - open: The names of functions and loops that are not folded.
  package init(
    _ narrator: Narrator, open: Set<String> = [], palette: Palette = .board,
    language: any Language = English(),
    key: FigureKey = FigureKey([])
  ) {
    self.narrator = narrator
    (self.palette, self.language, self.key) = (palette, language, key)
    moves = narrator.circuit.moves(in: narrator.trace)
    numbers = TraceNumbers(
      narrator.states, format: narrator.format, fault: WireTexts(of: narrator).fault)
    let circuit = Figures.Circuit.folded(narrator.trace, pass: narrator.circuit.pass, open: open)
    placed = CircuitFigure(
      circuit, CircuitWords(circuit, narrator, language), states: narrator.states,
      pass: narrator.circuit.pass, format: narrator.format, width: Self.pageWidth, key: key)
  }

  /// The circuit after a step, or finished, as SVG.
  public func svg(at step: Int? = nil) -> [UInt8] {
    let move = step.flatMap(move(at:))
    return svg(move, named: step.map { "step-\($0)" } ?? "circuit", words(of: move))
  }

  /// The circuit after each of the steps and then finished, as SVGs of one size.
  public func series(at steps: [Int]) -> [[UInt8]] {
    var last = words(of: nil)
    // The room for a caption is kept.
    last.caption = " "
    return steps.map { svg(at: $0) } + [svg(nil, named: "circuit", last)]
  }

  private func svg(_ move: Move?, named name: String, _ words: FigureWords) -> [UInt8] {
    var figure = placed.figure
    figure.key = key.with(name)
    return SVGWriter.svg(
      figure, placed.face(of: move?.steps, finished: narrator.lastBackwardStep), numbers: numbers,
      words: words,
      palette: palette)
  }

  private func move(at step: Int) -> Move? { moves.last { $0.steps.lowerBound <= step } }

  private func words(of move: Move?) -> FigureWords {
    guard let move else {
      return FigureWords(
        title: language.text(.circuitCaption(title: narrator.trace.title)), description: "",
        language: language.code)
    }
    let account = narrator.account(of: move)
    let heading = language.heading(of: account)
    return FigureWords(
      title: heading, description: account.sentences.map(language.text).joined(separator: " "),
      caption: heading, language: language.code)
  }
}

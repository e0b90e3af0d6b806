import Figures
import Numbers
import Recomputation
public import TraceModel

extension WalkThrough {
  /// The curve of a function of one number with its slope where the program uses it, as an image.
  public mutating func curve(of name: String, in pass: Pass) throws(CurveProblem) -> String {
    let narrator = narrator(of: pass)
    let shown = try narrator.function(named: name)
    let (heading, format) = (shown.heading, narrator.format)
    let input = narrator.labels.name(of: shown.function.input)
    let ends = ends(of: shown, input, narrator)
    let words = FunctionCurve.Words(
      heading: heading, note: language.text(.operatingPoint), ends: ends.map(language.text), input: input,
      slope: language.text(.slope))
    let figure = shown.curve.figure(key(of: pass).with("curve").with(name), words, format: format)
    let point = Sentence.operatingPoint(
      function: heading, input: input, at: format.text(shown.point.x), value: format.text(shown.point.y),
      slope: format.text(shown.point.slope))
    let text = ([point] + ends).map(language.text).joined(separator: " ")
    let svg = SVGWriter.svg(
      figure,
      words: FigureWords(
        title: language.text(.functionCurve(heading)), description: text, language: language.code),
      palette: options.palette)
    let file = "curve-\(FigureKey([name]).word)\(passSuffix(pass.number)).svg"
    return show(ShownDrawing(name: file, svg: svg), text)
  }

  /// Where the curve ends because the program would go another way, and what is compared there.
  private func ends(of shown: ShownFunction, _ input: String, _ narrator: Narrator) -> [Sentence] {
    [(shown.curve.ends.low, true), (shown.curve.ends.high, false)].compactMap { end, isBelow in
      guard let end, case .otherWay(let branch) = shown.function(end.beyond) else { return nil }
      return .otherWay(
        isBelow: isBelow, input: input, at: narrator.format.text(end.place),
        comparison: trace.text(of: branch.place), line: branch.place.line,
        holds: branch.outcome.elements.allSatisfy { $0 == 0 })
    }
  }
}

extension Trace {
  /// The most characters of a program that a figure cites.
  private static let mostCited = 40

  /// What stands in a stretch of the program, if that is in one line and not long.
  fileprivate func text(of range: SourceRange) -> String? {
    let lines = program.split(omittingEmptySubsequences: false) { $0.isNewline }
    let length = range.end.column - range.start.column
    guard lines.indices.contains(range.line - 1), range.column > 0, range.end.line == range.line,
      (1...Self.mostCited).contains(length)
    else { return nil }
    return String(lines[range.line - 1].dropFirst(range.column - 1).prefix(length))
  }
}

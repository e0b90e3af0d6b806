import Figures
import Numbers
import TraceModel

/// The output over the passes of a trace as a figure, with its words.
struct ShownCurve {
  private let curve: LossCurve
  private let name: String
  private let digits: Int
  private let palette: Palette
  private let key: FigureKey
  /// The number that it is compared with.
  let reference: Double?
  private let language: any Language

  /// Nil if the trace has too few passes with a finite number as output.
  init?(
    _ trace: Trace, options: FigureOptions, key: FigureKey? = nil, language: any Language,
    reference: Double? = nil
  ) {
    guard let curve = LossCurve(Self.values(of: trace), reference: reference) else { return nil }
    self.curve = curve
    name =
      trace.passes.compactMap(\.output).last.map(Labels(trace, format: NumberFormat(for: trace)).name)
      ?? language.text(.output)
    digits = trace.digits
    palette = options.palette
    self.key = key ?? options.key.with("passes")
    self.reference = reference
    self.language = language
  }

  /// The outputs that are single numbers.
  static func values(of trace: Trace) -> [LossCurve.Output] {
    trace.passes.compactMap { pass in
      pass.outputValue?.scalar.map { LossCurve.Output(pass: pass.number, value: $0) }
    }
  }

  /// What the curve shows, in a few words.
  var title: String { language.text(.curve(output: name)) }

  /// The curve as an SVG picture.
  var svg: [UInt8] {
    let language = language
    let words = LossCurve.Words(
      output: name, pass: language.text(.pass(nil)), logarithmic: language.text(.logarithmicScale),
      leftOut: leftOut ?? "", below: { language.text(.belowReference(pass: $0)) })
    let figure = curve.figure(key, words, format: NumberFormat(digits: digits))
    return SVGWriter.svg(
      figure,
      words: FigureWords(title: title, description: description, language: language.code),
      palette: palette)
  }

  private var leftOut: String? {
    curve.leftOut.isEmpty ? nil : language.text(Sentence.passesLeftOut(curve.leftOut))
  }

  private var description: String {
    let format = NumberFormat(digits: 4)
    guard let first = curve.values.first, let last = curve.values.last else { return "" }
    let change = language.text(
      Sentence.curve(
        output: name, first: first.pass, firstValue: format.text(first.value), last: last.pass,
        lastValue: format.text(last.value)))
    return ([change] + [leftOut].compactMap(\.self)).joined(separator: " ")
  }
}

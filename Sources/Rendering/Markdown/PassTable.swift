import Figures
import Numbers
import TraceModel

extension WalkThrough {
  /// Of so many passes at most all have a row in the table; of more, as many as follow, evenly spread.
  private static let mostPasses = 25
  private static let rowsOfMany = 20

  /// The output and the updates' sizes of each pass, and the output as a curve.
  ///
  /// - Parameter reference: A number that the curve is compared with.
  public mutating func passTable(reference: Double? = nil) -> String {
    guard let name = showCurve(reference) else {
      return ([table] + [curveNote].compactMap(\.self)).joined(separator: "\n\n")
    }
    return table + "\n\n" + image(name.file, name.title)
  }

  /// The curve that is compared with a number: one picture for each such number.
  ///
  /// The table stands with the steps too, without one; there and where it was first asked for is one picture.
  private mutating func showCurve(_ reference: Double?) -> (file: String, title: String)? {
    let known = shownCurves.firstIndex {
      reference == nil || $0.reference == reference || $0.reference == nil
    }
    let index = known ?? shownCurves.count
    if known == nil || (shownCurves[index].reference == nil && reference != nil) {
      let key = options.key.with("passes" + (index > 0 ? "-\(index + 1)" : ""))
      let curve = ShownCurve(trace, options: options, key: key, language: language, reference: reference)
      guard let curve else { return nil }
      shownCurves.replaceSubrange(index..<min(index + 1, shownCurves.count), with: [curve])
    }
    return (Self.curveName(index), shownCurves[index].title)
  }

  /// Why there is no curve, where that is not for too few passes.
  private var curveNote: String? {
    let values = ShownCurve.values(of: trace)
    let drawn = values.count(where: \.canBeDrawn)
    let isTold = values.count >= LossCurve.fewestPasses && drawn < LossCurve.fewestPasses
    return isTold ? language.text(Sentence.tooFewPasses(drawn: drawn, of: values.count)) : nil
  }

  private var table: String {
    let format = NumberFormat(digits: trace.digits)
    let labels = Labels(trace, format: format)
    let moved = Array(Set(trace.passes.flatMap { $0.updates.map(\.node) })).sorted()
    let titles =
      [language.text(.pass(nil)), language.text(.output)]
      + moved.map { language.text(.largestChange(MarkdownText.codeInTable(labels.name(of: $0)))) }
    var lines = ["| " + titles.joined(separator: " | ") + " |"]
    lines.append("|" + String(repeating: " ---: |", count: titles.count))
    for pass in rows {
      let output = pass.outputValue.map(ArrayText(format: format).compact).map(MarkdownText.escaped) ?? "—"
      let changes = moved.map { node in
        pass.updates.first { $0.node == node }.map { format.text($0.largestChange) } ?? "—"
      }
      lines.append("| " + (["\(pass.number)", output] + changes).joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  /// The passes in the table: all, or the first, the last and some between.
  private var rows: [Pass] {
    let passes = trainingPasses
    guard passes.count > Self.mostPasses else { return passes }
    return (0..<Self.rowsOfMany).map { passes[$0 * (passes.count - 1) / (Self.rowsOfMany - 1)] }
  }
}

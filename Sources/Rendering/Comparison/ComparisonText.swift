import Figures
public import TraceModel

extension TraceComparison {
  /// What differs, as plain text for a terminal: what is said of the circuits, and a table of the numbers.
  ///
  /// - Parameter names: What the two traces are called in the table's head.
  public func text(names: (first: String, second: String), language: any Language = English()) -> String {
    if isEqual { return language.text(.ofComparison(.equal(passes: passes.count, wires: wireCount))) + "\n" }
    var parts = remarks.map { language.text(.ofComparison($0)) }
    for pass in passes where !pass.isEqual {
      if passes.count > 1 {
        parts.append(PlainWalkThrough.underlined(language.text(.pass(pass.number)), "-"))
      }
      parts += pass.sentences.map { language.text(.ofComparison($0)) }
      if !pass.differences.isEmpty {
        parts.append(PlainWalkThrough.columns([pass.titles(names, language)] + pass.rows(language)))
      }
    }
    return parts.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined(separator: "\n")
  }

  private var wireCount: Int { passes.map(\.wireCount).max() ?? 0 }
}

extension PassComparison {
  /// What is said of the circuits, and how many numbers differ.
  var sentences: [Sentence.OfComparison] {
    if circuit.contains(.numbersNotCompared) { return circuit }
    var sentences = circuit
    if !differences.isEmpty {
      sentences.append(.differences(Set(differences.map(\.wire)).count, of: wireCount))
    }
    if notFinite > 0 { sentences.append(.notFinite(notFinite)) }
    if differences.isEmpty, notFinite == 0 { sentences.append(.allNumbersAgree(wires: wireCount)) }
    return sentences
  }

  func titles(_ names: (first: String, second: String), _ language: any Language) -> [String] {
    [language.text(.wire), language.text(.quantity), names.first, names.second]
  }

  func rows(_ language: any Language) -> [[String]] {
    differences.map { difference in
      let quantity: Label = difference.quantity == .value ? .value : .gradient
      return [name(of: difference.wire), language.text(quantity), difference.first, difference.second]
    }
  }

  /// The first circuit, with the numbers of both traces where they differ.
  public func pictures(_ options: FigureOptions = FigureOptions(), language: any Language = English())
    -> CircuitPictures
  {
    CircuitPictures(
      narrator, options, language: language, marks: CircuitMarks(self), key: options.key.with("diff"))
  }
}

/// The figure of two traces in one that a document shows.
struct ShownComparison: Sendable {
  var name: String
  var pictures: CircuitPictures
}

extension WalkThrough {
  /// How the trace differs from another: a figure with the numbers of both where they differ, and a table of these.
  ///
  /// - Parameters:
  ///   - names: What this trace and the other are called.
  ///   - pass: The pass to compare; without one the first that differs.
  public mutating func comparison(
    with other: Trace, names: (first: String, second: String), pass: Int? = nil
  ) -> String {
    guard let pass = TraceComparison(trace, other).pass(pass) else { return "" }
    var parts = pass.sentences.map { language.text(.ofComparison($0)) }
    if !pass.differences.isEmpty {
      parts = figure(of: pass, names) + parts
      parts.append(table(of: pass, names))
    }
    return parts.joined(separator: "\n\n")
  }

  /// The figure of a comparison with its legend, or that the circuit is too large for one.
  private mutating func figure(of pass: PassComparison, _ names: (first: String, second: String))
    -> [String]
  {
    let name = "diff-\(names.second)\(passSuffix(pass.number)).svg"
    var keyed = options
    keyed.key = options.key.with("\(names.second)\(passSuffix(pass.number))")
    if !shownComparisons.contains(where: { $0.name == name }) {
      shownComparisons.append(
        ShownComparison(name: name, pictures: pass.pictures(keyed, language: language)))
    }
    let caption = language.text(.comparisonCaption(first: names.first, second: names.second))
    let legend: Sentence.OfComparison = .legend(first: names.first, second: names.second)
    return [image(name, caption), language.text(.ofComparison(legend))]
  }

  private func table(of pass: PassComparison, _ names: (first: String, second: String)) -> String {
    let titles = pass.titles(names, language).map(MarkdownText.escaped)
    let rows = pass.rows(language).map { row in
      [MarkdownText.codeInTable(row[0]), row[1]] + row[2...].map(MarkdownText.escaped)
    }
    let lines = ([titles] + rows).map { "| \($0.joined(separator: " | ")) |" }
    return ([lines[0], "| --- | --- | ---: | ---: |"] + lines.dropFirst()).joined(separator: "\n")
  }
}

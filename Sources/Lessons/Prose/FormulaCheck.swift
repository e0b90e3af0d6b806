import Language
import TraceModel

/// Finds what code hosts do not draw in the formulas of a lesson's prose.
///
/// They read Markdown first: of a backslash and a punctuation mark only the mark is left, and two stars or underscores
/// may become emphasis. Some macros they refuse.
struct FormulaCheck {
  let source: SourceText

  /// The problems in the formulas of a paragraph or heading.
  func problems(in prose: MarkdownStructure.Prose) -> [Diagnostic] {
    let text = ProseText(source, prose.lines)
    var scanner = ProseScanner(text)
    return scanner.scan().flatMap { item -> [Diagnostic] in
      guard case .formula(let marks, let range) = item else { return [] }
      let found = refused(in: range, of: text) + (marks == .dollars ? eaten(in: range, of: text) : [])
      // The only backslashes that are left to be taken away do no harm.
      let formula = text.text(range).replacing("\\_", with: "_")
      guard found.isEmpty, marks == .dollars, !prose.keeps(formula) else { return found }
      return [LessonProblem.markupInFormula.diagnostic(at: text.range(range))]
    }
  }

  /// The problems in a fenced block of TeX, which Markdown leaves alone.
  func problems(in fence: MarkdownStructure.Fence) -> [Diagnostic] {
    guard fence.lines.count > 2 else { return [] }
    let text = ProseText(source, fence.lines.lowerBound + 1...fence.lines.upperBound - 1)
    return refused(in: 0..<text.characters.count, of: text)
  }

  /// Macros that hosts refuse.
  private func refused(in range: Range<Int>, of text: ProseText) -> [Diagnostic] {
    backslashes(in: range, of: text).compactMap { place in
      let end = text.first(from: place + 1) { !($0.isASCII && $0.isLetter) }
      let name = text.text(place + 1..<max(place + 1, end))
      guard let instead = Self.refused[name] else { return nil }
      return LessonProblem.refusedMacro(name, instead: instead).diagnostic(at: text.range(place..<end))
    }
  }

  /// Backslashes that Markdown takes away.
  private func eaten(in range: Range<Int>, of text: ProseText) -> [Diagnostic] {
    backslashes(in: range, of: text).compactMap { place in
      let mark = text[place + 1]
      guard mark.isMarkdownPunctuation, !(mark == "_" && isInText(place, range, text)) else { return nil }
      return LessonProblem.eatenBackslash(mark, instead: Self.instead[mark]).diagnostic(
        at: text.range(place..<place + 2))
    }
  }

  /// Where macros begin; of two backslashes in a row only the first.
  private func backslashes(in range: Range<Int>, of text: ProseText) -> [Int] {
    var places: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if text[index] == "\\" {
        places.append(index)
        index += 1
      }
      index += 1
    }
    return places
  }

  /// Whether a place is between the braces of `\text`, where an underscore is one with its backslash or without.
  private func isInText(_ place: Int, _ range: Range<Int>, _ text: ProseText) -> Bool {
    let before = text.text(range.lowerBound..<place)
    guard let start = before.ranges(of: "\\text{").last else { return false }
    return !before[start.upperBound...].contains("}")
  }

  /// What to write for a macro that hosts refuse.
  private static let refused: [String: String] = {
    let defining = [
      "newcommand", "renewcommand", "newenvironment", "DeclareMathOperator", "def", "let", "require",
    ]
    let invisible = ["phantom", "hphantom", "vphantom"]
    return Dictionary(
      uniqueKeysWithValues: [
        ("operatorname", "write \\mathrm{…}"), ("mbox", "write \\text{…}"),
      ] + defining.map { ($0, "write out what it stands for") }
        + invisible.map { ($0, "write \\quad for a space") })
  }()

  /// What to write for a macro that is a backslash and a mark.
  private static let instead: [Character: String] = [
    "\\": "\\cr", ",": "\\thinspace", ":": "\\medspace", ">": "\\medspace", ";": "\\thickspace",
    "!": "\\negthinspace", "{": "\\lbrace", "}": "\\rbrace", "|": "\\Vert",
  ]
}

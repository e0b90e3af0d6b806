public import Language
import Script
import TraceModel

/// A lesson file as it was read: its blocks and directives, with their places.
public struct Lesson: Sendable {
  /// A program in a lesson.
  public struct Block: Sendable {
    public var name: String
    public var program: String
    public var options: FenceOptions
    /// Where in the file the program begins.
    public var offset: SourceOffset
    /// The lines of its fences.
    var lines: ClosedRange<Int>
    /// What a line needs in front to stand in the same list or quote.
    var margin: String
  }

  /// The name of the file without its ending.
  public let name: String
  public let front: FrontMatter
  public private(set) var blocks: [Block] = []
  private(set) var directives: [Directive] = []
  /// The lines of code, in which every empty line counts.
  private(set) var verbatim: [ClosedRange<Int>] = []
  /// The relative links and pictures of the prose, in order.
  private(set) var links: [ProseLink] = []
  /// What code hosts would not draw in the formulas of the prose. It is no matter for those who only run the programs.
  private(set) var formulaProblems: [Diagnostic] = []
  /// What is not wrong but worth saying.
  public private(set) var warnings: [Diagnostic] = []
  /// The text of the file.
  public let text: String
  let source: SourceText

  /// The title: of the front matter, else the first heading, else the name.
  public var title: String { front.title ?? heading ?? name }
  /// The first heading of the first level.
  private(set) var heading: String?
  public var digits: Int { front.digits ?? 2 }

  /// Reads a lesson.
  ///
  /// - Throws: ``LessonFailure`` with all that is wrong with the file itself; its programs are not run.
  public init(_ bytes: [UInt8], name: String) throws(LessonFailure) {
    self.name = name
    text = try SourceText.decode(bytes)
    source = SourceText(text)
    var problems: [Diagnostic] = []
    if text.allSatisfy(\.isWhitespace) {
      throw LessonFailure(
        source: text, [LessonProblem.empty.diagnostic(at: SourceRange(SourcePlace(line: 1, column: 1)))])
    }
    front = FrontMatter(of: source, problems: &problems)
    let blank = String(repeating: "\n", count: front.lineCount)
    let body = blank + source.lines.dropFirst(front.lineCount).joined(separator: "\n")
    let structure = MarkdownStructure(of: body)
    heading = structure.title?.trimmed.isEmpty ?? true ? nil : structure.title
    verbatim = structure.code + structure.html.filter(\.isBlock).map(\.lines)
    links = ProseLinks(structure, source, firstLine: front.lineCount + 1).links
    let check = FormulaCheck(source: source)
    formulaProblems =
      structure.prose.flatMap(check.problems)
      + structure.fences.filter { $0.info.trimmed == "math" }.flatMap(check.problems)
    addBlocks(structure, &problems)
    addDirectives(structure, &problems)
    if !problems.isEmpty {
      throw LessonFailure(source: text, problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
    if blocks.isEmpty { warnings.append(LessonProblem.noProgram.diagnostic(at: nil)) }
  }

  private mutating func addBlocks(_ structure: MarkdownStructure, _ problems: inout [Diagnostic]) {
    for fence in structure.fences {
      let line = fence.lines.lowerBound
      guard let options = FenceOptions(info: fence.info, line: line, source: source, problems: &problems)
      else { continue }
      if !isClosed(fence) {
        problems.append(
          LessonProblem.unclosedFence(since: line).diagnostic(at: source.range(of: "", inLine: line)))
      }
      let name = options.name ?? self.name
      if let first = blocks.first(where: { $0.name == name }) {
        let firstLine = first.lines.lowerBound
        let problem =
          options.name == nil && first.options.name == nil
          ? LessonProblem.namelessBlock(firstLine: firstLine) : .sameName(name, firstLine: firstLine)
        problems.append(problem.diagnostic(at: source.range(of: options.name ?? "", inLine: line)))
      }
      blocks.append(
        Block(
          name: name, program: fence.content, options: options,
          offset: SourceOffset(lines: line, columns: fence.indentation), lines: fence.lines,
          margin: fence.isNested ? source.margin(ofLine: fence.lines.upperBound) : ""))
    }
  }

  /// Whether a block's last line is a fence of its own and not the end of the file.
  private func isClosed(_ fence: MarkdownStructure.Fence) -> Bool {
    let opening = source.line(fence.lines.lowerBound).dropFirst(fence.indentation).drop { !"`~".contains($0) }
    guard fence.lines.count > 1, let mark = opening.first else { return false }
    let last = source.line(fence.lines.upperBound).drop { $0 == " " || $0 == ">" || $0 == "\t" }
    let closing = last.prefix { $0 == mark }
    return closing.count >= opening.prefix { $0 == mark }.count
      && last.dropFirst(closing.count).allSatisfy(\.isWhitespace)
  }

  private mutating func addDirectives(_ structure: MarkdownStructure, _ problems: inout [Diagnostic]) {
    directives = structure.html.compactMap { Directive($0, source: source, problems: &problems) }
    for directive in directives {
      if blocks.isEmpty {
        let range = source.range(of: directive.block ?? directive.kind.rawValue, inLine: directive.line)
        problems.append(LessonProblem.noBlock(directive: directive.kind.rawValue).diagnostic(at: range))
        continue
      }
      let named = [directive.block, directive.other].compactMap(\.self).filter { !$0.isEmpty }
      for name in named where !blocks.contains(where: { $0.name == name }) {
        problems.append(
          LessonProblem.unknownBlock(name, suggestion: nearest(name, among: blocks.map(\.name)))
            .diagnostic(at: source.range(of: name, inLine: directive.line, last: name == directive.other)))
      }
    }
  }

  /// The index of the block that a directive is about: the one it names, else the nearest above, else the first.
  func block(of directive: Directive) -> Int? {
    if let name = directive.block { return blocks.firstIndex { $0.name == name } }
    return blocks.lastIndex { $0.lines.upperBound < directive.line } ?? blocks.indices.first
  }
}

extension Diagnostic {
  var line: Int { range?.start.line ?? 0 }
  var column: Int { range?.start.column ?? 0 }

  /// The diagnostic of a program with its place in the file.
  func shifted(by offset: SourceOffset) -> Diagnostic {
    var shifted = self
    shifted.range = range.map { SourceRange(offset.place($0.start), offset.place($0.end)) }
    return shifted
  }
}

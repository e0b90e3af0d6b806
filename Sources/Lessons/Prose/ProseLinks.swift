import Language
import TraceModel

/// A link or picture in the prose that leads to a file.
struct ProseLink {
  /// The destination as it is written.
  var written: String
  var destination: LinkDestination
  var range: SourceRange
}

/// Finds the relative links and pictures of a lesson's prose: those in Markdown, the definitions of those by
/// reference, and `src` and `href` in HTML.
struct ProseLinks {
  let source: SourceText
  private(set) var links: [ProseLink] = []

  init(_ structure: MarkdownStructure, _ source: SourceText, firstLine: Int) {
    self.source = source
    for prose in structure.prose { add(prose) }
    for html in structure.html where html.isBlock && !html.content.trimmed.hasPrefix("<!--") {
      add(html.lines)
    }
    let used = Set(structure.prose.flatMap(\.destinations))
    let verbatim = IndexSet(of: structure.code + structure.html.filter(\.isBlock).map(\.lines))
    for line in firstLine...max(firstLine, source.lines.count) where !verbatim.contains(line) {
      addDefinition(line, used)
    }
    links.sort {
      ($0.range.start.line, $0.range.start.column) < ($1.range.start.line, $1.range.start.column)
    }
  }

  private mutating func add(_ prose: MarkdownStructure.Prose) {
    let text = ProseText(source, prose.lines)
    var scanner = ProseScanner(text)
    for item in scanner.scan() {
      switch item {
      case .destination(let range):
        // What only looks like a link is none to Markdown either.
        let written = Self.unescaped(text.text(range))
        if prose.destinations.contains(written) { add(written, text.range(range)) }
      case .tag(let range): addTag(range, of: text)
      case .formula: break
      }
    }
  }

  /// The tags of a block of HTML.
  private mutating func add(_ lines: ClosedRange<Int>) {
    let text = ProseText(source, lines)
    var scanner = ProseScanner(text)
    for case .tag(let range) in scanner.scan() { addTag(range, of: text) }
  }

  private mutating func addTag(_ range: Range<Int>, of text: ProseText) {
    for value in Self.addresses(range, of: text) {
      add(text.text(value).replacing("&amp;", with: "&"), text.range(value))
    }
  }

  /// Where the values of `src` and `href` stand in a tag.
  private static func addresses(_ tag: Range<Int>, of text: ProseText) -> [Range<Int>] {
    var values: [Range<Int>] = []
    var index = text.first(from: tag.lowerBound) { $0.isWhitespace }
    while index < tag.upperBound {
      index = text.first(from: index) { !$0.isWhitespace }
      let end = min(tag.upperBound, text.first(from: index) { $0.isWhitespace || "=>".contains($0) })
      let name = text.text(index..<max(index, end)).lowercased()
      guard text[end] == "=" else {
        index = max(index + 1, end)
        continue
      }
      let quote = text[end + 1]
      let isQuoted = quote == "\"" || quote == "'"
      let start = isQuoted ? end + 2 : end + 1
      let close = text.first(from: start) { isQuoted ? $0 == quote : $0.isWhitespace || $0 == ">" }
      if ["src", "href"].contains(name), close <= tag.upperBound, close > start {
        values.append(start..<close)
      }
      index = max(index + 1, close + 1)
    }
    return values
  }

  /// `[label]: destination`, if it is one that the text uses.
  private mutating func addDefinition(_ line: Int, _ used: Set<String>) {
    let text = ProseText(source, line...line)
    let start = text.first(from: 0) { $0 != " " && $0 != ">" }
    guard text[start] == "[", text[start + 1] != "^" else { return }
    let bracket = text.first(from: start) { $0 == "]" }
    guard text[bracket + 1] == ":" else { return }
    var first = text.first(from: bracket + 2) { $0 != " " && $0 != "\t" }
    let isBracketed = text[first] == "<"
    if isBracketed { first += 1 }
    let end = text.first(from: first) { isBracketed ? $0 == ">" || $0 == "\n" : $0.isWhitespace }
    let written = Self.unescaped(text.text(first..<max(first, end)))
    if used.contains(written) { add(written, text.range(first..<end)) }
  }

  private mutating func add(_ written: String, _ range: SourceRange) {
    guard let destination = LinkDestination(written) else { return }
    let isKnown = links.contains { $0.range == range }
    if !isKnown { links.append(ProseLink(written: written, destination: destination, range: range)) }
  }

  /// A destination without Markdown's backslashes.
  private static func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for (character, next) in zip(text, Array(text.dropFirst()) + [" "]) {
      if !isEscaped, character == "\\", next.isMarkdownPunctuation {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result.replacing("&amp;", with: "&")
  }
}

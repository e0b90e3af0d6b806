import CCommonMark
import Foundation
import Numbers
import Testing
import TraceModel

@testable import Rendering

struct `Text from a lesson, whatever it is` {
  static let texts = [
    "\"", "'", "<b>", "-->", "<!-- x -->", "]]>", "한글", "σ", "👩‍🔬🙂", "שלום", "\u{202E}abc", "\u{1B}[2J\u{9B}",
    "\\", "\\n", "\\N",
    "&lt;",
    "&amp;lt;", "$", "$x$", "`", "``` `", "|", "a|b", "*a* _b_", "[a](b)", "![a](b)", "# a", "~~a~~",
    "<a href=x>",
    "%d", "{a}", "a_b", "x^2", "é", "&#65;", " a ",
  ]

  /// A trace whose title, names, function and printed text are the given one.
  static func trace(_ text: String) throws -> Trace {
    let program = "def g(a):\n    return a * a\nx = 2.5\nq = g(x)\nf = q + x\nprint('p')"
    var trace = try Sample("", program).trace()
    trace.title = text
    var (groups, passes) = (trace.groups, trace.passes)
    groups[0].name = text
    passes[0].printed = [text]
    var builder = TraceBuilder(trace)
    builder.rename { Name($0.text == "f" ? "f" : text, rebinding: $0.rebinding) }
    builder.set(groups: groups)
    builder.set(passes: passes)
    return builder.trace
  }

  static func walk(_ text: String, collapsed: Bool = false) throws -> WalkThrough {
    WalkThrough(try trace(text), options: FigureOptions(collapsed: collapsed ? [text] : []))
  }

  @Test(arguments: texts) func `is drawn as it is`(_ text: String) throws {
    for collapsed in [false, true] {
      var walk = try Self.walk(text, collapsed: collapsed)
      let pictures = walk.pictures(of: walk.keptPasses[0])
      for svg in [nil, 0, 3].map({ pictures.svg(at: $0) }) {
        let picture = Picture(svg)
        #expect(picture.error == nil)
        #expect(Self.bare(picture.texts.map(\.content)).count { $0 == Self.bare(text.visibleLine) } >= 2)
        #expect(FigureChecks.selfContained(picture, svg).filter { !$0.hasPrefix("has <!") } == [])
      }
      #expect(Picture(pictures.svg()).title == "The circuit of " + text.visibleLine)
    }
  }

  /// Text as Graphviz can draw it, and XML readers read it: without word joiners, and with one space where several are.
  private static func bare(_ text: String) -> String {
    text.replacing("\u{2060}", with: "").split(separator: " ").joined(separator: " ")
  }

  private static func bare(_ texts: [String]) -> [String] { texts.map { bare($0) } }

  @Test(.enabled(if: PlainGraphviz.isInstalled, "Graphviz is not installed"), arguments: texts)
  func `is drawn as it is by plain dot`(_ text: String) throws {
    var walk = try Self.walk(text)
    let dot = walk.dot() ?? ""
    let picture = Picture(try PlainGraphviz.svg(of: dot))
    #expect(picture.error == nil)
    #expect(Self.bare(picture.texts.map(\.content)).count { $0 == Self.bare(text.visibleLine) } >= 2)
  }

  @Test(arguments: texts) func `is text in Markdown`(_ text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    let parsed = MarkdownParts(of: "Before \(MarkdownText.escaped(trimmed)) after")
    #expect(parsed.text == "Before \(trimmed.visibleLine) after")
    #expect(parsed.kinds == ["document", "paragraph", "text"])
  }

  @Test(arguments: texts) func `is code in Markdown`(_ text: String) {
    let parsed = MarkdownParts(of: "Before \(MarkdownText.code(text)) after")
    #expect(parsed.code == [text.visibleLine])
    #expect(parsed.text == "Before  after")
  }

  @Test(arguments: texts) func `is a block in Markdown`(_ text: String) throws {
    #expect(MarkdownParts(of: try Self.walk(text).printed()).blocks == [text.visibleText + "\n"])
  }

  @Test(arguments: texts.filter { !$0.contains("$") && !$0.hasPrefix(" ") })
  func `adds nothing to the walk-through but itself`(
    _ text: String
  ) throws {
    for collapsed in [false, true] {
      var (walk, plain) = (
        try Self.walk(text, collapsed: collapsed), try Self.walk("plain", collapsed: collapsed)
      )
      let pass = walk.keptPasses[0]
      let parsed = MarkdownParts(of: Self.withoutFormulas(walk.steps(of: pass, .all)))
      let expected = MarkdownParts(of: Self.withoutFormulas(plain.steps(of: pass, .all)))
      #expect(parsed.kinds == expected.kinds)
      #expect(parsed.text == expected.text.replacing("plain", with: text.visibleLine))
      #expect(parsed.code == expected.code.map { $0.replacing("plain", with: text.visibleLine) })
    }
  }

  /// Markdown without what stands between dollar signs, which code hosts take out before they read the rest.
  private static func withoutFormulas(_ markdown: String) -> String {
    var result = ""
    var isInside = false
    var last: Character = " "
    for character in markdown {
      if character == "$", last != "\\" { isInside.toggle() } else if !isInside { result.append(character) }
      last = last == "\\" && character == "\\" ? " " : character
    }
    return result
  }

  @Test(arguments: texts) func `stays inside formulas`(_ text: String) throws {
    let name = TeX.name(text)
    let unescaped = name.replacing("\\\\", with: "").replacing("\\$", with: "").replacing("\\{", with: "")
      .replacing("\\}", with: "")
    #expect(!unescaped.contains("$"))
    #expect(unescaped.count { $0 == "{" } == unescaped.count { $0 == "}" })
    #expect(!unescaped.contains("`") && !unescaped.contains("<") && !unescaped.contains(">"))
  }
}

/// What a CommonMark parser reads in a text.
struct MarkdownParts {
  private(set) var kinds: [String] = []
  private(set) var text = ""
  private(set) var code: [String] = []
  private(set) var blocks: [String] = []

  init(of markdown: String) {
    let root = unsafe cmark_parse_document(markdown, markdown.utf8.count, CMARK_OPT_DEFAULT)
    guard let root = unsafe root, let iterator = unsafe cmark_iter_new(root) else { return }
    defer {
      unsafe cmark_iter_free(iterator)
      unsafe cmark_node_free(root)
    }
    while true {
      let event = unsafe cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard event == CMARK_EVENT_ENTER, let node = unsafe cmark_iter_get_node(iterator) else { continue }
      let kind = unsafe String(cString: cmark_node_get_type_string(node))
      let literal = unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
      if kind != "text" || kinds.last != "text" { kinds.append(kind) }
      switch kind {
      case "text": text += literal
      case "code": code.append(literal)
      case "code_block": blocks.append(literal)
      default: break
      }
    }
  }
}

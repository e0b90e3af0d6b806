import DOT
import Testing

struct `Quoting a text` {
  /// Text, and how it stands as an identifier, as a label and inside an HTML-like label.
  static let cases: [(text: String, identifier: String, label: String, html: String)] = [
    ("", "\"\"", "\"\"", ""),
    ("w0", "w0", "\"w0\"", "w0"),
    ("_a", "_a", "\"_a\"", "_a"),
    ("3", "3", "\"3\"", "3"),
    ("-.5", "-.5", "\"-.5\"", "-.5"),
    ("1.2.3", "\"1.2.3\"", "\"1.2.3\"", "1.2.3"),
    ("-", "\"-\"", "\"-\"", "-"),
    (".", "\".\"", "\".\"", "."),
    ("3x", "\"3x\"", "\"3x\"", "3x"),
    ("two words", "\"two words\"", "\"two words\"", "two words"),
    ("Node", "\"Node\"", "\"Node\"", "Node"),
    ("subgraph", "\"subgraph\"", "\"subgraph\"", "subgraph"),
    ("strict", "\"strict\"", "\"strict\"", "strict"),
    ("nodes", "nodes", "\"nodes\"", "nodes"),
    ("say \"hi\"", #""say \"hi\"""#, #""say \"hi\"""#, "say &quot;hi&quot;"),
    (#"a\b"#, #""a\\b""#, #""a\\b""#, #"a\\b"#),
    (#"ends in \"#, #""ends in \\""#, #""ends in \\""#, #"ends in \\"#),
    (#"\""#, #""\\\"""#, #""\\\"""#, #"\\&quot;"#),
    (#"\N"#, #""\\N""#, #""\\N""#, #"\\N"#),
    ("%3", "\"\u{2060}%3\"", "\"%3\"", "%3"),
    ("two\nlines", "\"two\nlines\"", #""two\nlines""#, "two<BR/>lines"),
    ("two\r\nlines", "\"two\nlines\"", #""two\nlines""#, "two<BR/>lines"),
    ("tab\tbed", "\"tab bed\"", "\"tab bed\"", "tab bed"),
    ("nul\0bell\u{7}del\u{7F}", "\"nul␀bell␇del␡\"", "\"nul␀bell␇del␡\"", "nul␀bell␇del␡"),
    (
      "no\u{FFFE}char\u{FFFF}", "\"no\u{FFFD}char\u{FFFD}\"", "\"no\u{FFFD}char\u{FFFD}\"",
      "no\u{FFFD}char\u{FFFD}"
    ),
    ("-->", "\"-->\"", "\"-->\"", "--&gt;"),
    ("<b>", "\"<b>\"", "\"<b>\"", "&lt;b&gt;"),
    ("a & b", "\"a & b\"", "\"a &amp; b\"", "a &amp; b"),
    ("&lt;", "\"&lt;\"", "\"&amp;\u{2060}lt;\"", "&amp;\u{2060}lt;"),
    ("&#60;", "\"&#60;\"", "\"&amp;\u{2060}#60;\"", "&amp;\u{2060}#60;"),
    ("&; &x &", "\"&; &x &\"", "\"&amp;; &amp;x &amp;\"", "&amp;; &amp;x &amp;"),
    ("한글", "\"한글\"", "\"한글\"", "한글"),
    ("👩‍🔬", "\"👩‍🔬\"", "\"👩‍🔬\"", "👩‍🔬"),
    ("שלום", "\"שלום\"", "\"שלום\"", "שלום"),
  ]

  @Test(arguments: cases) func `escapes what would be read as something else`(
    _ text: String, _ identifier: String, _ label: String, _ html: String
  ) {
    #expect(Quoting.identifier(text) == identifier)
    #expect(Quoting.label(text) == label)
    #expect(Quoting.html(text) == html)
  }

  @Test(arguments: [
    ("circle", "circle"),
    ("#3a3f4b", "\"#3a3f4b\""),
    (#"left\l"#, #""left\l""#),
    (#"quote ""#, #""quote \"""#),
    (#"quoted \""#, #""quoted \"""#),
    (#"trailing \"#, #""trailing \\""#),
    (#"even \\"#, #""even \\""#),
    ("nul\0", "\"nul\""),
  ]) func `leaves the escapes of a literal alone`(_ word: String, _ written: String) {
    let graph = Graph(attributes: ["label": .literal(word)])
    #expect(graph.text == "digraph {\n  label=\(written);\n}\n")
  }
}

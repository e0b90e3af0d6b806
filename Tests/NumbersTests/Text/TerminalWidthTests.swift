import Numbers
import Testing

struct `The columns of a terminal` {
  /// Text, how many columns it takes, and why.
  static let cases: [(text: String, width: Int, kind: String)] = [
    ("", 0, "nothing"), ("w0 = −2.00", 10, "plain"), ("◦ ⟨8⟩ ∂f/∂x ─━◆", 15, "signs of the board"),
    ("한글", 4, "Korean"), ("ｗ￥", 4, "fullwidth"), ("ꥠ", 2, "old Korean letters"),
    ("漢、〉", 6, "Han and its marks"),
    ("e\u{301}", 1, "a letter with an accent"), ("\u{301}", 0, "an accent alone"),
    ("a\u{200B}b", 2, "no space"),
    ("\u{FEFF}x", 1, "a mark of the byte order"), ("\u{AD}", 0, "a soft hyphen"),
    ("🙂👩‍🔬🇰🇷", 6, "emoji"), ("⌚⚡", 4, "emoji among the older signs"), ("☀", 1, "a sign"),
    ("☀\u{FE0F}", 2, "a sign as an emoji"), ("🌡", 1, "a picture that is text unless told otherwise"),
    ("1\u{FE0F}\u{20E3}", 2, "a keycap"),
  ]

  @Test(arguments: cases) func `are counted`(_ text: String, _ width: Int, _ kind: String) {
    #expect(text.terminalWidth == width)
    #expect(Array(text).terminalWidth == width)
  }
}

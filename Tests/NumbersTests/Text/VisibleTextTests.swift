import Numbers
import Testing

struct `Text that is shown` {
  /// Text, how it stands in one line, and how it stands in several.
  static let cases: [(text: String, line: String, lines: String)] = [
    ("", "", ""),
    ("f = w·x ⟨8⟩ −0.53 ␛", "f = w·x ⟨8⟩ −0.53 ␛", "f = w·x ⟨8⟩ −0.53 ␛"),
    ("한글 שלום 👩‍🔬 e\u{301} a\u{200D}b", "한글 שלום 👩‍🔬 e\u{301} a\u{200D}b", "한글 שלום 👩‍🔬 e\u{301} a\u{200D}b"),
    ("\u{1B}[31mred\u{7}", "␛[31mred␇", "␛[31mred␇"),
    ("nul\0del\u{7F}", "nul␀del␡", "nul␀del␡"),
    ("C1 \u{80}\u{9B}2J\u{9F}", "C1 ��2J�", "C1 ��2J�"),
    ("two\nlines", "two␊lines", "two\nlines"),
    ("two\r\nlines", "two␍␊lines", "two␍\nlines"),
    ("over\rwritten", "over␍written", "over␍written"),
    ("next\u{85}line\u{2028}and\u{2029}paragraph", "next␤line␤and␤paragraph", "next␤line␤and␤paragraph"),
    ("a\tb", "a b", "a\tb"),
    ("\u{202E}txt.exe\u{202C} \u{2066}x\u{2069}", "�txt.exe� �x�", "�txt.exe� �x�"),
    ("\u{FFF9}a\u{FFFA}b\u{FFFB}", "�a�b�", "�a�b�"),
  ]

  @Test(arguments: cases) func `has signs for what a terminal would take as an order`(
    _ text: String, _ line: String, _ lines: String
  ) {
    #expect(text.visibleLine == line)
    #expect(text.visibleText == lines)
  }

  @Test func `keeps every other character`() {
    for value in UInt32(0)...0x3FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(scalar.visible.isOrder == false)
      #expect(scalar.isOrder || scalar.visible == scalar)
      let isControl = [.control, .lineSeparator, .paragraphSeparator].contains(
        scalar.properties.generalCategory)
      #expect(scalar.isOrder || !isControl, "\(value)")
    }
  }
}

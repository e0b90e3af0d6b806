import Stepper
import Testing

struct `A canvas` {
  private static func written(_ text: String, at x: Int, width: Int) -> Canvas {
    var canvas = Canvas(width: width, height: 1)
    canvas.write(text, at: .init(x: x, y: 0))
    return canvas
  }

  @Test(arguments: [
    ("abc", 0, "abc"), ("abc", -1, "bc"), ("abc", 3, "   ab"), ("abc", 9, ""), ("가중치", 0, "가중"),
    ("가중치", -1, " 중치"), ("가중치", 1, " 가중"), ("a👍🏽b", 0, "a👍🏽b"), ("e\u{301}x", 0, "e\u{301}x"),
    ("a\u{1B}[2Jb", 0, "a␛[2J"), ("a\u{202E}b", 0, "a�b"), ("a\nb", 0, "a␊b"),
    ("a\u{9B}b", 0, "a�b"), ("a\tb", 0, "a b"),
  ])
  func `cuts what is written at its edges, never a wide character in half`(
    text: String, x: Int, shown: String
  ) {
    #expect(Self.written(text, at: x, width: 5).text == shown + "\n")
  }

  @Test func `overwriting half of a wide character blanks the other half`() {
    var canvas = Self.written("가중", at: 0, width: 5)
    canvas.write("x", at: .init(x: 1, y: 0))
    #expect(canvas.text == " x중\n")
    canvas.write("y", at: .init(x: 2, y: 0))
    #expect(canvas.text == " xy\n")
  }

  @Test(arguments: [(0, 0), (-3, 5), (1, 1), (80, 24)])
  func `has as many rows and cells as its size says, and takes anything anywhere`(width: Int, height: Int) {
    var canvas = Canvas(width: width, height: height)
    for y in -2...30 { canvas.write("가a", at: .init(x: y - 5, y: y), style: .value) }
    canvas.add(.active, at: .init(x: -4, y: 0), columns: 200)
    canvas.draw(canvas, at: .init(x: -1, y: 1))
    #expect(canvas.rows.count == max(0, height) && canvas.rows.allSatisfy { $0.count == max(0, width) })
  }

  @Test func `a part of it starts at its own corner`() {
    let canvas = Self.written("a가b", at: 0, width: 5)
    #expect(canvas.part(from: .init(x: 1, y: 0), width: 3, height: 2).text == "가b\n\n")
    #expect(canvas.part(from: .init(x: 2, y: 0), width: 3, height: 1).text == " b\n")
  }
}

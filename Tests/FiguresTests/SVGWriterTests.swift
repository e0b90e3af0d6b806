import Foundation
import Numbers
import Testing

@testable import Figures

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct `The writer of SVG` {
  private static func svg(_ step: Int, _ palette: Palette = .board) -> String {
    String(
      decoding: SVGWriter.svg(
        SigmoidNeuron.figure, SigmoidNeuron.face(at: step), numbers: SigmoidNeuron.Numbers(),
        words: SigmoidNeuron.words, palette: palette), as: UTF8.self)
  }

  @Test func `draws a step of a circuit with its three numbers and its arrow`() throws {
    let svg = Self.svg(12)
    if let path = ProcessInfo.processInfo.environment["FIGURE_FILE"] {
      try Data(svg.utf8).write(to: URL(fileURLWithPath: path))
    }
    for (id, text) in [("v10-gradient", "−0.53"), ("b10.0-local", "×0.37"), ("v9-gradient", "−0.20")] {
      let element = try #require(svg.split(separator: "<text").first { $0.contains("id=\"neuron-\(id)\"") })
      #expect(element.contains(">\(text)</text>") && element.contains("font-weight=\"bold\""))
    }
    #expect(svg.contains("id=\"neuron-v9\" class=\"wire arrow\""))
    #expect(svg.contains("fill=\"\(Palette.board[.local].light)\""))
    #expect(svg.components(separatedBy: "class=\"ring\"").count == 1 + 9)
  }

  @Test func `writes the same geometry in every frame`() {
    func places(_ svg: String) -> [Substring] {
      svg.split(separator: "<ellipse cx").dropFirst().filter { $0.contains("rx=\"16\"") }
        .map { $0.prefix { $0 != "f" } }
    }
    #expect(places(Self.svg(12)).count == 8 && places(Self.svg(10)) == places(Self.svg(12)))
  }

  @Test(
    arguments: [
      ("<b> & \"c\"", "&lt;b&gt; &amp; &quot;c&quot;"), ("a\u{0}b", "a␀b"), ("a\u{1B}[0m", "a␛[0m"),
      ("한국어 ⟨8⟩", "한국어 ⟨8⟩"), ("\u{FFFE}", "\u{FFFD}"), ("\u{202E}x", "\u{FFFD}x"),
    ]) func `shows text as it is and what XML forbids as signs`(text: String, shown: String)
  {
    var figure = Figure(FigureKey(["text"]), width: 10, height: 10)
    figure.add(Shape(ShapeID(.text, 0), .text(TextForm(text, at: Point(0, 0)))))
    let words = FigureWords(title: text, description: text)
    let svg = String(decoding: SVGWriter.svg(figure, words: words, palette: .board), as: UTF8.self)
    #expect(svg.components(separatedBy: ">\(shown)</").count == 4)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }

  @Test(
    arguments: [
      (0, "0"), (1.5, "1.5"), (-1.25, "-1.25"), (0.005, "0.01"), (-0.004, "0"), (12.045, "12.05"),
      (100, "100"),
      (.nan, "0"), (.infinity, "0"),
    ] as [(Double, String)]) func `writes coordinates with at most two decimals`(number: Double, text: String)
  {
    var buffer = SVGBuffer(.board)
    buffer.number(number)
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == text)
  }

  @Test func `lays a page under a figure unless it is to be transparent`() {
    #expect(Self.svg(9).contains("class=\"page\""))
    #expect(!Self.svg(9, Palette.board.transparent).contains("class=\"page\""))
  }

  @Test func `bridges wires and rounds their corners`() {
    var figure = Figure(FigureKey(["wires"]), width: 100, height: 100)
    let points = [Point(0, 10), Point(50, 10), Point(50, 90)]
    figure.add(Shape(.value(0), .wire(WireForm(points, bridges: [Point(20, 10), Point(50, 40)]))))
    let svg = String(
      decoding: SVGWriter.svg(figure, words: FigureWords(title: "", description: ""), palette: .board),
      as: UTF8.self)
    #expect(
      svg.contains(
        "d=\"M0,10L16,10A4,4 0 0 1 24,10L42,10Q50,10 50,18L50,36A4,4 0 0 0 50,44L50,90\""))
  }
}

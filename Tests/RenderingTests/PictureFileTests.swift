import Figures
import Testing

@testable import Rendering

struct `An SVG that plays its steps` {
  static let samples = [
    Sample("a neuron", "w = 2.0; x = -1.0; b = 3.0\nf = 1 / (1 + exp(-(w * x + b)))\nf.backward()"),
    Sample("a fork", "x = 2.0; y = 3.0\na = x * y\nf = a * x + a", direction: .down),
    Sample(
      "arrays",
      "W = np.array([[1.0, -2.0], [3.0, 0.5]]); x = np.array([1.0, 2.0])\nf = np.sum(np.maximum(0, W @ x))"),
    Sample(
      "a group", "def s(x):\n    return 1 / (1 + exp(-x))\na = 1.0\nf = s(s(a) * 2)", collapsed: ["s"]),
    Sample("one gate", "x = 2.0\nf = -x"),
    Sample("<a> \"b\" #c", "x = 2.0\nf = x * x"),
  ]

  private static func played(_ sample: Sample) throws -> (frames: [[UInt8]], svg: [UInt8]) {
    let pictures = try sample.pictures()
    let frames = pictures.series(at: pictures.moves.map(\.steps.upperBound))
    return (frames, try #require(PlayedSVG.svg(of: frames, key: FigureKey(["k"]))))
  }

  @Test(arguments: samples) func `shows the frame of each step for two seconds`(_ sample: Sample) throws {
    let (frames, svg) = try Self.played(sample)
    for (index, frame) in frames.enumerated() {
      let expected = PlayedPicture(frame, at: .still).seen
      #expect(expected.count > 5)
      for second in [2.0 * Double(index) + 0.05, 2.0 * Double(index) + 1.95] {
        #expect(PlayedPicture(svg, at: .seconds(second)).seen == expected, "at \(second) s")
      }
    }
    let end = 2.0 * Double(frames.count)
    let last = PlayedPicture(svg, at: .seconds(end + 1.95)).seen
    #expect(last == PlayedPicture(frames[frames.count - 1], at: .still).seen)
    let again = PlayedPicture(svg, at: .seconds(end + 2.05)).seen
    #expect(again == PlayedPicture(frames[0], at: .still).seen)
  }

  @Test(arguments: samples) func `shows the finished circuit where motion is not wanted`(_ sample: Sample)
    throws
  {
    let (_, svg) = try Self.played(sample)
    let finished = PlayedPicture(try sample.pictures().svg(), at: .still)
    let still = PlayedPicture(svg, at: .still)
    // The finished circuit alone has no line for captions, so that its page, which is the first of all, begins below.
    #expect(still.seen.dropFirst() == finished.seen.dropFirst())
    #expect(String(decoding: svg, as: UTF8.self).contains("(prefers-reduced-motion: no-preference)"))
    #expect(!String(decoding: svg, as: UTF8.self).contains("<script"))
  }

  @Test(arguments: samples) func `has each id once, and all begin with its key`(_ sample: Sample) throws {
    let ids = PlayedPicture(try Self.played(sample).svg, at: .still).ids
    #expect(Set(ids).count == ids.count && ids.count > 3)
    #expect(ids.allSatisfy { $0.hasPrefix("k-") })
  }

  @Test func `has in it once what does not change`() throws {
    let (frames, svg) = try Self.played(Self.samples[0])
    #expect(svg.count < frames.reduce(0) { $0 + $1.count } * 2 / 5)
  }

  @Test func `is none of pictures of several sizes`() throws {
    let pictures = try Self.samples[..<2].map { try $0.pictures().svg() }
    #expect(PlayedSVG.svg(of: pictures, key: FigureKey(["k"])) == nil)
    #expect(PlayedSVG.svg(of: [Array("<html>".utf8)], key: FigureKey(["k"])) == nil)
    #expect(PlayedSVG.svg(of: [], key: FigureKey(["k"])) == nil)
  }
}

struct `A slide` {
  private static func picture(_ width: String, _ height: String, viewBox: String) -> [UInt8] {
    Array(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"k-figure\" width=\"\(width)\" height=\"\(height)\" viewBox=\"\(viewBox)\">\n<rect class=\"page\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<text font-size=\"12\">a</text><text font-size=\"9\">b</text>\n</svg>\n"
        .utf8)
  }

  @Test(
    arguments: [
      ("as wide as fits", "1216", "100", "0 0 1216 100", 1, 6.75, "-32 -310 1280 720"),
      ("as high as fits", "100", "656", "0 0 100 656", 1, 6.75, "-590 -32 1280 720"),
      ("of points", "456pt", "75pt", "0 0 456 75", 2, 18, "-12 -97.5 480 270"),
      ("of a few pixels", "100", "60", "0 0 100 60", 3, 20.25, "-163.33 -90 426.67 240"),
      ("from another corner", "608", "80", "10 20 608 80", 2, 13.5, "-6 -120 640 360"),
      ("with a page that begins below", "608", "80", "0 26 608 80", 2, 13.5, "-16 -114 640 360"),
    ] as [(String, String, String, String, Double, Double, String)])
  func `has the picture in its middle`(
    _ name: String, _ width: String, _ height: String, _ viewBox: String, _ scale: Double, _ type: Double,
    _ expected: String
  ) throws {
    let slide = try #require(Slide(of: Self.picture(width, height, viewBox: viewBox)))
    #expect(abs(slide.scale - scale) < 1e-9)
    #expect(abs((slide.type ?? 0) - type) < 1e-9)
    #expect(slide.isLegible == (type >= 12))
    let text = String(decoding: slide.svg, as: UTF8.self)
    #expect(text.contains(" width=\"1280\" height=\"720\" viewBox=\"\(expected)\""))
    let corner = expected.split(separator: " ").prefix(2)
    #expect(text.contains("<rect class=\"page\" x=\"\(corner[0])\" y=\"\(corner[1])\" width=\"100%\""))
  }

  @Test(arguments: [
    "", "<svg>", "<html></html>", "<svg width=\"3\" height=\"4\">",
    "<svg width=\"0\" height=\"4\" viewBox=\"0 0 1 1\">",
  ])
  func `is none of what is no picture`(_ text: String) { #expect(Slide(of: Array(text.utf8)) == nil) }
}

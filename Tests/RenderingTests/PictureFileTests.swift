import Testing
import TraceModel

@testable import Figures
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
    let steps = pictures.moves.map(\.steps.upperBound)
    let frames = pictures.series(at: steps).map { pictures.svg($0) }
    return (frames, pictures.played(at: steps, key: FigureKey(["k"])))
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

  @Test func `shows a net as it shows a circuit`() throws {
    let sample = NetworkSample.all[0].sample
    let trace = try sample.trace()
    let circuit = Rendering.Circuit(trace, pass: trace.passes[0])
    let pictures = try NetworkPictures(Narrator(States(trace), circuit: circuit))
    let steps = circuit.moves(in: trace).map(\.steps.upperBound)
    let svg = pictures.played(at: steps, gradients: false, key: FigureKey(["k"]))
    for (index, step) in steps.enumerated() {
      let seen = PlayedPicture(svg, at: .seconds(2.0 * Double(index) + 0.5)).seen
      #expect(seen == PlayedPicture(pictures.svg(at: step), at: .still).seen)
    }
  }
}

struct `A slide` {
  private static func figure(_ width: Double, _ height: Double, top: Double) -> Figure {
    var figure = Figure(FigureKey(["k"]), width: width, height: height + top)
    figure.captionHeight = top
    figure.add(TextForm("a", at: Point(5, 20), fontSize: 12))
    figure.add(TextForm("b", at: Point(25, 20), fontSize: 9))
    return figure
  }

  @Test(
    arguments: [
      ("as wide as fits", 1216, 100, 0, 1, 6.75, [-32, -310, 1280, 720]),
      ("as high as fits", 100, 656, 0, 1, 6.75, [-590, -32, 1280, 720]),
      ("of a few pixels", 100, 60, 0, 3, 20.25, [-163.33, -90, 426.67, 240]),
      ("with a drawing that begins below", 608, 80, 26, 2, 13.5, [-16, -114, 640, 360]),
    ] as [(String, Double, Double, Double, Double, Double, [Double])])
  func `has the picture in its middle`(
    _ name: String, _ width: Double, _ height: Double, _ top: Double, _ scale: Double, _ type: Double,
    _ box: [Double]
  ) throws {
    let figure = Self.figure(width, height, top: top)
    let words = FigureWords(title: "t", description: "")
    let fit = SVGWriter.fit(figure, numbers: NoNumbers(), words: words, on: .slide)
    #expect(abs(fit.scale - scale) < 1e-9)
    #expect(abs((fit.type ?? 0) - type) < 1e-9)
    #expect(fit.isLegible == (type >= 12))
    let svg = SVGWriter.svg(
      figure, numbers: NoNumbers(), words: words, palette: .board, page: .slide)
    let text = String(decoding: svg, as: UTF8.self)
    let numbers = box.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
    #expect(text.contains(" width=\"1280\" height=\"720\" viewBox=\"\(numbers.joined(separator: " "))\""))
    #expect(
      text.contains("<rect class=\"page\" x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"100%\""))
  }
}

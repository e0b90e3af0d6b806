import Rendering
import Script
import Testing
import TraceModel

@testable import Stepper

struct `The circuit as text` {
  /// Which moves are looked at of a program, as shares of all.
  private static let shares = [0.0, 0.3, 0.5, 0.75, 1.0]

  private static func moves(of sample: PictureSample) -> [Move] {
    Set(shares.map { Int($0 * Double(sample.moves.count - 1)) }).sorted().map { sample.moves[$0] }
  }

  @Test func `is drawn as recorded`() throws {
    let samples = PictureSample.recorded + (try PictureSample.programs())
    let pictures = samples.flatMap { sample in
      let picture = sample.picture
      return Self.moves(of: sample).map { move in
        (
          name: "\(sample.name), step \(move.steps.upperBound)",
          text: picture.drawing(
            after: move, marks: CircuitPicture.Marks(selected: sample.narrator.circuit.wires.first)
          )
          .canvas.text
        )
      }
    }
    try Recording("circuits.txt").expect(pictures)
  }

  @Test(arguments: PictureSample.lessons)
  func `of a lesson is whole`(sample: PictureSample) { Self.check(sample) }

  @Test func `of an awkward program is whole`() throws {
    for sample in try PictureSample.programs() { Self.check(sample) }
  }

  @Test(arguments: 0..<60)
  func `of a random program is whole`(seed: UInt64) throws {
    let program = RandomCircuit(seed: seed).program
    Self.check(try PictureSample("seed \(seed)", program: program))
    Self.check(try PictureSample("seed \(seed), closed", program: program, collapsing: ["part"]))
  }

  private static func check(_ sample: PictureSample) {
    let picture = sample.picture
    let checks = PictureChecks(picture)
    #expect(checks.problems == [], "\(sample.name)")
    for move in moves(of: sample) {
      let drawing = picture.drawing(after: move)
      #expect(checks.problems(of: drawing) == [], "\(sample.name), \(move)")
    }
  }

  @Test func `has the gate at work in its focus`() throws {
    for sample in PictureSample.recorded {
      let picture = sample.picture
      for move in sample.moves {
        let focus = try #require(picture.drawing(after: move).focus)
        #expect(
          focus.columns.upperBound <= picture.layout.width && focus.rows.upperBound <= picture.layout.height)
        guard move.kind == .forward, let vertex = picture.layout.graph.vertexOfGate[move.gate ?? -1] else {
          continue
        }
        #expect(focus.columns.contains(picture.layout.x(of: vertex)))
        #expect(focus.rows.contains(picture.layout.rows[vertex]))
      }
    }
  }

  @Test func `shows what is selected, stopped at and hidden`() throws {
    let sample = try PictureSample("marks", program: "x = 3.0; y = 2.0\nf = x * y\nf.backward()")
    let marks = CircuitPicture.Marks(selected: 1, stops: [0], hiddenValues: [2], hiddenGradients: [0])
    let last = try #require(sample.moves.last)
    let text = sample.picture.drawing(after: sample.moves[0], marks: marks).canvas.text
    #expect(text.contains("y ◆") && text.contains("[×]"))
    let after = sample.picture.drawing(after: last, marks: marks).canvas
    #expect(
      after.text.contains("▐×▌") && !after.text.contains("6") && after.text.count(where: { $0 == "?" }) == 2)
    let hidden = after.rows.flatMap(\.self).filter { $0.style.contains(.hidden) }
    #expect(hidden.map(\.character) == ["?", "?"])
  }

  @Test func `of very many gates is drawn in part, around the one at work`() throws {
    let program = "x = 1.0\nfor i in range(3000):\n    x = sin(x)\nx.backward()"
    let sample = try PictureSample("long", program: program)
    for gate in [0, 11, 12, 1500, 2999] {
      let picture = CircuitPicture(sample.narrator, around: gate)
      #expect(picture.gates.count == CircuitPicture.window && picture.gates.contains(gate))
      #expect(picture.note == "gates \(picture.gates.lowerBound + 1)–\(picture.gates.upperBound) of 3000")
      #expect(PictureChecks(picture).problems == [])
      let move = try #require(sample.moves.first { $0.gate == gate && $0.kind == .backward })
      let text = picture.drawing(after: move).canvas.text
      #expect(text.contains("▐sin▌") && text.contains("◄▐"))
      #expect(text.contains("⋯ x") == (picture.gates.lowerBound > 0))
      #expect(text.contains(" ⋯\n") == (picture.gates.upperBound < 3000))
    }
  }
}

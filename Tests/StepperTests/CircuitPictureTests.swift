import Figures
import Numbers
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
      Self.moves(of: sample).map { move in
        let marks = CircuitPicture.Marks(selected: sample.narrator.circuit.wires.first)
        return (
          name: "\(sample.name), step \(move.steps.upperBound)",
          text: sample.picture(at: move).drawing(after: move, marks: marks).whole.canvas.text
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

  @Test func `of a wide box in a column of small gates is whole`() throws {
    let program = "w = 1.0\ns = 0.0\nfor i in range(70):\n    s = s + w * 0.001\ns.backward()"
    Self.check(try PictureSample("a wide box", program: program))
  }

  @Test func `of folded turns that carry two values is whole`() throws {
    let program =
      "s = 0.5; m = 0.1\nfor i in range(40):\n    m = 0.9 * m + s\n    s = tanh(s - 0.1 * m)\nf = s * m\nf.backward()"
    let sample = try PictureSample("two carried values", program: program)
    #expect(sample.picture().circuit.boxes.contains { $0.kind == .output })
    Self.check(sample)
  }

  private static func check(_ sample: PictureSample) {
    let checks = PictureChecks(sample.picture())
    #expect(checks.problems == [], "\(sample.name)")
    for move in moves(of: sample) {
      let picture = sample.picture(at: move)
      let problems = PictureChecks(picture).problems(of: picture.drawing(after: move))
      #expect(problems == [], "\(sample.name), \(move)")
    }
  }

  @Test func `has the gate at work in its focus`() throws {
    for sample in PictureSample.recorded {
      for move in sample.moves {
        let picture = sample.picture(at: move)
        let drawing = picture.drawing(after: move)
        let focus = try #require(drawing.focus)
        #expect(focus.columns.upperBound <= drawing.width && focus.rows.upperBound <= drawing.height)
        guard move.kind == .forward, let gate = move.gate,
          let box = picture.drawn.box(of: sample.scene.circuit.gates[gate].nodes[0]),
          let rect = picture.placement.boxes[box]
        else { continue }
        #expect(focus.columns.contains(rect.x) && focus.columns.contains(rect.right - 1))
        #expect(focus.rows.contains(rect.y) && focus.rows.contains(rect.bottom - 1))
      }
    }
  }

  @Test func `shows what is selected, stopped at and hidden`() throws {
    let sample = try PictureSample("marks", program: "x = 3.0; y = 2.0\nf = x * y\nf.backward()")
    let marks = CircuitPicture.Marks(selected: 1, stops: [2], hiddenValues: [2], hiddenGradients: [0])
    let last = try #require(sample.moves.last)
    let text = sample.picture().drawing(after: sample.moves[0], marks: marks).whole.canvas.text
    #expect(text.contains("y ◆") && text.contains("[×]"))
    let after = sample.picture().drawing(after: last, marks: marks).whole.canvas
    #expect(
      after.text.contains("▐×▌") && !after.text.contains("6") && after.text.count(where: { $0 == "?" }) == 2)
    // By what the gradient is multiplied that is asked for is not told either.
    #expect(after.text.contains("×3") && !after.text.contains("×2"))
    let hidden = after.rows.flatMap(\.self).filter { $0.style.contains(.hidden) }
    #expect(hidden.map(\.character) == ["?", "?"])
  }

  @Test func `tells the four states of a gradient apart`() throws {
    let program = "x = 3.0; y = 2.0; z = 1.0\np = x * y\nf = p + x + maximum(p, z) * y\nf.backward()"
    let sample = try PictureSample("states", program: program)
    let texts = sample.moves.filter { $0.kind == .backward }.map { move in
      sample.picture(at: move).drawing(after: move).whole.canvas.text
    }
    #expect(texts.contains { $0.contains("◦") && $0.contains("+ ◦") && $0.contains("1") })
    let idle = try PictureSample("idle", program: "x = 3.0; y = x * 2\nz = where(0 > 1, x, y)\nz.backward()")
    let last = try #require(idle.moves.last)
    #expect(!idle.picture(at: last).drawing(after: last).whole.canvas.text.contains("◦"))
  }

  @Test func `has on its arrow what a gate multiplies by, or a closed function as a whole`() throws {
    let program =
      "def sigmoid(s):\n    return 1 / (1 + exp(-s))\nx = 2.0\nf = sigmoid(x)\nf.backward()"
    let open = try PictureSample("open", program: program)
    let closed = try PictureSample("closed", program: program, collapsing: ["sigmoid"])
    let factors = { (sample: PictureSample) in
      sample.moves.filter { $0.kind == .backward }.flatMap { move in
        sample.picture(at: move).drawing(after: move).whole.labels.map(\.text).filter { $0.hasPrefix(" ×") }
      }
    }
    #expect(factors(open) == [" ×−0.78 ", " ×1 ", " ×0.14 ", " ×−1 "])
    // The first gate inside multiplies by −1, the function as a whole does not.
    #expect(factors(closed) == [" ×0.10 "])
  }

  @Test func `shows old and new where a parameter moves`() throws {
    let sample = try #require(try PictureSample.programs().first { $0.name == "a parameter that moves" })
    let last = try #require(sample.moves.last)
    #expect(sample.picture(at: last).drawing(after: last).whole.canvas.text.contains("2.00 → 1.70"))
  }

  @Test func `of many gates is folded, but open where it is at work`() throws {
    let program = "x = 1.0\nfor i in range(900):\n    x = sin(x)\nx.backward()"
    let sample = try PictureSample("long", program: program)
    let folded = sample.picture()
    #expect(folded.drawing(after: sample.moves[0]).whole.canvas.text.contains("⋯ i: turns 3–899"))
    #expect(sample.picture(at: sample.moves[1]).placement == folded.placement)
    for gate in [11, 450, 896] {
      let move = try #require(sample.moves.first { $0.gate == gate && $0.kind == .backward })
      let picture = sample.picture(at: move)
      #expect(picture.circuit.gateCount == 900)
      let text = CircuitPart(picture.drawing(after: move), width: 80, height: 9).canvas.text
      #expect(text.contains("▐sin▌") && text.contains("◄▐"), "\(text)")
      #expect(text.contains("‹"), "\(text)")
    }
    let larger = try PictureSample("longer", program: program.replacing("900", with: "1001"))
    #expect(larger.picture(at: larger.moves[500]).circuit.gateCount < 10)
  }
}

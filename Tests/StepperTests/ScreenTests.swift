import Language
import Numbers
import Rendering
import Script
import Testing
import TraceModel

@testable import Stepper

struct `The expression at work` {
  /// What is marked at the forward steps, one after the other.
  private func marked(_ program: String, collapsed: Set<String> = []) throws -> [String] {
    var stepper = try Samples.stepper(program, collapsed: collapsed)
    var found: [String] = []
    while stepper.block.index + 1 < stepper.block.scene.moves.count {
      _ = stepper.handle(.next(1))
      let text = ProgramText(block: stepper.block)
      guard stepper.block.move?.kind == .forward, let line = text.current, let range = text.expression
      else { continue }
      found.append(String(Array(stepper.block.lines[line])[range]))
    }
    return found
  }

  @Test func `of several lines is marked in the first, and of a call is the call`() throws {
    let program = """
      x = 2.0
      def half(a):
          return a / 2
      f = half(x) * (
          x + 1)
      """
    #expect(try marked(program) == ["a / 2", "x + 1", "half(x) * ("])
    #expect(try marked(program, collapsed: ["half"]) == ["half(x)", "x + 1", "half(x) * ("])
  }

  @Test func `of a trace that knows no ends is not marked`() throws {
    let text = String(decoding: try Program("x = 2.0\nf = x * x").run().trace.jsonLines, as: UTF8.self)
    let cut = text.replacing(/,"literal":{[^}]*}/, with: "")
      .replacing(/,"endLine":\d+,"endColumn":\d+/, with: "")
    var stepper = try Stepper([SteppedProgram(name: "old", trace: Trace(jsonLines: Array(cut.utf8)))])
      .orFail()
    _ = stepper.handle(.next(1))
    #expect(ProgramText(block: stepper.block).expression == 4..<4)
  }

  @Test func `is the one that a gate was made by`() throws {
    let program = "w0 = 2.0; x0 = -1.0; w1 = -3.0; w2 = 1.0\nf = 1 / (1 + exp(-(w0*x0 + w1*x0 + w2)))"
    #expect(
      try marked(program) == [
        "w0*x0", "w1*x0", "w0*x0 + w1*x0", "w0*x0 + w1*x0 + w2", "-(w0*x0 + w1*x0 + w2)",
        "exp(-(w0*x0 + w1*x0 + w2))", "1 + exp(-(w0*x0 + w1*x0 + w2))",
        "1 / (1 + exp(-(w0*x0 + w1*x0 + w2)))",
      ])
  }
}

struct `The regions of the screen` {
  @Test func `neither overlap nor leave it, at any size`() {
    for width in stride(from: 0, to: 210, by: 7) {
      for height in 0..<70 {
        for circuit in [(0, 0), (40, 5), (110, 12), (400, 100)] {
          let layout = Layout(
            width: width, height: height, step: 7, program: 12, wires: 13, circuit: circuit)
          var taken: Set<Int> = []
          for (_, place) in layout.regions {
            for y in place.y..<place.y + place.height {
              #expect(place.x >= 0 && place.x + place.width <= width && y < height)
              #expect(taken.insert(y * 1000 + place.x).inserted)
            }
          }
        }
      }
    }
  }

  /// The circuits of lessons that fit.
  @Test(arguments: [
    (120, 28, "sigmoid-neuron"), (120, 28, "three-layer-net/net"), (200, 60, "neuron-vectors/tick"),
  ])
  func `show the whole circuit where there is room for it`(width: Int, height: Int, name: String) throws {
    let lesson = try LessonTrace.all.first { $0.name == name }.orFail()
    var program = try lesson.program()
    program.collapsed = ["layer", "sigmoid"]
    var stepper = try Stepper([program]).orFail()
    // The step of the inputs is long, and may take the room.
    try stepper.run("next")
    repeat {
      let screen = stepper.screen(width: width, height: height).text
      #expect(!screen.contains("goes on"), "\(screen)")
      let missing = stepper.circuit.text.split(separator: "\n").filter { line in
        !screen.contains(String(line).trimmed)
      }
      #expect(missing.isEmpty, "\(missing)\n\(screen)")
    } while stepper.handle(.next(1)).tellsStep && stepper.block.step < 9
  }

  @Test func `say where a circuit goes on, name the wires that come from there, and cut no number`() throws {
    let program =
      "first_input = -31.5\n"
      + (0..<12).map { "x\($0) = sin(\($0 == 0 ? "first_input" : "x\($0 - 1)"))\n" }.joined()
      + "f = x11 * first_input\nf.backward()"
    var stepper = try Samples.stepper(program)
    try stepper.run("last")
    let start = stepper.screen(width: 80, height: 24).text
    #expect(start.contains("── Circuit, goes on › ──") && start.contains("first_input ◆"), "\(start)")
    try stepper.run("goto 6")
    let middle = stepper.screen(width: 80, height: 24).text
    #expect(middle.contains("goes on ‹ › ──") && middle.contains("\n‹first_input ─"), "\(middle)")
    for step in 1..<12 {
      try stepper.run("goto \(step)")
      let whole = Set(Self.numbers(in: stepper.circuit.text))
      for width in 60..<75 {
        let region = try stepper.circuitRegion(width: width, height: 24)
        #expect(Set(Self.numbers(in: region)).subtracting(whole) == [], "\(region)")
      }
    }
  }

  @Test func `show more of a circuit as its reader moves it, until the next step`() throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    func circuit() -> String { stepper.screen(width: 60, height: 24).text }
    try stepper.run("next")
    let start = circuit()
    #expect(start.contains("w0 ◆") && start.contains("goes on ›") && !start.contains("(1/□)─"))
    for _ in 0..<20 { _ = stepper.press(.character("L")) }
    let end = circuit()
    #expect(!end.contains("w0 ◆") && end.contains("(1/□)────── f") && end.contains("goes on ‹"), "\(end)")
    for key in ["J", "J", "J", "J", "J"] as [Character] { _ = stepper.press(.character(key)) }
    #expect(circuit().contains("▴") && !circuit().contains("▾"))
    for _ in 0..<20 { _ = stepper.press(.character("K")) }
    #expect(circuit().contains("▾") && !circuit().contains("▴"))
    for _ in 0..<40 { _ = stepper.press(.character("H")) }
    #expect(circuit().contains("goes on ›"))
    try stepper.run("panright 9; next; previous")
    #expect(circuit() == start)
  }

  private static func numbers(in text: String) -> [Substring] {
    text.matches(of: #/−?[0-9.]+/#).map(\.output)
  }

  @Test(arguments: [60, 80, 100, 120])
  func `tear no matrix: what does not fit beside the others stands below them`(width: Int) throws {
    let rows = (0..<5).map { row in
      "[" + (0..<5).map { "\(Double(row * 5 + $0) * 1234.5678)" }.joined(separator: ", ") + "]"
    }
    var stepper = try Samples.stepper(
      "A = np.array([\(rows.joined(separator: ", "))])\nB = A @ A\nf = np.sum(B * A)\nf.backward()")
    for _ in 0..<7 {
      let lines = stepper.told(in: width).map(\.text)
      #expect(lines.allSatisfy { $0.terminalWidth <= width }, "\(lines.joined(separator: "\n"))")
      for line in lines where line.contains("⎡") || line.contains("⎢") || line.contains("⎣") {
        #expect(line.count { "⎡⎢⎣".contains($0) } == line.count { "⎤⎥⎦".contains($0) }, "\(line)")
      }
      try stepper.run("next")
    }
  }

  @Test func `wrap a message that is wider than the screen`() throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    try stepper.run("quiz; next; answer \(String(repeating: "a very long answer ", count: 8))")
    let message = try stepper.message.orFail().text
    for width in [40, 80, 120] {
      let lines = stepper.screen(width: width, height: 24).text.split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(
        lines.suffix(8).joined(separator: " ").replacing(#/ +/#, with: " ").contains(message), "\(lines)")
    }
  }

  @Test func `say how what is open is scrolled and how much of it is seen`() throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    try stepper.run("help")
    let top = stepper.screen(width: 80, height: 24).text
    #expect(top.contains("── Help, lines 1–21 of ") && top.contains("PageDown scroll  Esc close"))
    _ = stepper.press(.pageDown)
    #expect(stepper.screen(width: 80, height: 24).text.contains("── Help, lines 11–31 of "))
    #expect(stepper.screen(width: 80, height: 60).text.contains("── Help, lines 11–"))
    try stepper.run("close; program")
    #expect(stepper.screen(width: 80, height: 24).text.contains("── Program ──"))
  }

  @Test func `show the expression at work also in a long line`() throws {
    var stepper = try Samples.stepper(
      "x = 2.0\nf = \(Array(repeating: "x", count: 40).joined(separator: " + ")) + exp(x)\nf.backward()")
    try stepper.run("break exp; run")
    let screen = stepper.screen(width: 80, height: 24)
    let marked = screen.rows.flatMap { $0 }.filter { $0.style.contains(.expression) }.map(\.character)
    #expect(String(marked) == "exp(x)" && screen.text.contains("▶ 2 …"))
  }

  @Test(arguments: [(80, 22, 4), (200, 58, 4), (40, 12, 1), (20, 3, 1)])
  func `are as many as there is room for`(width: Int, height: Int, count: Int) {
    #expect(Layout(width: width, height: height, step: 9, program: 12, wires: 13).regions.count >= count)
  }

  @Test func `show the line and expression at work, and the selected wire`() throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    try stepper.run("goto 12; select w2")
    let screen = stepper.screen(width: 100, height: 30)
    let marked = screen.rows.flatMap { $0 }.filter { $0.style.contains(.expression) }.map(\.character)
    #expect(String(marked) == "exp(-(w0*x0 + w1*x1 + w2))")
    let lines = screen.text.split(separator: "\n")
    #expect(lines.contains { $0.contains("▶ 5 f = 1 / (1 + exp") } && lines.contains { $0.contains("▸ w2") })
    #expect(lines.contains { $0.contains("step 12 of 17 · backward pass") })
  }

  @Test func `the four states of a gradient differ by their characters`() throws {
    var stepper = try Samples.stepper(
      "x = 3.0; y = 2.0; z = 1.0\np = x * y\nf = p + x + p * y\ng = z * x\nf.backward()")
    try stepper.run("backward; next 2")
    let text = stepper.text(of: .wires)
    #expect(text.contains("+ ◦") && text.contains("  ◦\n") && text.contains("  1\n"), "\(text)")
  }
}

struct `The view of numbers` {
  @Test func `scrolls through rows and columns, and labels them`() throws {
    var stepper = try Samples.stepper("W = np.array(\(Self.matrix))\nf = np.sum(W * W)\nf.backward()")
    try stepper.run("matrix W")
    #expect(stepper.screen(width: 40, height: 12).text.contains("[0]"))
    for _ in 0..<10 { _ = stepper.press(.down) }
    for _ in 0..<2 { _ = stepper.press(.right) }
    let text = stepper.screen(width: 40, height: 12).text
    #expect(text.contains("[10]") && !text.contains("[0] ") && text.contains("rows 10–"), "\(text)")
    _ = stepper.press(.end)
    #expect(stepper.screen(width: 40, height: 12).text.contains("[29]"))
    _ = stepper.press(.escape)
    #expect(stepper.overlay == nil)
  }

  private static let matrix = (0..<30).map { row in
    "[" + (0..<20).map { "\(Double(row * 20 + $0) / 8 - 20)" }.joined(separator: ", ") + "]"
  }.joined(separator: ", ").bracketed
}

extension Stepper {
  /// What the region of the circuit shows if it has so much room.
  fileprivate func circuitRegion(width: Int, height: Int) throws -> String {
    CircuitPart(try drawing.orFail(), width: width, height: height).canvas.text
  }
}

extension String {
  fileprivate var bracketed: String { "[" + self + "]" }
}

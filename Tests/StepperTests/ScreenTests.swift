import Numbers
import Rendering
import Testing
import TraceModel

@testable import Stepper

struct `The expression at work` {
  @Test(arguments: [
    ("f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", 20, "multiply", 0, "w0*x0"),
    ("f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", 20, "add", 0, "w0*x0 + w1*x1"),
    ("f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", 20, "add", 1, "w0*x0 + w1*x1 + w2"),
    ("f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", 18, "multiply", 0, "-(w0*x0 + w1*x1 + w2)"),
    ("f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", 14, "exp", 0, "exp(-(w0*x0 + w1*x1 + w2))"),
    ("f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", 5, "divide", 0, "1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))"),
    ("y = x**2 * 3 - x.T @ w", 5, "power", 0, "x**2"),
    ("y = x**2 * 3 - x.T @ w", 5, "multiply", 0, "x**2 * 3"),
    ("y = x**2 * 3 - x.T @ w", 5, "subtract", 0, "x**2 * 3 - x.T @ w"),
    ("y = x**2 * 3 - x.T @ w", 16, "transpose", 0, "x.T"),
    ("y = x**2 * 3 - x.T @ w", 16, "matmul", 0, "x.T @ w"),
    ("h = np.maximum(0, W.dot(x))[1:]", 5, "max with 0", 0, "np.maximum(0, W.dot(x))"),
    ("h = np.maximum(0, W.dot(x))[1:]", 5, "index", 0, "np.maximum(0, W.dot(x))[1:]"),
    ("손실 = 가중치 * β + 가중치", 6, "add", 0, "가중치 * β + 가중치"), ("f = (x +", 5, "add", 0, "(x +"),
    ("f = a <= b", 5, "add", 0, "a"), ("f = x", 5, "exp", 0, "x"), ("", 1, "exp", 0, ""),
    ("x", 9, "exp", 0, ""),
  ])
  func `is found by where it begins and its gate`(
    line: String, column: Int, gate: String, rank: Int, expression: String
  ) {
    let range = ExpressionFinder(line, column: column).range(of: gate, rank: rank)
    #expect(range.map { String(Array(line)[$0]) } ?? "" == expression)
  }

  @Test func `nests as deep as it likes`() {
    let line = String(repeating: "-", count: 100_000) + "x"
    #expect(ExpressionFinder(line, column: 1).range(of: "multiply", rank: 0) != nil)
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

import Numbers
import Rendering
import Testing
import TraceModel

@testable import Stepper

/// What of a stepper has to be the same after going ahead and back.
private struct Position: Equatable {
  var block: Int
  var pass: Int
  var move: Int
  var selected: Int?
  var text: String

  init(_ stepper: Stepper) {
    block = stepper.blockIndex
    pass = stepper.block.passIndex
    move = stepper.block.index
    selected = stepper.block.selected
    text = stepper.stepText
  }
}

struct `Moving` {
  @Test(arguments: LessonTrace.all)
  func `ahead and back is where one was, at every step of every lesson`(_ lesson: LessonTrace) throws {
    var stepper = try Stepper([lesson.program()]).orFail()
    while true {
      let before = Position(stepper)
      let screen = before.move % 5 == 0 ? stepper.screen(width: 80, height: 24) : nil
      guard !stepper.isAtEnd else { break }
      #expect(stepper.handle(.next(1)).tellsStep)
      let after = Position(stepper)
      #expect(after != before)
      #expect(stepper.handle(.previous(1)).tellsStep)
      #expect(Position(stepper) == before)
      if let screen { #expect(stepper.screen(width: 80, height: 24) == screen) }
      _ = stepper.handle(.next(1))
      #expect(Position(stepper) == after)
    }
    #expect(!stepper.handle(.next(1)).tellsStep)
  }

  @Test(arguments: LessonTrace.all)
  func `any step is reached at once as it is by single steps`(_ lesson: LessonTrace) throws {
    var walking = try Stepper([lesson.program()]).orFail()
    var jumping = walking
    repeat {
      let move = try #require(walking.block.move)
      #expect(jumping.handle(.goTo(move.steps.lowerBound)).problem == nil)
      #expect(Position(jumping) == Position(walking))
      _ = jumping.handle(jumping.isAtEnd ? .first : .last)
    } while walking.handle(.next(1)).tellsStep
  }

  @Test(arguments: LessonTrace.all)
  func `what is known at a step is what the events up to it tell`(_ lesson: LessonTrace) throws {
    var stepper = try Stepper([lesson.program()]).orFail()
    var known: [Int: Double] = [:]
    var next = 0
    while let move = stepper.block.move,
      move.steps.upperBound < stepper.block.passes[0].steps?.upperBound ?? 0
    {
      while next <= move.steps.upperBound {
        for event in stepper.block.trace.step(next).events {
          switch event {
          case .input(let node, let value), .forward(let node, let value, _):
            known[node] = value.elements.first ?? 0
          case .update(let update): known[update.node] = update.new.elements.first ?? 0
          default: break
          }
        }
        next += 1
      }
      for wire in stepper.scene.wires {
        #expect((stepper.facts(of: wire).value == nil) == (known[wire] == nil))
        let value = stepper.scene.states.value(of: wire, at: stepper.block.step)
        #expect(value?.elements.first ?? 0 == known[wire] ?? 0)
      }
      guard stepper.handle(.next(1)).tellsStep else { break }
    }
  }

  @Test(arguments: [
    ("next 3", 3), ("next 99", 17), ("last", 17), ("last; first", 0), ("last; previous 2", 15), ("12g", 12),
    ("goto 12", 12), ("backward", 9), ("last; forward", 1), ("touch w1", 2), ("touch w1; touch", 16),
    ("touch f; touch; touch", 10),
    ("last; touchback w1; touchback", 2), ("last; touchback ⟨8⟩", 14), ("break exp; run", 6),
    ("break exp; run; run", 11),
    ("break exp; last; runback", 11), ("break phase backward; run", 9), ("break line 5; run", 1),
    ("break w0; run", 17), ("break ⟨7⟩; run; c", 14), ("break f; run; run", 9), ("break w1; run", 16),
    ("break *; run; run; run; run", 12), ("n; ] ; p", 16),
    ("break exp; break exp; run", 0), ("break nan; run", 17), ("break 1/x; run", 8), ("break 1/□; run", 8),
  ])
  func `leads to a step`(commands: String, step: Int) throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    try stepper.run(commands)
    #expect(stepper.block.step == step)
  }

  @Test func `passes of a loop are gone through, chosen, and remember the wire`() throws {
    var stepper = try Samples.stepper(Samples.training)
    #expect(stepper.block.passes.count == 2)
    try stepper.run("select w; pass 200")
    #expect(
      stepper.block.pass.number == 200 && stepper.scene.labels.name(of: stepper.block.selected ?? 0) == "w")
    try stepper.run("previous")
    #expect(stepper.block.pass.number == 1 && stepper.block.move?.kind == .update)
    #expect(try stepper.run("pass 3").problem == .noPass("3", kept: [1, 200]))
    #expect(try stepper.run("passback").note == "This is the first pass.")
    #expect(try stepper.run("pass; pass").note == "This is the last pass.")
  }

  @Test func `what a wire holds from an earlier pass is told from the first step of the next`() throws {
    let program = """
      w = 2.0
      for i in range(3):
          loss = (w * 3 - 1)**2
          loss.backward()
          w.data -= 0.01 * w.grad
      """
    for pass in ["2", "3"] {
      var stepper = try Samples.stepper(program)
      let told = try stepper.run("pass \(pass); print w").note ?? ""
      #expect(told.contains("left from earlier passes") && !told.contains("1 arrived"), "\(told)")
    }
  }

  @Test func `several programs are gone around`() throws {
    let programs = try [
      Samples.program(Samples.fork, name: "fork"), Samples.program(Samples.arrays, name: "arrays"),
    ]
    var stepper = try Stepper(programs).orFail()
    try stepper.run("last; block")
    #expect(stepper.block.name == "arrays" && stepper.block.step == 0)
    try stepper.run("block")
    #expect(stepper.block.name == "fork" && stepper.isAtEnd)
    #expect(try stepper.run("block none").problem == .unknownBlock("none", names: ["fork", "arrays"]))
  }

  @Test func `updates and collapsed functions are at the lines of their statements and calls`() throws {
    var stepper = try Samples.stepper(Samples.training)
    try stepper.run("break line 5; run")
    #expect(
      stepper.block.move?.kind == .update
        && stepper.text(of: .program).contains(
          """
          ▶ 5     w.data -= 0.01 * w.grad
                  ^~~~~~~~~~~~~~~~~~~~~~~
          """)
    )
    var collapsed = try Samples.stepper(Samples.functions, collapsed: ["norm"])
    #expect(try collapsed.run("break line 2").note?.contains("no step") ?? false)
    try collapsed.run("clear; break line 6; run")
    #expect(
      collapsed.block.step == 4
        && collapsed.text(of: .program).contains(
          """
          ▶ 6 f = norm(x, y) / norm(y, 1.5 * x)
                  ^~~~~~~~~~
          """)
    )
  }

  @Test(arguments: ["for i in range(2):", "for i in range(1):\n    pass\nfor i in range(2):"])
  func `an update is at its own line, also where a comment or another loop has the same text`(head: String)
    throws
  {
    let loop = """
      \(head)
          loss = (w * 3 - 1)**2
          loss.backward()
          w -= 0.1 * w.grad
          w.grad = 0
      """
    let program = "w = 2.0\n# w -= 0.1 * w.grad moves w\n\(loop)\n\(loop)"
    var stepper = try Samples.stepper(program)
    let lines = program.split(separator: "\n").enumerated().filter { $0.element.hasPrefix("    w -=") }
    var found: [Int] = []
    try stepper.run("break phase update; run")
    repeat {
      found.append(stepper.scene.place(of: try stepper.block.move.orFail()).line)
      #expect(stepper.text(of: .program).contains("        ^~~~~~~~~~~~~~~~~\n"))
    } while stepper.handle(.run).note?.hasPrefix("Stopped") ?? false
    #expect(found == lines.flatMap { [$0.offset + 1, $0.offset + 1] })
  }

  @Test func `a break at the line of the second of several updates stops where both happen`() throws {
    var stepper = try Samples.stepper(
      "w = 2.0; b = 1.0\nf = (w * 3 - b)**2\nf.backward()\nw -= 0.1 * w.grad\nb -= 0.1 * b.grad")
    try stepper.run("break line 5; run")
    #expect(stepper.block.move?.kind == .update)
  }

  /// What a run stops at in `x * y + x`: step 1 is ×, 2 is +, 3 the seed, 4 back through +, 5 back through ×.
  @Test(arguments: [
    ("⟨2⟩", [1, 4], [4]), ("*", [1, 4], [4]), ("+", [2, 3], [3]), ("f", [2, 3], [3]), ("x", [4, 5], [4, 5]),
    ("y", [5], [5]),
    ("line 3", [1, 2, 3, 4, 5], []), ("phase backward", [3], []),
  ])
  func `a break stops where a number is computed and where a gradient comes`(
    name: String, steps: [Int], arrivals: [Int]
  ) throws {
    var stepper = try Samples.stepper(Samples.fork)
    try stepper.run("break \(name)")
    var found: [Int] = []
    while let note = stepper.handle(.run).note, note.hasPrefix("Stopped") {
      found.append(stepper.block.step)
      #expect(note.hasSuffix(": a gradient comes to it.") == arrivals.contains(stepper.block.step))
    }
    #expect(found == steps)
  }

  @Test(arguments: [("x", [1, 2, 4, 5]), ("⟨2⟩", [1, 2, 4, 5]), ("f", [2, 3, 4])])
  func `the steps that touch a wire are those that read it, and where its gradient comes and goes`(
    wire: String, steps: [Int]
  ) throws {
    var stepper = try Samples.stepper(Samples.fork)
    var found: [Int] = []
    try stepper.run("select \(wire)")
    while stepper.handle(.touch(nil)).tellsStep { found.append(stepper.block.step) }
    #expect(found == steps)
    var back: [Int] = []
    try stepper.run("last")
    if found.last == stepper.block.step { back.append(stepper.block.step) }
    while stepper.handle(.touchBack(nil)).tellsStep, stepper.block.step > 0 {
      back.append(stepper.block.step)
    }
    #expect(back.reversed() == steps)
  }

  @Test(arguments: [
    (
      "x = 3.0\nloss = x * 2\nloss = loss + x\nloss = loss * loss\nloss.backward()", "last",
      "loss₂, made by ×: value 81"
    ),
    ("loss = 1.0\nloss = loss * 3\nloss.backward()", "last", "loss₁, made by ×3: value 3"),
    (Samples.training, "last", "loss, made by ( )²: value"),
    (Samples.training, "", "loss, made by ( )²: its value is not known"),
    (
      "w = 2.0\nfor i in range(3):\n    loss = w * 0.5\n    for x in [1.0, 2.0]:\n        loss = loss + w * x\n    loss.backward()\n    w.data -= 0.1 * w.grad",
      "last", "loss₂, made by +: value"
    ),
  ])
  func `a name that is bound several times is that of the last wire`(
    program: String, commands: String, told: String
  ) throws {
    var stepper = try Samples.stepper(program)
    try stepper.run(commands)
    let note = try stepper.run("print loss").note ?? ""
    #expect(note.hasPrefix(told), "\(note)")
    let first = try stepper.run("print loss₀").note ?? ""
    #expect(first.hasPrefix("loss, "), "\(first)")
  }

  @Test func `a collapsed function is one step, and opening it stays there`() throws {
    var stepper = try Samples.stepper(Samples.functions)
    let open = stepper.scene.moves.count
    try stepper.run("group norm; next")
    #expect(stepper.block.move?.steps == 1...4 && stepper.scene.moves.count < open)
    try stepper.run("group")
    #expect(stepper.scene.moves.count == open && stepper.block.step == 4)
  }
}

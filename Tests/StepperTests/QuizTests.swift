import Numbers
import Rendering
import Testing
import TraceModel

@testable import Stepper

/// An answer to a question of the sigmoid neuron's backward pass, and what should be made of it.
struct Judged: Sendable, CustomTestStringConvertible {
  var step: Int
  var answer: String
  var verdict: Question.Verdict

  init(_ step: Int, _ answer: String, _ verdict: Question.Verdict) {
    self.step = step
    self.answer = answer
    self.verdict = verdict
  }

  var testDescription: String { "step \(step): \(answer)" }
}

struct `The quiz` {
  private static let judged: [Judged] = [
    // Right, equivalent, rounded: −0.1966…
    Judged(12, "-0.20", .right), Judged(12, "−0.2", .right), Judged(12, "-.2", .right),
    Judged(12, "-1/5", .right),
    Judged(12, "-0.197", .right), Judged(12, "-0.1966", .right), Judged(12, " -0.1961 ", .right),
    Judged(12, "-2e-1", .right), Judged(12, "-1.97e-1", .right), Judged(12, "-0.2/1", .right),
    // Known mistakes: turned sign, local alone, upstream alone.
    Judged(12, "0.2", .mistaken(.sign)), Judged(12, "1/5", .mistaken(.sign)),
    Judged(12, "0.37", .mistaken(.missingUpstream)), Judged(12, "-0.53", .mistaken(.missingLocal)),
    // Wrong.
    Judged(12, "-0.21", .wrong), Judged(12, "-0.19", .wrong), Judged(12, "0", .wrong),
    Judged(12, "-2", .wrong),
    Judged(12, "nan", .wrong), Judged(12, "1e99", .wrong), Judged(12, "-20", .wrong),
    // With one digit for −0.53 and 0.37.
    Judged(10, "-0.5", .tooRough), Judged(10, "-1", .wrong), Judged(6, "0.4", .tooRough),
    Judged(6, "0.37", .right),
    Judged(6, "0.368", .right),
    Judged(6, "-0.37", .mistaken(.sign)), Judged(6, "0.38", .wrong),
    // The own value in place of the other's: w1 has −3, x1 has −2.
    Judged(16, "-0.39", .right), Judged(16, "-0.59", .mistaken(.swappedOperand)),
    Judged(16, "-0.40", .rightAsShown),
    Judged(16, "-2", .mistaken(.missingUpstream)), Judged(16, "-2.00", .mistaken(.missingUpstream)),
    Judged(16, "0.2", .mistaken(.missingLocal)), Judged(16, "0.39", .mistaken(.sign)),
    // The seed is 1, not the value of the output.
    Judged(9, "1", .right), Judged(9, "1.0", .right), Judged(9, "2/2", .right),
    Judged(9, "0.73", .mistaken(.valueForSeed)), Judged(9, "0", .wrong), Judged(9, "1.01", .wrong),
  ]

  @Test(arguments: judged)
  func `judges an answer`(_ judged: Judged) throws {
    let question = try Self.question(Samples.sigmoid, step: judged.step)
    #expect(question.verdict(on: try Answer(judged.answer).orFail()) == judged.verdict)
  }

  private static func question(_ program: String, step: Int, index: Int = 0) throws -> Question {
    let scene = try Samples.stepper(program).scene
    let move = scene.moves[scene.index(ofStep: step)]
    return QuestionMaker(scene: scene, move: move).questions[index]
  }

  @Test(
    arguments: [
      // x + x·y: the second share of x is 2, the sum 3.
      (Samples.fork, 5, 0, "3", Question.Verdict.right), (Samples.fork, 5, 0, "2", .mistaken(.sumNotTaken)),
      (Samples.fork, 5, 0, "1", .mistaken(.sumNotTaken)), (Samples.fork, 5, 0, "-3", .mistaken(.sign)),
      // Both branches of x·x come in one step.
      ("x = 3\nf = x * x\nf.backward()", 3, 0, "6", .right),
      ("x = 3\nf = x * x\nf.backward()", 3, 0, "3", .mistaken(.sumNotTaken)),
      ("a = 5.0; b = 2.0\nf = a - b\nf.backward()", 1, 0, "-3", .mistaken(.swappedOperand)),
      ("a = 5.0; b = 2.0\nf = a / b\nf.backward()", 1, 0, "0.4", .mistaken(.swappedOperand)),
      ("a = 5.0; b = 2.0\nf = a / b\nf.backward()", 1, 0, "5/2", .right),
      ("w = 2.0\nf = w * w\nf.backward()\nw.data -= 0.1 * w.grad", 4, 0, "1.6", .right),
      ("w = 2.0\nf = w * w\nf.backward()\nw.data -= 0.1 * w.grad", 4, 0, "2.4", .mistaken(.wrongDirection)),
      ("x = 300.0\nf = x * 4321\nf.backward()", 1, 0, "1.3e6", .right),
      ("x = 0.02\nf = x * x * x\nf.backward()", 2, 0, "8e-6", .right),
      ("x = 12.0\nf = x * 1.03\nf.backward()", 1, 0, "12", .right),
      ("x = 12.0\nf = x * 1.03\nf.backward()", 1, 0, "12.4", .right),
      ("x = 12.0\nf = x * 1.03\nf.backward()", 1, 0, "10", .wrong),
    ] as [(String, Int, Int, String, Question.Verdict)])
  func `judges sums, operands and updates`(
    program: String, step: Int, index: Int, answer: String, verdict: Question.Verdict
  ) throws {
    let question = try Self.question(program, step: step, index: index)
    #expect(question.verdict(on: try Answer(answer).orFail()) == verdict)
  }

  @Test(arguments: [
    "", "-", ".", "three", "1/0", "1/2/3", "0x10", "--2", "1 2", "/2", "1e", "infinit", "1,2,3", "1.2.3",
    "(2",
    "max(1)", "[1 > 0]", "2 +", "1e999", String(repeating: "(", count: 400) + "1",
  ])
  func `takes only numbers for answers`(text: String) { #expect(Answer(text) == nil) }

  @Test(
    arguments: [
      ("-2,5", -2.5), ("(-2)", -2), ("–2", -2), ("—2", -2), ("−2", -2), ("‑2", -2), ("－２", -2), ("- 2", -2),
      ("+2", 2), ("( - 2,5 )", -2.5),
      (".5", 0.5), ("-.5", -0.5), (",5", 0.5), ("5.", 5), ("2e-3", 0.002), ("-2E3", -2000), ("2·10⁻³", 0.002),
      ("2 × 10^-3", 0.002),
      ("5*-0.5", -2.5), ("5 * (-0,5)", -2.5), ("1/3", 1.0 / 3), ("-1/5", -0.2), ("1/(2*3)", 1.0 / 6),
      ("3²", 9), ("2**3", 8), ("½", 0.5), ("-¾", -0.75),
      ("1 000", 1000), ("1\u{202F}000,5", 1000.5), ("1'000", 1000), ("10_000", 10000), ("1,000.5", 1000.5),
      ("1.000,5", 1000.5),
      ("1,000,000", 1_000_000), ("x = -2", -2), ("≈ 2", 2), ("٢", 2), ("∞", .infinity), ("−∞", -.infinity),
      ("⚠ −∞", -.infinity),
    ] as [(String, Double)])
  func `takes numbers as they are usually written`(text: String, number: Double) throws {
    #expect(try Answer(text).orFail().value == number)
  }

  @Test(
    arguments: [
      ("1,500", [1.5, 1500]), ("-12,000", [-12, -12000]), ("0,500", [0.5]), ("1,5000", [1.5]),
      ("1.500", [1.5]),
    ] as [(String, [Double])])
  func `takes a comma for a point, or for a mark of thousands where it may be one`(
    text: String, readings: [Double]
  ) { #expect(Answer.readings(of: text).map(\.value) == readings) }

  @Test(
    arguments: [
      ("-2,50", 2, 3), ("(-0.05)", 2, 1), ("0,5", 1, 1), ("12", 0, 2), ("5*0.5", nil, Int.max),
      ("2.5e3", nil, 2), ("1/5", nil, Int.max),
    ] as [(String, Int?, Int)])
  func `knows how exactly a number was written`(text: String, decimals: Int?, digits: Int) throws {
    let answer = try Answer(text).orFail()
    #expect(answer.decimals == decimals && answer.digits == digits)
  }

  @Test(arguments: LessonTrace.all)
  func `takes what it shows as the right answer, for every question of every lesson`(_ lesson: LessonTrace)
    throws
  {
    let stepper = try Stepper([lesson.program()]).orFail()
    var asked = 0
    // A program of arrays alone may have nothing to ask for.
    let hasNumbers = stepper.scene.wires.contains { stepper.block.trace.node($0).shape.isEmpty }
    defer { #expect(asked > 0 || !hasNumbers) }
    for move in stepper.scene.moves {
      for question in QuestionMaker(scene: stepper.scene, move: move).questions {
        asked += 1
        let answer = try Answer(question.answer).orFail()
        #expect(question.verdict(on: answer) == .right, "\(question)")
        #expect(!stepper.text(of: question).isEmpty)
        for slip in question.slips where NumberFormat(digits: 2).text(slip.number) != question.answer {
          let text = question.format.text(slip.number)
          if let wrong = Answer(text), text != question.answer {
            #expect(question.verdict(on: wrong) != .wrong, "\(slip) of \(question)")
          }
        }
      }
    }
  }

  @Test func `hides a number until it is answered, and keeps score`() throws {
    var stepper = try Samples.stepper(Samples.fork)
    try stepper.run("quiz")
    #expect(try stepper.run("next").question?.contains("what is the value of ⟨2⟩?") ?? false)
    #expect(stepper.block.step == 0 && !stepper.screen(width: 80, height: 24).text.contains("⟨2⟩ = x × y"))
    let answered = try stepper.run("6")
    #expect(answered.note == "Right: 6." && answered.tellsStep && stepper.block.step == 1)
    #expect(try stepper.run("next; 10").note == "That is not it.")
    #expect(try stepper.run("11").note == "That is not it. The answer is 9.")
    #expect(stepper.block.step == 2 && stepper.score == "1 of 2 questions right.")
    #expect(try stepper.run("next; next").note == "A question is open: answer it, or say 'reveal'.")
    #expect(try stepper.run("9").note?.hasPrefix("That is the output's value.") ?? false)
    #expect(try stepper.run("reveal").note == "The answer is 1." && stepper.block.step == 3)
    try stepper.run("next; 1; 1; next; 3; 3")
    #expect(stepper.score == "5 of 7 questions right." && stepper.isAtEnd)
    #expect(try stepper.run("next").note == "That was the last step. 5 of 7 questions right.")
    #expect(try stepper.run("quiz").note == "The quiz is off. 5 of 7 questions right.")
  }

  @Test func `counts a question once, however often it is asked`() throws {
    var stepper = try Samples.stepper(Samples.fork)
    try stepper.run("quiz; next; 6; first; next; 6; first; next; reveal")
    #expect(stepper.score == "1 of 1 question right.")
    // What went wrong once is not right because it is asked again.
    try stepper.run("next; 8; previous; next; next; 6; next; 9")
    #expect(stepper.score == "1 of 2 questions right.")
    // Both shares of a step are questions of their own, and stay those after going back.
    try stepper.run("goto 3; next; 1; previous; next; 1; 1; next")
    #expect(stepper.score == "3 of 4 questions right.")
    #expect(try stepper.run("quiz; quiz").note == "The quiz is on: before each step its number is asked for.")
    #expect(stepper.score == "No question was answered.")
  }

  @Test(arguments: [
    ("answer 3", "", "no question is asked; 'quiz' turns the quiz on"),
    ("reveal", "quiz", "no question is open; 'next' asks the next one"),
    ("12", "quiz", "no question is open; 'next' asks the next one"),
    ("-2,5", "quiz; last", "no question is left: this is the last step; 'first' goes back to the start"),
    ("12", "", "unknown command '12'; did you mean 'goto 12'?"),
    ("5*-x", "quiz; next", "'5*-x' is no number; write it as -0.2, 1/5 or 3e-4"),
    (
      "minus 2", "quiz; next",
      "'minus 2' is neither a number nor a command; write -0.2, 1/5 or 3e-4, or 'reveal'"
    ),
    ("reveel", "quiz; next", "'reveel' is neither a number nor a command; did you mean 'reveal'?"),
  ])
  func `says what can be done where an answer can't be taken`(text: String, before: String, message: String)
    throws
  {
    var stepper = try Samples.stepper(Samples.fork)
    try stepper.run(before)
    do throws(CommandProblem) {
      let reply = stepper.handle(try stepper.command(from: text))
      #expect(reply.problem?.message == message)
    } catch {
      #expect(error.message == message)
    }
  }

  @Test func `says where there is nothing to ask`() throws {
    var stepper = try Samples.stepper(Samples.fork)
    #expect(
      try stepper.run("last; quiz").note
        == "The quiz is on, but this is the last step; 'first' goes back to the start.")
    var large = try Samples.stepper("W = np.ones((20, 20))\nV = W * W")
    #expect(
      try large.run("quiz; next; next").note
        == "That was the last step. Nothing was asked: the arrays are too large to be worked out by hand.")
    var jumped = try Samples.stepper(Samples.fork)
    #expect(try jumped.run("quiz; last; next").note == "That was the last step. No question was answered.")
  }

  /// Questions, each with what it must tell.
  @Test(arguments: [
    (
      "x = 3\nf = x * x\nf.backward()", 1,
      "with x = 3 (the first and the second operand): what is the value of f?"
    ),
    (
      "x = 3\nf = x * x\nf.backward()", 3,
      "x = 3, f = 9. x is the first and the second operand: what is its gradient, from both together?"
    ),
    ("y = 3\nf = y + y\nf.backward()", 3, "y is the first and the second operand: what is its gradient"),
    (
      "x = 3\nf = x * x + x\nf.backward()", 5,
      "x is the first and the second operand here, is used elsewhere, and so far has 1: what is its"
    ),
    (
      "x = 3\nf = x + x * x\nf.backward()", 5,
      "x is the first and the second operand here, is used elsewhere, and so far has 1: what is its"
    ),
    ("x = 3\nf = exp(x * x) * x\nf.backward()", 7, "x is the first and the second operand here"),
    ("x = 3\ng = x * x\nf = g * sin(x)\nf.backward()", 7, "x is the first and the second operand here"),
    ("x = 3.0\nf = leaky_relu(x, 0.25)\nf.backward()", 1, "the constant 0.25"),
    ("x = 3.0\nf = leaky_relu(x, 0.001)\nf.backward()", 3, "the constant 0.001"),
    ("x = 3.0\nf = elu(x)\nf.backward()", 1, "the constant 1"),
    ("x = 3.0\nf = x * 0.123456\nf.backward()", 1, "the constant 0.123456"),
    (
      "x = np.array([1.0, 2.0])\nf = np.sum(np.where(x > 1, x, 0.5))\nf.backward()", 1,
      "the mask [0, 1], the constant 0.5"
    ),
    (
      "x = np.array([1.0, 2.0])\nf = np.sum(x * np.array([0.5, 1.5]))\nf.backward()", 1,
      "with x = [1.00, 2.00]: what"
    ),
    (
      "x = np.array([1.0, 2.0, 3.0, 4.0])\nf = np.sum(x * np.array([0.5, 1.5, 2.0, 2.5]))\nf.backward()", 1,
      "the constant [0.5, 1.5, 2.0, 2.5]"
    ),
    (
      "x = np.array([[1.0, 2.0], [3.0, 5.0]])\nf = np.sum(np.sum(x, axis=0))\nf.backward()", 1,
      "through Σ axis 0 with x = [[1, 2], [3, 5]]: what"
    ),
    (
      "x = np.array([[1.0, 2.0], [3.0, 5.0]])\nf = np.sum(softmax(x, axis=1))\nf.backward()", 1,
      "along axis 1"
    ),
    (
      "w = 2.0; v = 0.5\nf = w * w\nf.backward()\nstep = 3 * w.grad\nw.data += step", 4,
      "`w.data += step` with w = 2, which it changes by 12: what is w now?"
    ),
  ])
  func `tells all that is needed for the answer`(program: String, step: Int, told: String) throws {
    let stepper = try Samples.stepper(program)
    let question = try Self.question(program, step: step)
    #expect(stepper.text(of: question).contains(told), "\(stepper.text(of: question))")
  }

  @Test func `tells an array of up to 36 numbers whole, and asks nothing about a larger one`() throws {
    let program = { (columns: Int) in
      "W = np.ones((4, \(columns)))\nx = np.ones(\(columns))\nh = W @ x\nf = np.sum(h)\nf.backward()"
    }
    let question = try Self.question(program(9), step: 1)
    let stepper = try Samples.stepper(program(9))
    #expect(
      stepper.text(of: question).contains(
        "W = [[" + Array(repeating: "1", count: 9).joined(separator: ", ") + "], ["))
    let large = try Samples.stepper(program(10)).scene
    #expect(QuestionMaker(scene: large, move: large.moves[1]).questions.isEmpty)
  }

  @Test func `marks the gate, the line and the number that is asked for`() throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    try stepper.run("quiz; next")
    func lines() -> [String] {
      stepper.screen(width: 120, height: 40).text.split(separator: "\n").map(String.init)
    }
    #expect(lines().contains { $0.contains("▐×▌") } && !lines().contains { $0.contains("-2.00") })
    #expect(lines().contains { $0.contains("▶ 5 f = 1") })
    #expect(lines().contains { $0.contains("•⟨5⟩") && $0.contains("  ?  ◦") })
    try stepper.run("backward; next; next")
    #expect(stepper.question?.hasPrefix("Backward through 1/□") ?? false)
    #expect(lines().contains { $0.contains("▐1/□▌") })
    #expect(
      lines().contains { $0.contains("•⟨11⟩") && $0.hasSuffix("   ?") || $0.contains("1.37     ?") },
      "\(lines())")
    try stepper.run("reveal")
    #expect(!lines().contains { $0.contains("?  ") && $0.contains("⟨11⟩") })
    var fork = try Samples.stepper(Samples.fork)
    try fork.run("quiz; goto 4; next")
    #expect(fork.text(of: .circuit).contains("1 + ?") && fork.text(of: .wires).contains("1 + ?"))
  }

  @Test func `marks what is asked for at the beginning of another pass`() throws {
    var stepper = try Samples.stepper(Samples.training)
    #expect(
      try stepper.run("pass 200; previous; quiz; next").question?.hasPrefix("Forward through ×") ?? false)
    #expect(stepper.block.passIndex == 0 && stepper.shown.passIndex == 1)
    #expect(stepper.text(of: .wires).contains("?") && stepper.text(of: .circuit).contains("?"))
    #expect(stepper.screen(width: 120, height: 40).text.contains("▐×▌"))
  }

  @Test func `of the backward pass begins before the seed and asks for gradients only`() throws {
    var stepper = try Samples.stepper(Samples.training)
    let hasBegun = stepper.startQuiz(isBackwardOnly: true)
    #expect(hasBegun)
    #expect(stepper.block.move?.kind == .forward)
    var asked: [String] = []
    while !stepper.isAtEnd {
      if let question = stepper.handle(.next(1)).question { asked.append(question) }
      while stepper.question != nil { _ = stepper.handle(.reveal) }
    }
    #expect(!asked.isEmpty && asked.allSatisfy { $0.contains("gradient") })
    var forward = try Samples.stepper(Samples.forwardOnly)
    let hasBegunForward = forward.startQuiz(isBackwardOnly: true)
    #expect(!hasBegunForward)
  }
}

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
    "", "-", ".", "three", "1/0", "1/2/3", "0x10", "1,5", "--2", "1 2", "/2", "1e", "infinit",
  ])
  func `takes only numbers for answers`(text: String) { #expect(Answer(text) == nil) }

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

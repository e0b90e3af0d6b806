import Rendering
import TraceModel

/// A quiz that is going on: what is asked, and how it went.
struct Quiz: Equatable, Sendable {
  var isBackwardOnly = false
  /// The questions of the next move that are still open; the first is the one that was asked.
  var open: [Question] = []
  /// Whether the reader knows of a mistake that the pass makes on purpose.
  var isWarned = false
  /// How many wrong answers the question had.
  var tries = 0
  /// How many questions were answered or given up, and how many of them at the first try.
  var asked = 0
  var right = 0

  var question: Question? { open.first }

  /// After so many wrong answers the right one is shown.
  static let mostTries = 2
}

extension Stepper {
  /// Begins a quiz; one of the backward pass alone goes to where that begins. Gives false if there is none.
  public mutating func startQuiz(isBackwardOnly: Bool) -> Bool {
    quiz = Quiz(isBackwardOnly: isBackwardOnly)
    guard isBackwardOnly else { return true }
    guard let seed = scene.moves.firstIndex(where: { $0.kind == .seed }) else { return false }
    block.go(toMove: seed - 1)
    return true
  }

  /// Whether there is no step after this one.
  public var isAtEnd: Bool {
    var ahead = self
    return !ahead.advance()
  }

  /// The question that is open.
  public var question: String? { (quiz?.question).map(text) }

  /// How the quiz goes.
  public var score: String? {
    quiz.map { say(.quiz(.score(right: $0.right, asked: $0.asked))) }
  }

  func text(of question: Question) -> String { say(.quiz(question.asked)) }

  mutating func dropQuestion() {
    quiz?.open = []
    quiz?.tries = 0
  }

  mutating func toggleQuiz() -> Reply {
    if quiz == nil {
      quiz = Quiz()
      return .note(say(.quiz(.on)))
    }
    let told = [say(.quiz(.off)), score].compactMap(\.self).joined(separator: " ")
    quiz = nil
    return .note(told)
  }

  /// Asks for what the next move gives; goes on if it gives nothing to ask for.
  mutating func askNext() -> Reply {
    if let question { return Reply(note: say(.quiz(.answerFirst)), question: question) }
    let before = block
    guard advance() else {
      return .note([say(.quiz(.finished)), score].compactMap(\.self).joined(separator: " "))
    }
    guard let move = block.move, isAsked(move) else { return .moved() }
    let questions = QuestionMaker(scene: scene, move: move).questions
    guard !questions.isEmpty else { return .moved() }
    block = before
    quiz?.open = questions
    quiz?.tries = 0
    let isWarned = quiz?.isWarned ?? true
    quiz?.isWarned = true
    return Reply(
      note: isWarned || block.trace.mistake == nil ? nil : say(.quiz(.onMistake)), question: question)
  }

  private func isAsked(_ move: Move) -> Bool {
    quiz?.isBackwardOnly != true || move.kind == .seed || move.kind == .backward
  }

  mutating func answer(_ text: String) throws(CommandProblem) -> Reply {
    guard let question = quiz?.question else { throw .noQuestion }
    guard let answer = Answer(text) else { throw .noAnswer(text) }
    switch question.verdict(on: answer) {
    case .right: return goOn(.right(answer: question.answer), isRight: true)
    case .rightAsShown:
      let exact = question.format.exact(question.number)
      return goOn(.rightAsShown(answer: question.answer, exact: exact), isRight: true)
    case .tooRough: return .note(say(.quiz(.tooRough)))
    case .mistaken(let mistake): return missed(.mistaken(mistake), question)
    case .wrong: return missed(.wrong, question)
    }
  }

  mutating func reveal() throws(CommandProblem) -> Reply {
    guard let question = quiz?.question else { throw .noQuestion }
    return goOn(.shown(answer: question.answer), isRight: false)
  }

  private mutating func missed(_ sentence: Sentence.Quiz, _ question: Question) -> Reply {
    quiz?.tries += 1
    guard quiz?.tries ?? 0 >= Quiz.mostTries else { return .note(say(.quiz(sentence))) }
    var reply = goOn(.shown(answer: question.answer), isRight: false)
    reply.note = [say(.quiz(sentence)), reply.note].compactMap(\.self).joined(separator: " ")
    return reply
  }

  /// Closes a question: asks the next one of the move, or makes the move.
  private mutating func goOn(_ sentence: Sentence.Quiz, isRight: Bool) -> Reply {
    quiz?.asked += 1
    if isRight, quiz?.tries == 0 { quiz?.right += 1 }
    quiz?.tries = 0
    quiz?.open.removeFirst()
    if let question { return Reply(note: say(.quiz(sentence)), question: question) }
    _ = advance()
    return .moved(say(.quiz(sentence)))
  }
}

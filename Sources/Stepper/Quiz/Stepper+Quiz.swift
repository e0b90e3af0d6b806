import Numbers
import Rendering
import TraceModel

/// A quiz that is going on: what is asked, and how it went.
struct Quiz: Sendable {
  /// A question wherever it is asked again: the step that it is about, and the number.
  struct Place: Hashable, Sendable {
    var block: Int
    var step: Int
    var quantity: Quantity
  }

  var isBackwardOnly = false
  /// The questions of the next move that are still open; the first is the one that was asked.
  var open: [Question] = []
  /// Whether the reader knows of a mistake that the pass makes on purpose.
  var isWarned = false
  /// The program at the move that is asked about, of which only what came before is known.
  var ahead: Block?
  /// How many wrong answers the question had.
  var tries = 0
  /// The questions that had a wrong answer, and those that were answered or given up. One that is asked again does not
  /// count again.
  private var missed: Set<Place> = []
  private var closed: Set<Place> = []
  /// How many questions were answered or given up, and how many of them at the first try.
  private(set) var asked = 0
  private(set) var right = 0
  /// Whether anything was asked, and whether a gate was passed about which nothing could be.
  private(set) var hasAsked = false
  var hasPassed = false

  var question: Question? { open.first }

  init(isBackwardOnly: Bool = false) { self.isBackwardOnly = isBackwardOnly }

  mutating func ask(_ questions: [Question], about ahead: Block) {
    (open, self.ahead) = (questions, ahead)
    (tries, hasAsked) = (0, true)
  }

  mutating func drop() { (open, ahead, tries) = ([], nil, 0) }

  mutating func miss(_ place: Place) {
    tries += 1
    missed.insert(place)
  }

  mutating func close(_ place: Place, isRight: Bool) {
    if closed.insert(place).inserted {
      asked += 1
      if isRight, !missed.contains(place) { right += 1 }
    }
    tries = 0
    open.removeFirst()
  }

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
    quiz.map { quiz in
      say(
        .quiz(
          quiz.hasPassed && !quiz.hasAsked && isAtEnd
            ? .nothingToAsk : .score(right: quiz.right, asked: quiz.asked)))
    }
  }

  /// What the screen shows: while a question is open, the move that it is about, with what was known before it.
  var shown: Block {
    guard quiz?.question != nil, let ahead = quiz?.ahead else { return block }
    guard ahead.passIndex == block.passIndex else { return ahead }
    var shown = block
    shown.go(toMove: ahead.index)
    shown.known = block.step
    return shown
  }

  private var place: Quiz.Place? {
    quiz?.question.map {
      Quiz.Place(
        block: blockIndex, step: quiz?.ahead?.move?.steps.upperBound ?? block.step, quantity: $0.quantity)
    }
  }

  func text(of question: Question) -> String { say(.quiz(question.asked)) }

  mutating func dropQuestion() { quiz?.drop() }

  mutating func toggleQuiz() -> Reply {
    if quiz == nil {
      quiz = Quiz()
      return .note(say(.quiz(isAtEnd ? .onAtEnd : .on)))
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
    guard !questions.isEmpty else {
      if move.gate != nil { quiz?.hasPassed = true }
      return .moved()
    }
    var ahead = block
    ahead.known = before.step
    block = before
    quiz?.ask(questions, about: ahead)
    let isWarned = quiz?.isWarned ?? true
    quiz?.isWarned = true
    return Reply(
      note: isWarned || block.trace.mistake == nil ? nil : say(.quiz(.onMistake)), question: question)
  }

  private func isAsked(_ move: Move) -> Bool {
    quiz?.isBackwardOnly != true || move.kind == .seed || move.kind == .backward
  }

  mutating func answer(_ text: String) throws(CommandProblem) -> Reply {
    guard let question = quiz?.question else { throw noQuestion }
    let verdicts = Answer.readings(of: text).map(question.verdict)
    guard let verdict = verdicts.first(where: \.isRight) ?? verdicts.first else { throw .noAnswer(text) }
    switch verdict {
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
    guard let question = quiz?.question else { throw noQuestion }
    return goOn(.shown(answer: question.answer), isRight: false)
  }

  private var noQuestion: CommandProblem {
    quiz == nil ? .noQuestion : .noOpenQuestion(isAtEnd: isAtEnd)
  }

  private mutating func missed(_ sentence: Sentence.Quiz, _ question: Question) -> Reply {
    if let place { quiz?.miss(place) }
    guard quiz?.tries ?? 0 >= Quiz.mostTries else { return .note(say(.quiz(sentence))) }
    var reply = goOn(.shown(answer: question.answer), isRight: false)
    reply.note = [say(.quiz(sentence)), reply.note].compactMap(\.self).joined(separator: " ")
    return reply
  }

  /// Closes a question: asks the next one of the move, or makes the move.
  private mutating func goOn(_ sentence: Sentence.Quiz, isRight: Bool) -> Reply {
    if let place { quiz?.close(place, isRight: isRight) }
    if let question { return Reply(note: say(.quiz(sentence)), question: question) }
    dropQuestion()
    _ = advance()
    return .moved(say(.quiz(sentence)))
  }
}

import Rendering

/// What is being typed at the foot of the screen.
struct Typing: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    case command, search, answer

    var label: Label.OfStepper {
      switch self {
      case .command: .command
      case .search: .searching
      case .answer: .answer
      }
    }
  }

  var purpose: Purpose
  var text = ""
  /// Longer text is not taken.
  static let longest = 500
}

extension Stepper {
  /// Takes a key: a command of the table, a digit of a number before one, or what is typed.
  public mutating func press(_ key: Key) -> Reply {
    if typing != nil { return type(key) }
    if let quiz, quiz.question != nil, case .character(let character) = key, character.isPartOfNumber {
      typing = Typing(purpose: .answer, text: String(character))
      return Reply()
    }
    if case .character(let character) = key, let digit = character.asciiDigit, digit > 0 || number != nil {
      number = min((number ?? 0) * 10 + digit, Self.largestNumber)
      return Reply()
    }
    defer { number = nil }
    if overlay != nil, scroll(key, by: number ?? 1) { return Reply() }
    guard let entry = CommandEntry.of(key, hasNumber: number != nil) else {
      message = nil
      return Reply()
    }
    if let command = entry.command(behind: number) { return handle(command) }
    return startTyping(
      entry.word == "search" ? .search : .command, entry.word == "search" ? "" : entry.word + " ")
  }

  private static let largestNumber = 1_000_000_000

  mutating func startTyping(_ purpose: Typing.Purpose, _ text: String = "") -> Reply {
    typing = Typing(purpose: purpose, text: text)
    number = nil
    return Reply()
  }

  private mutating func type(_ key: Key) -> Reply {
    switch key {
    case .character(let character):
      if (typing?.text.count ?? 0) < Typing.longest { typing?.text.append(character) }
    case .backspace, .delete:
      if typing?.text.isEmpty ?? true { typing = nil } else { typing?.text.removeLast() }
    case .escape: typing = nil
    case .enter: return enter()
    default: break
    }
    return Reply()
  }

  private mutating func enter() -> Reply {
    guard let typed = typing else { return Reply() }
    typing = nil
    guard !typed.text.trimmed.isEmpty else { return Reply() }
    switch typed.purpose {
    case .search: return handle(.search(typed.text.trimmed))
    case .answer: return handle(.answer(typed.text.trimmed))
    case .command: return run(typed.text)
    }
  }

  /// Carries out what was typed: commands with semicolons between them, up to the first that is wrong.
  private mutating func run(_ text: String) -> Reply {
    var reply = Reply()
    for item in CommandScript(text).items {
      do throws(CommandProblem) {
        reply = handle(try command(from: item.text))
      } catch {
        reply = Reply(problem: error)
        message = Message(text: error.message, isError: true)
      }
      if reply.problem != nil || reply.isOver { break }
    }
    return reply
  }

  /// The command that a text means now: in a quiz, a number alone is the answer to the question.
  public func command(from text: String) throws(CommandProblem) -> Command {
    if quiz != nil, Answer(text) != nil { return .answer(text) }
    do throws(CommandProblem) { return try Command(text) } catch {
      guard case .unknownWord(let word, let suggestion) = error else { throw error }
      if quiz?.question != nil {
        if text.trimmed.first?.isPartOfNumber ?? false { return .answer(text) }
        throw .neitherAnswerNorCommand(text.trimmed, suggestion: suggestion)
      }
      if Int(text.trimmed) != nil { throw .unknownWord(word, suggestion: "goto \(word)") }
      throw error
    }
  }

  // MARK: Scrolling

  /// Scrolls what is open; false if the key does not scroll.
  private mutating func scroll(_ key: Key, by count: Int) -> Bool {
    switch key {
    case .down: scrolled.y += count
    case .up: scrolled.y -= count
    case .right: scrolled.x += count
    case .left: scrolled.x -= count
    case .pageDown: scrolled.y += Self.page
    case .pageUp: scrolled.y -= Self.page
    case .home: scrolled = Canvas.Point(x: 0, y: 0)
    case .end: scrolled.y = extent
    case .character("q"), .enter:
      _ = close()
      return true
    default: return false
    }
    scrolled.y = max(0, min(scrolled.y, extent))
    scrolled.x = max(0, min(scrolled.x, Self.widest))
    return true
  }

  private static let page = 10
  private static let widest = 1_000_000

  /// How far down what is open can be scrolled.
  private var extent: Int {
    switch overlay {
    case .numbers: max(0, (grids().map(\.grid.rowCount).max() ?? 1) - 1)
    case .wires: max(0, scene.wires.count - 1)
    case .circuit: max(0, (drawing?.height ?? 0) - 1)
    case .some(let overlay): max(0, lines(of: overlay, width: Self.textWidth).count - 1)
    case nil: 0
    }
  }
}

extension Character {
  fileprivate var asciiDigit: Int? { isASCII ? wholeNumberValue : nil }
  /// Whether a number can begin with it.
  fileprivate var isPartOfNumber: Bool { asciiDigit != nil || "-−–+.(".contains(self) }
}

import Rendering
import Testing
import TraceModel

@testable import Stepper

struct `The table of commands` {
  @Test func `has each word and each key once`() {
    let words = CommandEntry.all.flatMap { [$0.word] + $0.aliases }
    #expect(Set(words).count == words.count)
    for key in Set(CommandEntry.all.flatMap(\.keys)) {
      let entries = CommandEntry.all.filter { $0.keys.contains(key) }
      let counted = entries.filter { if case .number = $0.form { true } else { false } }
      #expect(counted.count <= 1 && entries.count - counted.count <= 1, "\(key.name)")
    }
  }

  @Test(arguments: CommandEntry.all.map(\.word))
  func `has words that are read, with a help for each`(word: String) throws {
    let entry = try CommandEntry.named(word).orFail()
    switch entry.form {
    case .plain: #expect(throws: Never.self) { try Command(word) }
    case .count, .number: #expect(throws: Never.self) { try Command("\(word) 3") }
    case .text, .optionalText: #expect(throws: Never.self) { try Command("\(word) some text") }
    }
    #expect(!entry.help.isEmpty && !entry.help.hasSuffix("."))
  }

  @Test(arguments: [
    "n", "p", "g", "G", "f", "b", "]", "[", "j", "k", "B", "c", "C", "/", ".", ",", "w", "x", "{", "}", "t",
    "z",
    "d", "D", ":", "?", "q", " ",
  ])
  func `has the keys that are promised`(key: String) throws {
    #expect(CommandEntry.of(.character(Character(key)), hasNumber: false) != nil)
  }

  @Test(arguments: [
    ("next", Command.next(1)), ("next 5", .next(5)), ("n", .next(1)), ("5n", .next(5)), ("12g", .goTo(12)),
    ("g", .first), ("G", .last), ("  goto   7 ", .goTo(7)), ("break line 4", .stop("line 4")),
    ("B", .stop(nil)),
    ("/exp", .search("exp")), ("search two words", .search("two words")), ("?", .help(nil)),
    ("? next", .help("next")),
    ("x", .matrix(nil)), ("x W1", .matrix("W1")), ("print", .print(nil)), ("answer -1/5", .answer("-1/5")),
  ])
  func `reads words and keys`(text: String, command: Command) throws {
    #expect(try Command(text) == command)
  }

  @Test(arguments: [
    ("nxt", CommandProblem.unknownWord("nxt", suggestion: "next")),
    ("frobnicate", .unknownWord("frobnicate", suggestion: nil)),
    ("next x", .noNumber("x", usage: "next [n]")),
    ("next -1", .noNumber("-1", usage: "next [n]")), ("goto", .missingArgument(usage: "goto n")),
    ("last 5", .superfluous("5", usage: "last")), ("12", .unknownWord("12", suggestion: nil)),
    ("99999999999999999999n", .unknownWord("99999999999999999999n", suggestion: nil)),
  ])
  func `tells what is wrong with a command`(text: String, problem: CommandProblem) {
    #expect(throws: problem) { try Command(text) }
  }

  @Test(arguments: [
    ("goto 18", CommandProblem.noStep(18, last: 17)), ("goto -1", .noStep(-1, last: 17)),
    ("print w9", .unknownWire("w9", suggestion: "w0")),
    ("why nosuchthing", .unknownWire("nosuchthing", suggestion: nil)),
    ("break expp", .unknownBreak("expp", suggestion: "exp")), ("break line 99", .noLine(99, last: 6)),
    ("break line x", .noNumber("x", usage: "break line 4")), ("break phase middle", .unknownPhase("middle")),
    ("pass 2", .noPass("2", kept: [1])), ("search nothing", .notFound("nothing")), (".", .noSearch),
    ("group", .noGroup(names: [])), ("group norm", .unknownGroup("norm", names: [], suggestion: nil)),
    ("answer 3", .noQuestion), ("quiz; next; answer three", .noAnswer("three")),
    ("quiz; next; 1/0", .noAnswer("1/0")), ("quiz; next; 1/0", .noAnswer("1/0")),
    ("quiz; 3", .noOpenQuestion(isAtEnd: false)), ("quiz; reveal", .noOpenQuestion(isAtEnd: false)),
    ("help nxt", .unknownWord("nxt", suggestion: "next")),
  ])
  func `tells what can't be done, and changes nothing`(text: String, problem: CommandProblem) throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    #expect(try stepper.run(text).problem == problem)
    #expect(stepper.block.step == 0 && stepper.block.breaks.isEmpty)
    #expect(stepper.message == Stepper.Message(text: problem.message, isError: true))
  }

  @Test func `a script has places, comments and several commands on a line`() {
    let items = CommandScript("next 2; last # and a comment; first\n\n  why ⟨8⟩ ;;print x").items
    #expect(
      items.map { "\($0.line):\($0.column) \($0.text)" } == [
        "1:1 next 2", "1:9 last", "3:3 why ⟨8⟩", "3:13 print x",
      ])
  }

  @Test func `keys are typed as commands are`() throws {
    var stepper = try Samples.stepper(Samples.sigmoid)
    for key in ":goto 12;why w1" { _ = stepper.press(.character(key)) }
    #expect(stepper.block.step == 0 && stepper.cursor(width: 80, height: 24) != nil)
    _ = stepper.press(.enter)
    #expect(
      stepper.block.step == 12 && stepper.overlay == .why && stepper.cursor(width: 80, height: 24) == nil)
    _ = stepper.press(.escape)
    for key in "3n" { _ = stepper.press(.character(key)) }
    #expect(stepper.block.step == 15 && stepper.overlay == nil)
    for key in "/exp" { _ = stepper.press(.character(key)) }
    _ = stepper.press(.enter)
    #expect(stepper.block.selected.map(stepper.scene.labels.name) == "⟨10⟩")
    #expect(stepper.press(.character("q")).isOver)
  }
}

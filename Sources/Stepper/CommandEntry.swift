/// One command in the table from which words are read, keys are looked up, help is shown and documents are made.
public struct CommandEntry: Sendable {
  /// What stands behind the word.
  public enum Form: Sendable {
    case plain(Command)
    /// How often; once if nothing is said.
    case count(@Sendable (Int) -> Command)
    case number(String, @Sendable (Int) -> Command)
    /// The rest of the line.
    case text(String, @Sendable (String) -> Command)
    case optionalText(String, @Sendable (String?) -> Command)
  }

  public let word: String
  /// Other words for the same.
  public let aliases: [String]
  public let keys: [Key]
  public let form: Form
  /// What it does, as a phrase.
  public let help: String

  init(_ word: String, or aliases: [String] = [], keys: [Key] = [], _ form: Form, _ help: String) {
    self.word = word
    self.aliases = aliases
    self.keys = keys
    self.form = form
    self.help = help
  }

  /// The word with what may follow it, `next [n]`.
  public var usage: String {
    switch form {
    case .plain: word
    case .count: "\(word) [n]"
    case .number(let name, _), .text(let name, _): "\(word) \(name)"
    case .optionalText(let name, _): "\(word) [\(name)]"
    }
  }

  /// The names of its keys; of one that wants a number before it, that as well.
  public var keyNames: [String] {
    keys.map { key in
      if case .number = form { "number \(key.name)" } else { key.name }
    }
  }

  /// The command that a key stands for, behind a number or without one; nil if the entry wants a text.
  func command(behind number: Int?) -> Command? {
    switch form {
    case .plain(let command): command
    case .count(let make): make(number ?? 1)
    case .number(_, let make): number.map(make)
    case .optionalText(_, let make): make(number.map(String.init))
    case .text: nil
    }
  }

  /// The entry that a word names.
  public static func named(_ word: String) -> CommandEntry? {
    all.first { $0.word == word || $0.aliases.contains(word) }
  }

  /// The entry that a key stands for. One that wants a number needs it.
  static func of(_ key: Key, hasNumber: Bool) -> CommandEntry? {
    let entries = all.filter { $0.keys.contains(key) }
    let counted = entries.first { if case .number = $0.form { true } else { false } }
    let others = entries.first { if case .number = $0.form { false } else { true } }
    return hasNumber ? counted ?? others : others
  }
}

extension CommandEntry {
  /// All commands, in the order in which help lists them.
  public static let all: [CommandEntry] = moving + choosing + asking + looking + answering

  private static let moving: [CommandEntry] = [
    CommandEntry(
      "next", or: ["n"], keys: [.character("n"), .right, .character(" ")], .count { .next($0) },
      "go to the next step"),
    CommandEntry(
      "previous", or: ["prev", "p", "back"], keys: [.character("p"), .left], .count { .previous($0) },
      "go back to the previous step"),
    CommandEntry("first", keys: [.character("g"), .home], .plain(.first), "go to the first step"),
    CommandEntry("last", keys: [.character("G"), .end], .plain(.last), "go to the last step"),
    CommandEntry(
      "goto", or: ["go"], keys: [.character("g")], .number("n") { .goTo($0) }, "go to the step of that number"
    ),
    CommandEntry(
      "forward", or: ["f"], keys: [.character("f")], .plain(.forward), "go to the start of the forward pass"),
    CommandEntry(
      "backward", or: ["b"], keys: [.character("b")], .plain(.backward),
      "go to the start of the backward pass"),
    CommandEntry(
      "touch", keys: [.character("]")], .optionalText("wire") { .touch($0) },
      "go to the next step that touches the selected wire, or the one named"),
    CommandEntry(
      "touchback", keys: [.character("[")], .optionalText("wire") { .touchBack($0) },
      "go to the previous step that touches the wire"),
    CommandEntry(
      "run", or: ["continue", "c"], keys: [.character("c")], .plain(.run), "run to the next break"),
    CommandEntry("runback", keys: [.character("C")], .plain(.runBack), "run back to the break before"),
    CommandEntry(
      "pass", keys: [.character("}")], .optionalText("n") { .pass($0) },
      "go to the pass of that number, or the next"),
    CommandEntry("passback", keys: [.character("{")], .plain(.previousPass), "go to the pass before"),
    CommandEntry(
      "block", keys: [.tab], .optionalText("name") { .block($0) },
      "go to the program of that name in the lesson, or the next"),
  ]

  private static let choosing: [CommandEntry] = [
    CommandEntry(
      "down", or: ["j"], keys: [.character("j"), .down], .count { .down($0) }, "select the wire below"),
    CommandEntry("up", or: ["k"], keys: [.character("k"), .up], .count { .up($0) }, "select the wire above"),
    CommandEntry(
      "select", .text("wire") { .select($0) },
      "select the wire of that name; of several the last, and with ₀ behind the name the first"),
    CommandEntry(
      "search", or: ["/"], keys: [.character("/")], .text("text") { .search($0) },
      "select the first wire whose name or gate has the text in it"),
    CommandEntry("match", or: ["."], keys: [.character(".")], .plain(.match), "select the next one found"),
    CommandEntry(
      "matchback", or: [","], keys: [.character(",")], .plain(.previousMatch), "select the one found before"),
    CommandEntry(
      "break", keys: [.character("B")], .optionalText("where") { .stop($0) },
      "break at the selected wire, or at a wire, a kind of gate, 'line 4', 'phase backward' or 'nan'; once more takes it away"
    ),
    CommandEntry("breaks", .plain(.stops), "list the breaks"),
    CommandEntry("clear", .plain(.clearStops), "take all breaks away"),
  ]

  private static let asking: [CommandEntry] = [
    CommandEntry(
      "why", or: ["w"], keys: [.character("w")], .optionalText("wire") { .why($0) },
      "show the chain of local gradients from the output to the wire"),
    CommandEntry(
      "matrix", or: ["x"], keys: [.character("x")], .optionalText("wire") { .matrix($0) },
      "show all numbers of the wire"),
    CommandEntry(
      "print", .optionalText("wire") { .print($0) }, "show value and gradient of the wire"),
    CommandEntry("wires", .plain(.wires), "list all wires with their values and gradients"),
    CommandEntry("circuit", .plain(.circuit), "show the circuit"),
    CommandEntry("program", .plain(.program), "show the program with the line that is at work"),
    CommandEntry("step", or: ["where"], .plain(.step), "tell the step again"),
  ]

  private static let looking: [CommandEntry] = [
    CommandEntry(
      "group", or: ["z"], keys: [.character("z")], .optionalText("name") { .group($0) },
      "open or collapse the function whose gates are at work, or the one named"),
    CommandEntry(
      "panleft", keys: [.character("H")], .count { .pan(columns: -pan($0, columns), rows: 0) },
      "look at the circuit further left"),
    CommandEntry(
      "pandown", keys: [.character("J")], .count { .pan(columns: 0, rows: pan($0, rows)) },
      "look at the circuit further down"),
    CommandEntry(
      "panup", keys: [.character("K")], .count { .pan(columns: 0, rows: -pan($0, rows)) },
      "look at the circuit further up"),
    CommandEntry(
      "panright", keys: [.character("L")], .count { .pan(columns: pan($0, columns), rows: 0) },
      "look at the circuit further right"),
    CommandEntry("fewer", keys: [.character("d")], .count { .fewerDigits($0) }, "show fewer decimals"),
    CommandEntry("more", keys: [.character("D")], .count { .moreDigits($0) }, "show more decimals"),
    CommandEntry("digits", .number("n") { .digits($0) }, "show so many decimals"),
  ]

  /// How far the circuit moves at once.
  private static let (columns, rows) = (8, 2)

  /// So many times a distance; no circuit is larger than what any number comes to.
  private static func pan(_ count: Int, _ distance: Int) -> Int {
    max(-1_000_000, min(1_000_000, count)) * distance
  }

  private static let answering: [CommandEntry] = [
    CommandEntry("quiz", or: ["t"], keys: [.character("t")], .plain(.quiz), "turn the quiz on or off"),
    CommandEntry("answer", .text("number") { .answer($0) }, "answer the question; the number alone will do"),
    CommandEntry("reveal", or: ["skip"], .plain(.reveal), "show the answer to the question and go on"),
    CommandEntry(
      "command", or: [":"], keys: [.character(":")], .plain(.prompt),
      "type a command by its word, or several with ; between them"),
    CommandEntry("close", keys: [.escape], .plain(.close), "close what was opened over the circuit"),
    CommandEntry(
      "help", or: ["?"], keys: [.character("?")], .optionalText("word") { .help($0) },
      "list the commands, or tell of one"),
    CommandEntry("quit", or: ["q", "exit"], keys: [.character("q")], .plain(.quit), "leave"),
  ]
}

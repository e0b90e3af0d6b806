import TraceModel

/// Commands as they are written: one on a line, or several with semicolons between them. `#` begins a comment.
public struct CommandScript: Sendable {
  /// One command with its place, both counted from 1.
  public struct Item: Equatable, Sendable {
    public var text: String
    public var line: Int
    public var column: Int
  }

  public private(set) var items: [Item] = []

  public init(_ text: String) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      var column = 1
      for part in line.prefix(while: { $0 != "#" }).split(separator: ";", omittingEmptySubsequences: false) {
        let blanks = part.prefix { $0.isWhitespace }.count
        let text = part.trimmed
        if !text.isEmpty { items.append(Item(text: text, line: index + 1, column: column + blanks)) }
        column += part.count + 1
      }
    }
  }
}

extension Command {
  /// Reads one command: a word or a key and what belongs to it. A number before a key is as good as behind a word.
  public init(_ text: String) throws(CommandProblem) {
    let text = text.trimmed
    let word = String(text.prefix { !$0.isWhitespace })
    let rest = text.dropFirst(word.count).trimmed
    if let entry = CommandEntry.named(word) {
      self = try entry.command(with: rest)
    } else if text.hasPrefix("/"), text.count > 1 {
      self = .search(text.dropFirst().trimmed)
    } else if let command = Self.key(text) {
      self = command
    } else {
      let words = CommandEntry.all.flatMap { [$0.word] + $0.aliases.filter { $0.count > 1 } }
      throw .unknownWord(word, suggestion: nearest(word, among: words))
    }
  }

  /// A key with a number before it: `12g`, `5n`, `G`.
  private static func key(_ text: String) -> Command? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let number = Int(digits)
    let rest = text.dropFirst(digits.count)
    guard rest.count == 1, let character = rest.first, digits.isEmpty || number != nil else { return nil }
    return CommandEntry.of(.character(character), hasNumber: number != nil)?.command(behind: number)
  }
}

extension CommandEntry {
  /// The command with what stands behind its word.
  fileprivate func command(with text: String) throws(CommandProblem) -> Command {
    switch form {
    case .plain(let command):
      guard text.isEmpty else { throw .superfluous(text, usage: usage) }
      return command
    case .count(let make):
      if text.isEmpty { return make(1) }
      guard let count = Int(text), count >= 0 else { throw .noNumber(text, usage: usage) }
      return make(count)
    case .number(_, let make):
      guard !text.isEmpty else { throw .missingArgument(usage: usage) }
      guard let number = Int(text) else { throw .noNumber(text, usage: usage) }
      return make(number)
    case .text(_, let make):
      guard !text.isEmpty else { throw .missingArgument(usage: usage) }
      return make(text)
    case .optionalText(_, let make): return make(text.isEmpty ? nil : text)
    }
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

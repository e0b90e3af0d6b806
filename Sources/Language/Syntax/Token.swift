import TraceModel

/// A word of the language, with its place.
struct Token: Equatable, Sendable {
  var kind: Kind
  var range: SourceRange

  enum Kind: Equatable, Sendable {
    case name(String)
    case integer(Int)
    case float(Double)
    case text(String)
    /// An f-string.
    case formatted([Piece])
    case keyword(Keyword)
    case symbol(Symbol)
    /// The end of a logical line.
    case newline
    case indent
    case dedent
    case end
  }

  /// A part of an f-string: text, or an expression in braces.
  indirect enum Piece: Equatable, Sendable {
    case text(String)
    /// The expression's tokens, ended by ``Kind/end``; `!r` or `!s`; and the format after the colon.
    case field([Token], conversion: Character?, format: [Piece])
  }
}

/// The reserved words of Python.
enum Keyword: String, CaseIterable, Sendable {
  case `and`, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except
  case finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise
  case `return`, `try`, `while`, with, yield
  case none = "None"
  case `true` = "True"
  case `false` = "False"
}

/// The operators and brackets of Python, and some of other languages so that they can be named in an error.
enum Symbol: String, CaseIterable, Sendable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case dot = "."
  case at = "@"
  case arrow = "->"
  case ellipsis = "..."
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case doubleSlash = "//"
  case percent = "%"
  case power = "**"
  case equal = "="
  case plusEqual = "+="
  case minusEqual = "-="
  case starEqual = "*="
  case slashEqual = "/="
  case doubleSlashEqual = "//="
  case percentEqual = "%="
  case powerEqual = "**="
  case atEqual = "@="
  case equalEqual = "=="
  case notEqual = "!="
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case walrus = ":="
  case caret = "^"
  case ampersand = "&"
  case bar = "|"
  case tilde = "~"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case exclamation = "!"
  case doubleAmpersand = "&&"
  case doubleBar = "||"
  case caretEqual = "^="
  case ampersandEqual = "&="
  case barEqual = "|="

  /// By the number of their characters, the longest first.
  static let byLength: [[String: Symbol]] = [3, 2, 1].map { length in
    var table: [String: Symbol] = [:]
    for symbol in allCases where symbol.rawValue.count == length { table[symbol.rawValue] = symbol }
    return table
  }

  /// The bracket that closes this one.
  var closing: Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  var isClosing: Bool { self == .rightParenthesis || self == .rightBracket || self == .rightBrace }
}

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
  case leftParenthesis = "(", rightParenthesis = ")", leftBracket = "[", rightBracket = "]"
  case leftBrace = "{", rightBrace = "}"
  case comma = ",", colon = ":", semicolon = ";", dot = ".", at = "@", arrow = "->", ellipsis = "..."
  case plus = "+", minus = "-", star = "*", slash = "/", doubleSlash = "//", percent = "%", power = "**"
  case equal = "=", plusEqual = "+=", minusEqual = "-=", starEqual = "*=", slashEqual = "/="
  case doubleSlashEqual = "//=", percentEqual = "%=", powerEqual = "**=", atEqual = "@="
  case equalEqual = "==", notEqual = "!=", less = "<", lessEqual = "<=", greater = ">", greaterEqual = ">="
  case walrus = ":=", caret = "^", ampersand = "&", bar = "|", tilde = "~", shiftLeft = "<<"
  case shiftRight = ">>", exclamation = "!", doubleAmpersand = "&&", doubleBar = "||"
  case caretEqual = "^=", ampersandEqual = "&=", barEqual = "|="

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

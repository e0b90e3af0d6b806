extension SyntaxProblem {
  /// What the author reads.
  var message: String {
    switch self {
    case .strangeCharacter(let character): "'\(character)'\(Self.code(character)) has no meaning here"
    case .badNumber(let text): "'\(text)' is not a number"
    case .integerTooLarge(let text): "the integer \(text) is too large; integers go up to 9223372036854775807"
    case .imaginary: "complex numbers are outside the lesson language"
    case .unclosedText: "this text was never closed"
    case .badEscape(let text): "'\(text)' is not an escape that text can have"
    case .bytes: "bytes are outside the lesson language"
    case .badField(let problem): problem.words
    case .lineTooLong(let count, let limit):
      "this line has \(count) characters; a line may have \(limit)"
    case .strayBackslash: "a backslash continues a line only as its last character"
    case .tab: "this line is indented with a tab"
    case .unmatchedIndentation: "this indentation matches no line above it"
    case .unexpectedIndentation: "this line is indented, but no block starts here"
    case .missingBlock(let header): "expected an indented block after \(header.words)"
    case .unclosedBracket(let symbol): "'\(symbol.rawValue)' was never closed"
    case .unopenedBracket(let symbol): "'\(symbol.rawValue)' closes nothing"
    case .mismatchedBracket(let symbol, let opened):
      "'\(symbol.rawValue)' does not close '\(opened.rawValue)'"
    case .expected(let what, let found): "expected \(what.words), found \(found.words)"
    case .missingColon(let header): "expected ':' after \(header.words)"
    case .assignmentInCondition: "'=' assigns; it does not compare"
    case .foreignOperator(let symbol): "the operator '\(symbol.rawValue)' is outside the lesson language"
    case .printStatement: "print is a function"
    case .elseIf: "'else if' is not Python"
    case .increment(let symbol): "'\(symbol)' is not an operator of Python"
    case .notAssignable(let what): "cannot assign to \(what.words)"
    case .keywordAsName(let word): "'\(word)' is a reserved word and cannot be a name"
    case .missingOperator(let found): "expected an operator or the end of the line before \(found.words)"
    case .positionalAfterKeyword: "an argument without a name follows one with a name"
    case .repeatedName(let name): "'\(name)' is given twice"
    case .defaultOrder(let name): "the parameter '\(name)' needs a default, as the one before it has one"
    case .outsideLoop(let word): "'\(word)' stands outside a loop"
    case .returnOutsideFunction: "'return' stands outside a function"
    case .tooDeep(let limit): "this is nested too deeply; \(limit) levels are the limit"
    case .emptyProgram: "the program is empty"
    case .outside(let construct): "\(construct.words) outside the lesson language"
    case .inheritance: "inheritance is outside the lesson language"
    case .specialMethod(let name): "the method '\(name)' is outside the lesson language"
    case .unknownModule(let name): "the module '\(name)' is outside the lesson language"
    case .unknownInModule(let name, let module, let suggestion):
      "'\(module)' has no '\(name)' in the lesson language" + Self.question(suggestion)
    case .unknownName(let name, let isCalled, let suggestion):
      "unknown \(isCalled ? "function" : "name") '\(name)'" + Self.question(suggestion)
    case .plotting: "plotting is skipped"
    }
  }

  /// What would help.
  var hint: String? {
    switch self {
    case .strangeCharacter(let character): Self.replacement(of: character)
    case .integerTooLarge: "write it as a float, as in 1e20"
    case .badEscape: "a backslash itself is written '\\\\'"
    case .tab: "indent with spaces"
    case .lineTooLong: "break it inside brackets"
    case .strayBackslash: nil
    case .assignmentInCondition: "to compare, write '=='"
    case .foreignOperator(let symbol): Self.replacement(of: symbol)
    case .printStatement: "write print(…)"
    case .elseIf: "write 'elif'"
    case .increment(let symbol): "write '\(symbol.first.map(String.init) ?? "+")= 1'"
    case .unknownModule(let name):
      ForeignName.hint(for: name.split(separator: ".").first.map(String.init) ?? name)
        ?? "'numpy', 'math' and 'random' are known, and their functions need no import"
    case .inheritance: "a class stands alone: write (object), or nothing"
    case .specialMethod:
      "of the methods that Python calls by itself there are __init__, __call__, __repr__ and __str__"
    case .tooDeep: "give parts of it a name on lines of their own"
    case .outside(.word("open")): "a program of a lesson reads and writes no files"
    case .unknownName(let name, _, nil), .unknownInModule(let name, _, nil): ForeignName.hint(for: name)
    case .outside(.word(":=")): "assign on a line of its own, with '='"
    default: nil
    }
  }

  private static func question(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func code(_ character: Character) -> String {
    guard !character.isASCII, let scalar = character.unicodeScalars.first else { return "" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return " (U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ")"
  }

  private static func replacement(of character: Character) -> String? {
    let replacements: [Character: String] = [
      "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "“": "\"", "”": "\"",
      "‘": "'", "’": "'", "≤": "<=", "≥": ">=", "≠": "!=", "：": ":", "（": "(", "）": ")", "，": ",",
      "²": "**2", "³": "**3", "√": "sqrt",
    ]
    if let replacement = replacements[character] { return "write '\(replacement)'" }
    if character == "?" || character == "$" || character == "`" { return nil }
    return character.isNumber ? "subscripts and superscripts are not part of Python's names" : nil
  }

  private static func replacement(of symbol: Symbol) -> String? {
    switch symbol {
    case .caret, .caretEqual: "a power is written '**'"
    case .doubleAmpersand, .ampersand: "write 'and', or between masks '*'"
    case .doubleBar, .bar: "write 'or', or between masks '+'"
    case .exclamation, .tilde: "write 'not', or of a mask 'm == False'"
    case .shiftRight: "a prompt '>>>' is not part of the program"
    default: nil
    }
  }
}

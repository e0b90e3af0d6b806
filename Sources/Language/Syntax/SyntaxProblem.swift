package import TraceModel

/// What can be wrong with a program's text.
enum SyntaxProblem: Equatable, Sendable {
  // Characters and words
  case strangeCharacter(Character)
  case badNumber(String)
  case integerTooLarge(String)
  case imaginary
  case unclosedText
  case badEscape(String)
  case bytes
  case badField(FieldProblem)
  case lineTooLong(Int, limit: Int)
  case strayBackslash
  // Layout
  case tab
  case unmatchedIndentation
  case unexpectedIndentation
  case missingBlock(after: Header)
  // Brackets
  case unclosedBracket(Symbol)
  case unopenedBracket(Symbol)
  case mismatchedBracket(Symbol, opened: Symbol)
  // Grammar
  case expected(Wanted, found: Token.Form)
  case missingColon(after: Header)
  case assignmentInCondition
  case foreignOperator(Symbol)
  case printStatement
  case elseIf
  case increment(String)
  case notAssignable(Expression.Form)
  case keywordAsName(String)
  case missingOperator(before: Token.Form)
  case positionalAfterKeyword
  case repeatedName(String)
  case defaultOrder(String)
  case outsideLoop(String)
  case returnOutsideFunction
  case tooDeep(limit: Int)
  case emptyProgram
  // The border of the language
  case outside(Construct)
  case inheritance
  /// A method that Python calls by itself.
  case specialMethod(String)
  case unknownModule(String)
  case unknownInModule(String, module: String, suggestion: String?)
  case unknownName(String, isCalled: Bool, suggestion: String?)
  case plotting
}

extension SyntaxProblem {
  func diagnostic(at range: SourceRange?) -> Diagnostic {
    Diagnostic(self == .plotting ? .note : .error, message, hint: hint, at: range)
  }
}

extension Diagnostic {
  /// A call that draws is passed over.
  package static func plotting(at range: SourceRange) -> Diagnostic {
    SyntaxProblem.plotting.diagnostic(at: range)
  }
}

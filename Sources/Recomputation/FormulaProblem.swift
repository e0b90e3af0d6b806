import Numbers

/// Why a formula gives no numbers.
public enum FormulaProblem: Error, Equatable, Sendable {
  /// The text is no formula.
  case unreadable(String)
  case unknownName(String)
  /// A letter that stands for no operand.
  case missingOperand(String)
  case unknownFunction(String)
  /// A function got other arguments than its row of ``Primitive/all`` says.
  case wrongArguments(function: String)
  /// Shapes that do not fit, or positions outside.
  case unfitting(function: String)
  /// More work than the budget has left.
  case tooMuch
}

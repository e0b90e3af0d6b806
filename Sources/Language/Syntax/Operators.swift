/// The arithmetic operators.
package enum BinaryOperator: String, CaseIterable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case remainder = "%"
  case power = "**"
  case matrixMultiply = "@"
}

package enum UnaryOperator: String, Sendable {
  case plus = "+"
  case minus = "-"
  case not
}

package enum ComparisonOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case `in`
  case notIn = "not in"
  case `is`
  case isNot = "is not"
}

extension Symbol {
  /// The operator and how strongly it binds; `**` is apart, as it binds to the right.
  var binary: (operator: BinaryOperator, strength: Int)? {
    switch self {
    case .plus: (.add, 1)
    case .minus: (.subtract, 1)
    case .star: (.multiply, 2)
    case .slash: (.divide, 2)
    case .doubleSlash: (.floorDivide, 2)
    case .percent: (.remainder, 2)
    case .at: (.matrixMultiply, 2)
    default: nil
    }
  }

  /// The operator of an assignment such as `+=`.
  var augmented: BinaryOperator? {
    switch self {
    case .plusEqual: .add
    case .minusEqual: .subtract
    case .starEqual: .multiply
    case .slashEqual: .divide
    case .doubleSlashEqual: .floorDivide
    case .percentEqual: .remainder
    case .powerEqual: .power
    case .atEqual: .matrixMultiply
    default: nil
    }
  }

  var comparison: ComparisonOperator? {
    switch self {
    case .equalEqual: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessOrEqual
    case .greater: .greater
    case .greaterEqual: .greaterOrEqual
    default: nil
    }
  }

  /// Whether it is an operator that the lesson language has not.
  var isForeign: Bool {
    switch self {
    case .caret, .ampersand, .bar, .tilde, .shiftLeft, .shiftRight, .exclamation, .doubleAmpersand,
      .doubleBar, .caretEqual, .ampersandEqual, .barEqual:
      true
    default: false
    }
  }
}

import Numbers

/// The texts of an array's elements, all of one width.
enum ElementColumn {
  case bool(width: Int)
  case integer(width: Int)
  case float(FloatColumn)

  /// The column for the elements that are shown; an array without axes is alone in it.
  init(_ numbers: [Double], _ kind: ElementKind, _ options: ArrayText, isAlone: Bool) {
    switch kind {
    case .bool: self = .bool(width: isAlone ? 0 : 5)
    case .integer: self = .integer(width: numbers.map { Self.integer($0).count }.max() ?? 0)
    case .float:
      self = .float(
        FloatColumn(numbers, precision: options.precision, suppressesSmall: options.suppressesSmall))
    }
  }

  func text(_ number: Double) -> String {
    switch self {
    case .bool(let width): Self.padded(number == 0 ? "False" : "True", to: width)
    case .integer(let width): Self.padded(Self.integer(number), to: width)
    case .float(let column): column.text(number)
    }
  }

  /// A whole number without a point.
  static func integer(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? NumberText.shortest(number)
  }

  static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

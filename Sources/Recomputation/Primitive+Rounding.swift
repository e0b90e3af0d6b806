/// How the errors of what a primitive is given go on to what it gives.
enum Rounding: Sendable {
  /// It is given whole numbers, and gives them.
  case none
  /// It is a curve that rises or falls, element by element.
  case curve
  /// It gives one of two.
  case choice
  /// It moves elements and adds some of them up: those of the arguments at some positions. The others say where.
  case sums(@Sendable (_ position: Int) -> Bool)
  /// It gives one of the elements, the largest or smallest.
  case extreme
  /// It multiplies elements of one argument.
  case product
  /// It adds up products of two arguments.
  case productOfSums
}

extension Primitive {
  /// How errors go through it.
  var rounding: Rounding {
    switch name {
    case "range", "zeros", "shape", "size": .none
    case "where": .choice
    case "max", "min": .extreme
    case "product", "productOfOthers": .product
    case "einsum": .productOfSums
    case "flat": .sums { _ in true }
    case "join": .sums { $0 > 0 }
    case "place": .sums { $0 != 1 }
    case _ where isElementwise: .curve
    default: .sums { $0 == 0 }
    }
  }

  private var isElementwise: Bool { Primitive.elementwise.contains { $0.name == name } }
}

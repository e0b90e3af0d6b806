/// Arithmetic element by element. Axes of length 1 are stretched as in NumPy; shapes that do not fit stop the program.
extension Tensor {
  public static func + (left: Tensor, right: Tensor) -> Tensor { combined(.add, left, right) }
  public static func - (left: Tensor, right: Tensor) -> Tensor { combined(.subtract, left, right) }
  public static func * (left: Tensor, right: Tensor) -> Tensor { combined(.multiply, left, right) }
  public static func / (left: Tensor, right: Tensor) -> Tensor { combined(.divide, left, right) }
  public static prefix func - (tensor: Tensor) -> Tensor { combined(.multiply, Tensor(-1), tensor) }

  /// A function of each element.
  public func map(_ transform: (Double) -> Double) -> Tensor {
    Tensor(filling: shape, with: elements.map(transform))
  }

  private static func combined(_ operation: ArrayMath.Operation, _ left: Tensor, _ right: Tensor) -> Tensor {
    guard let shape = Shape.broadcast(left.shape, right.shape) else {
      preconditionFailure("shapes \(left.shape) and \(right.shape) do not align")
    }
    return Tensor(filling: shape, with: joined(left, right, to: shape, operation))
  }
}

extension Tensor {
  /// What two tensors become, element by element, in a shape that both stretch to.
  package static func joined(_ a: Tensor, _ b: Tensor, to shape: [Int], _ operation: ArrayMath.Operation)
    -> [Double]
  {
    if a.shape == shape, b.elements.count == 1 {
      return ArrayMath.combine(operation, a.elements, b.elements[0])
    }
    if b.shape == shape, a.elements.count == 1 {
      return ArrayMath.combine(operation, a.elements[0], b.elements)
    }
    return ArrayMath.combine(operation, a.stretched(to: shape), b.stretched(to: shape))
  }

  /// What a function makes of two tensors, element by element, in a shape that both stretch to.
  package static func joined(
    _ a: Tensor, _ b: Tensor, to shape: [Int], _ work: (Double, Double) -> Double
  ) -> [Double] {
    if a.shape == shape, b.elements.count == 1 {
      let second = b.elements[0]
      return a.elements.map { work($0, second) }
    }
    if b.shape == shape, a.elements.count == 1 {
      let first = a.elements[0]
      return b.elements.map { work(first, $0) }
    }
    return zip(a.stretched(to: shape), b.stretched(to: shape)).map { work($0, $1) }
  }

  /// The sum of tensors of one shape, of which there must be at least one; the first where one has another length.
  package static func sum(_ terms: [Tensor]) -> Tensor {
    guard terms.allSatisfy({ $0.elements.count == terms[0].elements.count }) else { return terms[0] }
    let sums = terms.dropFirst().reduce(terms[0].elements) { ArrayMath.combine(.add, $0, $1.elements) }
    return Tensor(filling: terms[0].shape, with: sums)
  }

  /// The sum of the products with another tensor's elements, in their order.
  package func dot(_ other: Tensor) -> Double {
    zip(elements, other.elements).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// How large the products with another tensor's elements are together, those that are finite.
  package func sizeOfProducts(with other: Tensor) -> Double {
    zip(elements, other.elements).reduce(0) { sum, pair in
      let product = (pair.0 * pair.1).magnitude
      return product.isFinite ? sum + product : sum
    }
  }

  /// The largest of the absolute values; NaN if one is NaN, 0 if there is none.
  package var largestMagnitude: Double { ArrayMath.largestMagnitude(elements) }

  /// The largest of the absolute values that are finite; 0 if there is none.
  package var largestFinite: Double {
    elements.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }

  /// Whether no element is NaN or infinite.
  package var isFinite: Bool { largestMagnitude.isFinite }
}

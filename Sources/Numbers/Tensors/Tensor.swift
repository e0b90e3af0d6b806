/// A number, vector, matrix or higher array as a plain value: a shape and its elements in row-major order.
///
/// A scalar has the shape `[]` and one element.
public struct Tensor: Equatable, Sendable {
  /// The length along each axis.
  public let shape: [Int]
  /// The elements, the last axis running fastest.
  public let elements: [Double]
  /// The larger array that these elements are only a sample of; nil for all that is computed here.
  public let whole: WholeArray?

  /// Makes a tensor of the given shape; nil if the shape does not hold that many elements.
  public init?(shape: [Int], elements: [Double]) {
    guard Self.checkedCount(of: shape) == elements.count else { return nil }
    self.shape = shape
    self.elements = elements
    whole = nil
  }

  /// Makes a tensor of elements that are known to fill the shape.
  package init(filling shape: [Int], with elements: [Double], of whole: WholeArray? = nil) {
    assert(Self.checkedCount(of: shape) == elements.count)
    self.shape = shape
    self.elements = elements
    self.whole = whole
  }

  /// Makes a scalar.
  public init(_ number: Double) {
    shape = []
    elements = [number]
    whole = nil
  }

  /// The number, if this is a scalar.
  public var scalar: Double? { shape.isEmpty ? elements[0] : nil }

  /// How many elements a shape holds.
  public static func count(of shape: [Int]) -> Int { shape.reduce(1, *) }

  /// How many elements a shape holds; nil if a length is negative or the lengths' product is no `Int`.
  package static func checkedCount(of shape: [Int]) -> Int? {
    var count = 1
    for length in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      if length < 0 || overflows { return nil }
      count = product
    }
    return count
  }

  /// Equality of the numbers, where NaN equals itself, so that a trace with NaN in it equals itself.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.whole == right.whole
      && zip(left.elements, right.elements).allSatisfy { $0.tellsSame(as: $1) }
  }
}

extension Double {
  /// Whether both are equal or both are not a number.
  package func tellsSame(as other: Double) -> Bool { self == other || (isNaN && other.isNaN) }
}

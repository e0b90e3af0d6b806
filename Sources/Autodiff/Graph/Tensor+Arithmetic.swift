public import Numbers
import TraceModel

/// Arithmetic element by element, for the gates of a program's own. Axes of length 1 are stretched as in NumPy; shapes
/// that do not fit stop the program.
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

  private static func combined(_ gate: Gate, _ left: Tensor, _ right: Tensor) -> Tensor {
    guard let shape = gate.shape([left, right]) else {
      preconditionFailure("shapes \(left.shape) and \(right.shape) do not align")
    }
    return gate.value([left, right], shape: shape)
  }
}

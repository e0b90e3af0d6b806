import Numbers
import TraceModel

/// A value with how far rounding may have taken each of its elements from it; nothing where it is exact.
struct Rounded {
  var value: Tensor
  var error: Tensor?

  /// The error as numbers.
  var errors: Tensor { error ?? value.filled(with: 0) }
}

extension Rounded {
  init(value: Tensor) { self.init(value: value, error: nil) }

  /// A number of a trace: exact if numbers of the type can be it; else it may stand for the nearest that can.
  init(_ tensor: Tensor, of type: NumberType) {
    value = tensor
    let errors = tensor.elements.map { ($0 - type.nearest(to: $0)).magnitude }
    let isExact = errors.allSatisfy { !($0 > 0) }
    error = isExact ? nil : Tensor(filling: tensor.shape, with: errors.map { $0.isNaN ? 0 : $0 })
  }
}

extension NumberType {
  /// The number with the digits of this type that is nearest.
  func nearest(to number: Double) -> Double {
    guard self != .float64, number.isNormal else { return number }
    let unit = Double(sign: .plus, exponent: Int(number.exponent) - digits + 1, significand: 1)
    return (number / unit).rounded(.toNearestOrEven) * unit
  }
}

extension Double {
  /// The magnitude that is rounded: infinity and NaN are exact.
  var finiteMagnitude: Double { isFinite ? magnitude : 0 }

  /// How far it is from another number, 0 also from the same infinity or between NaN and NaN; infinite from NaN to a number.
  func distance(to other: Double) -> Double {
    if self == other || (isNaN && other.isNaN) { return 0 }
    let gap = (self - other).magnitude
    return gap.isNaN ? .infinity : gap
  }

  /// This error times the size of a factor: no error stays none, and one without a limit has none beside 0 either.
  func scaled(by factor: Double) -> Double {
    self == 0 ? 0 : isFinite ? self * factor.magnitude : .infinity
  }
}

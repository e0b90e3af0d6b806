import Autodiff
import Numbers
import TraceModel

/// The gradients of one operand that are to be compared: what was returned, and numeric ones of some elements.
struct MeasuredGradient {
  var parameter: String
  var shape: [Int]
  /// The elements that were looked at, their numeric gradients, and how exactly these are known.
  private(set) var elements: [Int] = []
  private(set) var numeric: [Double] = []
  private var uncertainty: [Double] = []
  /// Below which size a numeric gradient is only rounding.
  private var noise = 0.0

  /// So many roundings of each number are taken into account, in parts of it.
  static let roundings = 8 * Double.ulpOfOne / 2

  init(parameter: String, shape: [Int], _ value: Tensor, _ upstream: Tensor) {
    self.parameter = parameter
    self.shape = shape
    noise = 1e-4 * (1e-4 + value.sizeOfProducts(with: upstream))
  }

  /// How far rounding may move the product of a value and an upstream gradient.
  static func rounding(_ value: Tensor, _ upstream: Tensor) -> Double {
    roundings * value.sizeOfProducts(with: upstream)
  }

  mutating func append(_ difference: CentralDifference, at element: Int) {
    elements.append(element)
    numeric.append(difference.slope)
    uncertainty.append(difference.uncertainty)
  }

  /// How far a candidate is off at worst, and where; nil if its shape is another.
  func worst(_ candidate: Tensor) -> (element: Int, error: Double)? {
    guard candidate.shape == shape else { return nil }
    let largest = numeric.reduce(0) { max($0, $1.magnitude) }
    var worst = (element: elements.first ?? 0, error: 0.0)
    for (index, element) in elements.enumerated() {
      let (found, expected) = (candidate.elements[element], numeric[index])
      if (found - expected).magnitude <= uncertainty[index] { continue }
      let scale = max(found.magnitude, expected.magnitude, 1e-3 * largest, noise)
      let error =
        found.isFinite ? (found - expected).magnitude / max(scale, .leastNormalMagnitude) : .infinity
      // Of two that are off alike the first is told.
      if error > worst.error * (1 + 1e-6) { worst = (element, error) }
    }
    return worst
  }

  func agrees(_ candidate: Tensor?) -> Bool {
    guard let candidate, let worst = worst(candidate) else { return false }
    return worst.error <= CentralDifference.tolerance
  }

  /// Whether the value does not change with the operand at all.
  var isZero: Bool {
    zip(numeric, uncertainty).allSatisfy {
      $0.magnitude <= max($1, CentralDifference.tolerance * max(noise, 1e-12))
    }
  }

  /// The gradient of a number that stretches to all elements.
  var sum: MeasuredGradient {
    var sum = self
    sum.shape = []
    sum.elements = [0]
    sum.numeric = [numeric.reduce(0, +)]
    sum.uncertainty = [uncertainty.reduce(0, +)]
    return sum
  }

  /// The numeric gradients in the operand's shape.
  var tensor: Tensor {
    var all = [Double](repeating: .nan, count: Tensor.count(of: shape))
    for (element, number) in zip(elements, numeric) { all[element] = number }
    return Tensor(filling: shape, with: all)
  }
}

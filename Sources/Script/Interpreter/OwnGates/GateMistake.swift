import Autodiff
import Language
import Numbers
import TraceModel

/// A gradient that the backward function of a gate gives and its forward function belies.
struct GateMistake {
  var gate: String
  /// The parameter whose gradient it is, and the function that gave it.
  var parameter: String
  /// The attribute in which the instance keeps it, if it is not returned.
  var attribute: String?
  /// What was returned; nil for None.
  var returned: Tensor?
  /// The numeric gradient; NaN at elements that were not looked at.
  var expected: Tensor
  /// The element that is furthest off, where the shapes agree.
  var element: Int?
  /// The upstream gradient, where it is a number and not that of the program.
  var upstream: Double?
  var cause: GateCause?
}

/// Why a backward function is wrong, as far as that can be told from its numbers.
enum GateCause: Equatable {
  /// The instance was called again before its backward step: by the call in this line.
  case overwritten(line: Int)
  /// What was returned is the gradient of another parameter, and that of the other is wrong as well.
  case swapped(with: String)
  /// What was returned is the gradient of another parameter.
  case ofOther(String)
  case upstreamMissing(name: String)
  case upstreamAdded(name: String)
  case upstreamTwice(name: String)
  case sign
  case transposed
  /// The gradient was to be summed over these axes.
  case sumMissing(axes: [Int])
  case averaged(count: Int)
  /// It was summed over every axis.
  case summedAway
  /// A constant factor is missing.
  case factor(Double)
  /// Nothing was returned, but the value depends on the parameter.
  case nothingReturned
  /// It has the right elements in another shape.
  case shape
}

/// Finds out why a gradient is wrong, by trying what would make it right.
struct GateDiagnosis {
  /// What was returned for each operand, and what should have been, for one upstream gradient.
  var returned: [Tensor?]
  var measured: [Int: MeasuredGradient]
  var upstream: Tensor
  var upstreamName: String

  func cause(of position: Int) -> GateCause? {
    guard let right = measured[position] else { return nil }
    guard let wrong = returned[position] else { return .nothingReturned }
    return ofWhole(wrong, right, position) ?? ofUpstream(wrong, right) ?? ofShape(wrong, right)
      ?? ofFactor(wrong, right)
  }

  private func ofWhole(_ wrong: Tensor, _ right: MeasuredGradient, _ position: Int) -> GateCause? {
    for other in measured.keys.sorted() where other != position {
      guard let twin = measured[other], twin.agrees(wrong) else { continue }
      if !twin.agrees(returned[other]) { return .swapped(with: twin.parameter) }
      // A gradient that only passes through may be right for several.
      if wrong != upstream { return .ofOther(twin.parameter) }
    }
    if right.agrees(wrong.map { -$0 }) { return .sign }
    return nil
  }

  private func ofUpstream(_ wrong: Tensor, _ right: MeasuredGradient) -> GateCause? {
    func combined(_ work: (Double, Double) -> Double) -> Tensor? {
      if let number = upstream.scalar { return wrong.map { work($0, number) } }
      guard upstream.shape == wrong.shape else { return nil }
      return Tensor(filling: wrong.shape, with: zip(wrong.elements, upstream.elements).map(work))
    }
    if right.agrees(combined { $0 * $1 }) { return .upstreamMissing(name: upstreamName) }
    if right.agrees(combined { ($0 - $1) * $1 }) { return .upstreamAdded(name: upstreamName) }
    if right.agrees(combined { $0 / $1 }) { return .upstreamTwice(name: upstreamName) }
    return nil
  }

  private func ofShape(_ wrong: Tensor, _ right: MeasuredGradient) -> GateCause? {
    if right.agrees(wrong.transposed) { return .transposed }
    guard wrong.shape != right.shape else { return nil }
    if wrong.elements.count == Tensor.count(of: right.shape),
      right.agrees(Tensor(filling: right.shape, with: wrong.elements))
    {
      return .shape
    }
    if let sum = wrong.summed(toFit: right.shape), right.agrees(sum.tensor) {
      return .sumMissing(axes: sum.axes)
    }
    let isWhole = right.elements.count == Tensor.count(of: right.shape)
    if let number = wrong.scalar, isWhole,
      right.sum.agrees(Tensor(number))
    {
      return .summedAway
    }
    return nil
  }

  private func ofFactor(_ wrong: Tensor, _ right: MeasuredGradient) -> GateCause? {
    guard wrong.shape == right.shape,
      let largest = right.elements.indices.max(by: {
        right.numeric[$0].magnitude < right.numeric[$1].magnitude
      }),
      wrong.elements[right.elements[largest]] != 0
    else { return nil }
    let factor = right.numeric[largest] / wrong.elements[right.elements[largest]]
    guard factor.isFinite, factor != 0 else { return nil }
    // What one number is off by says nothing unless it is a factor that one forgets.
    let rounded = factor.magnitude >= 1 ? factor.rounded() : 1 / (1 / factor).rounded()
    guard rounded.isFinite, (factor - rounded).magnitude <= 1e-6 * rounded.magnitude,
      rounded.magnitude <= 1000, rounded.magnitude >= 0.001, right.agrees(wrong.map { $0 * rounded })
    else { return nil }
    let count = Int(rounded.magnitude)
    if rounded > 1, upstream.elements.count > 1, upstream.shape.contains(count), right.shape != upstream.shape
    {
      return .averaged(count: count)
    }
    return .factor(rounded)
  }
}

extension Tensor {
  /// The sum over the axes that a smaller shape was stretched along, if it was.
  fileprivate func summed(toFit target: [Int]) -> (tensor: Tensor, axes: [Int])? {
    let offset = shape.count - target.count
    guard shape != target, offset >= 0 else { return nil }
    var axes: [Int] = []
    for axis in shape.indices {
      if axis < offset || (target[axis - offset] == 1 && shape[axis] != 1) {
        axes.append(axis)
      } else if target[axis - offset] != shape[axis] {
        return nil
      }
    }
    return (Tensor(filling: target, with: summed(to: target)), axes)
  }
}

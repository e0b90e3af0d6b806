import Numbers
import TraceModel

extension Tensor {
  /// The elements stretched to a shape, as broadcasting does; nil if they don't fit.
  func spread(to target: [Int]) -> [Double]? {
    fits(target) ? stretched(to: target) : nil
  }

  /// The sums over the axes along which the given shape would be stretched to this one; nil if it would not.
  func gathered(to target: [Int]) -> [Double]? {
    if Tensor.count(of: target) == 1 { return [elements.reduce(0, +)] }
    return Shape.broadcast(target, shape) == shape ? summed(to: target) : nil
  }
}

import Numbers
import TraceModel

extension Tensor {
  /// The index of the element that stands at a place of a larger shape, to which this one is stretched.
  func index(ofPlace place: Int, in shape: [Int]) -> Int {
    var rest = place
    var index = 0
    var stride = 1
    for axis in shape.indices.reversed() {
      let coordinate = rest % shape[axis]
      rest /= shape[axis]
      let own = axis - (shape.count - self.shape.count)
      guard own >= 0 else { continue }
      if self.shape[own] != 1 { index += coordinate * stride }
      stride *= self.shape[own]
    }
    return index
  }

  /// Whether this shape can be stretched to another by repeating it along some axes.
  func fits(_ shape: [Int]) -> Bool {
    self.shape.count <= shape.count
      && zip(self.shape.reversed(), shape.reversed()).allSatisfy { $0 == $1 || $0 == 1 }
  }

  /// The product of matrices, where vectors stand as rows on the left and as columns on the right; nil if the shapes
  /// don't align or have more axes.
  func times(_ other: Tensor) -> Tensor? {
    guard (1...2).contains(shape.count), (1...2).contains(other.shape.count) else { return nil }
    let (rows, inner) = (shape.count == 1 ? 1 : shape[0], shape[shape.count - 1])
    let columns = other.shape.count == 1 ? 1 : other.shape[1]
    guard other.shape[0] == inner else { return nil }
    var product = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        for k in 0..<inner {
          product[row * columns + column] +=
            elements[row * inner + k] * other.elements[k * columns + column]
        }
      }
    }
    return Tensor(
      shape: (shape.count == 1 ? [] : [rows]) + (other.shape.count == 1 ? [] : [columns]), elements: product)
  }

  /// What a factor of a product of matrices or vectors receives: *ȳbᵀ* or *aᵀȳ*; nil for arrays of more axes.
  static func gradient(ofFactor index: Int, _ factors: [Tensor], upstream: Tensor) -> Tensor? {
    guard factors.count == 2, factors.allSatisfy({ (1...2).contains($0.shape.count) }) else { return nil }
    let a = factors[0].shape.count == 1 ? factors[0].reshaped([1, factors[0].elements.count]) : factors[0]
    let b = factors[1].shape.count == 1 ? factors[1].reshaped([factors[1].elements.count, 1]) : factors[1]
    guard let a, let b, let upstream = upstream.reshaped([a.shape[0], b.shape[1]]) else { return nil }
    return index == 0
      ? b.matrixTransposed.flatMap(upstream.times) : a.matrixTransposed?.times(upstream)
  }

  func reshaped(_ shape: [Int]) -> Tensor? { Tensor(shape: shape, elements: elements) }

  var matrixTransposed: Tensor? {
    guard shape.count == 2 else { return nil }
    let (rows, columns) = (shape[0], shape[1])
    return Tensor(
      shape: [columns, rows],
      elements: (0..<rows * columns).map { elements[$0 % rows * columns + $0 / rows] })
  }

  /// The numbers changed one by one.
  func map(_ change: (Double) -> Double) -> Tensor {
    Tensor(shape: shape, elements: elements.map(change)) ?? self
  }

  /// The largest of the absolute values; NaN if there is one.
  var largestMagnitude: Double {
    elements.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1.magnitude) }
  }
}

/// What is known of an array of which only a sample was kept, because it is large.
public final class WholeArray: Equatable, Sendable {
  /// The length along each axis.
  public let shape: [Int]
  /// For each axis which indices the sample has, ascending.
  public let indices: [[Int]]
  /// The smallest, the largest and the mean of its finite elements; NaN if there are none.
  public let least: Double
  public let largest: Double
  public let mean: Double
  /// Whether all of its elements are finite.
  public let isFinite: Bool

  public init(
    shape: [Int], indices: [[Int]], least: Double, largest: Double, mean: Double, isFinite: Bool
  ) {
    self.shape = shape
    self.indices = indices
    self.least = least
    self.largest = largest
    self.mean = mean
    self.isFinite = isFinite
  }

  /// Equality where NaN equals itself, as in ``Tensor``.
  public static func == (left: WholeArray, right: WholeArray) -> Bool {
    left.hasSample(like: right) && left.least.tellsSame(as: right.least)
      && left.largest.tellsSame(as: right.largest) && left.mean.tellsSame(as: right.mean)
      && left.isFinite == right.isFinite
  }

  /// Whether both samples are of the same shape, at the same indices.
  package func hasSample(like other: WholeArray) -> Bool { shape == other.shape && indices == other.indices }
}

extension Tensor {
  /// A sample of this array, which has up to so many indices along each axis at even distances, the first and the last
  /// among them; itself if it has no more.
  public func sampled(atMost most: Int) -> Tensor {
    let most = max(2, most)
    guard whole == nil, shape.contains(where: { $0 > most }), !elements.isEmpty else { return self }
    let indices = shape.map { length in
      length <= most ? Array(0..<length) : (0..<most).map { $0 * (length - 1) / (most - 1) }
    }
    var places = [0]
    for (axis, length) in shape.enumerated() {
      places = places.flatMap { place in indices[axis].map { place * length + $0 } }
    }
    let finite = elements.filter(\.isFinite)
    return Tensor(
      filling: indices.map(\.count), with: places.map { elements[$0] },
      of: WholeArray(
        shape: shape, indices: indices, least: finite.min() ?? .nan, largest: finite.max() ?? .nan,
        mean: finite.isEmpty ? .nan : finite.reduce(0, +) / Double(finite.count),
        isFinite: finite.count == elements.count))
  }
}

/// Which elements of an array a reduction over some axes puts together.
package struct Reduction {
  /// The lengths of the axes that stay.
  package let shape: [Int]
  /// How many elements come together in each.
  package let count: Int
  /// The positions of the elements, those of one group after the other; nil if that is their own order.
  private let positions: [Int]?

  /// - Parameter axes: The axes to reduce, each from 0 to the number of axes; nil reduces all.
  package init(_ shape: [Int], axes: Tensor?) {
    let reduced = axes.map { Set($0.elements.map { Int($0) }) } ?? Set(shape.indices)
    let kept = shape.indices.filter { !reduced.contains($0) }
    let gone = shape.indices.filter(reduced.contains)
    self.shape = kept.map { shape[$0] }
    count = Tensor.count(of: gone.map { shape[$0] })
    let order = kept + gone
    let strides = Shape.strides(of: shape)
    positions =
      order == Array(shape.indices)
      ? nil : Shape.positions(order.map { shape[$0] }, strides: order.map { strides[$0] })
  }

  /// The operands of a reduction: an array, and perhaps the axes.
  package init(_ operands: [Tensor]) {
    self.init(operands[0].shape, axes: operands.count > 1 ? operands[1] : nil)
  }

  package var groups: Int { Tensor.count(of: shape) }

  /// What a function makes of the elements of each group.
  package func map(_ elements: [Double], _ body: ([Double]) -> Double) -> [Double] {
    (0..<groups).map { body(group($0, of: elements)) }
  }

  /// For each group new elements, put back to where the old ones were.
  package func replacing(_ elements: [Double], _ body: (_ group: Int, _ elements: [Double]) -> [Double])
    -> [Double]
  {
    var result = [Double](repeating: 0, count: elements.count)
    for index in 0..<groups {
      for (offset, element) in body(index, group(index, of: elements)).enumerated() {
        result[positions?[index * count + offset] ?? index * count + offset] = element
      }
    }
    return result
  }

  /// The elements of a group of an array of the same shape.
  package func group(_ index: Int, of elements: [Double]) -> [Double] {
    let range = index * count..<(index + 1) * count
    if let positions { return positions[range].map { elements[$0] } }
    return groups == 1 ? elements : Array(elements[range])
  }
}

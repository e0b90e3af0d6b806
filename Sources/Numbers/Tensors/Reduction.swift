/// Which elements of an array a reduction over some axes puts together.
package struct Reduction {
  /// The lengths of the axes that stay.
  package let shape: [Int]
  /// How many elements come together in each.
  package let count: Int
  private let whole: [Int]
  /// The axes that stay, and those that go.
  private let (kept, gone): ([Int], [Int])

  /// - Parameter axes: The axes to reduce, each from 0 to the number of axes; nil reduces all.
  package init(_ shape: [Int], axes: Tensor?) {
    let reduced = axes.map { Set($0.elements.map { Int($0) }) } ?? Set(shape.indices)
    whole = shape
    kept = shape.indices.filter { !reduced.contains($0) }
    gone = shape.indices.filter(reduced.contains)
    self.shape = kept.map { shape[$0] }
    count = Tensor.count(of: gone.map { shape[$0] })
  }

  /// The operands of a reduction: an array, and perhaps the axes.
  package init(_ operands: [Tensor]) {
    self.init(operands[0].shape, axes: operands.count > 1 ? operands[1] : nil)
  }

  /// How many groups there are.
  package var groups: Int { Tensor.count(of: shape) }

  /// The positions of the elements, those of one group after the other; nil if that is their own order.
  private var positions: [Int]? {
    let order = kept + gone
    if order == Array(whole.indices) { return nil }
    let strides = Shape.strides(of: whole)
    return Shape.positions(order.map { whole[$0] }, strides: order.map { strides[$0] })
  }

  /// The elements of an array of the same shape, those of one group after the other.
  package func grouped(_ elements: [Double]) -> [Double] {
    positions.map { $0.map { elements[$0] } } ?? elements
  }

  /// Where the elements of a group are among the grouped.
  package func range(of group: Int) -> Range<Int> { group * count..<(group + 1) * count }
}

extension Reduction {
  /// What a function makes of the elements of each group.
  package func map(_ elements: [Double], _ body: ([Double]) -> Double) -> [Double] {
    let grouped = grouped(elements)
    return (0..<groups).map { body(groups == 1 ? grouped : Array(grouped[range(of: $0)])) }
  }

  /// For each group new elements, put back to where the old ones were.
  package func replacing(
    _ elements: [Double], _ body: (_ group: Int, _ elements: [Double]) -> [Double]
  ) -> [Double] {
    let positions = positions
    let grouped = positions.map { $0.map { elements[$0] } } ?? elements
    var result = [Double](repeating: 0, count: elements.count)
    for group in 0..<groups {
      let range = range(of: group)
      for (place, element) in zip(range, body(group, groups == 1 ? grouped : Array(grouped[range]))) {
        result[positions?[place] ?? place] = element
      }
    }
    return result
  }

  /// The sum of each group, its elements in their order; 0 for an empty one.
  package func sums(_ elements: [Double]) -> [Double] {
    // Adding 0 makes 0 of −0, as a sum that starts with 0 does.
    ArrayMath.combine(.add, plainSums(elements), 0)
  }

  private func plainSums(_ elements: [Double]) -> [Double] {
    guard let first = gone.first, gone == Array(first..<first + gone.count) else {
      return ArrayMath.sums(grouped(elements), before: groups, length: count, after: 1)
    }
    let before = Tensor.count(of: Array(whole[..<first]))
    let after = Tensor.count(of: Array(whole[(first + gone.count)...]))
    return ArrayMath.sums(elements, before: before, length: count, after: after)
  }

  /// A number for each group, given to all of its elements.
  package func spread(_ numbers: [Double]) -> [Double] {
    let stretchable = whole.indices.map { kept.contains($0) ? whole[$0] : 1 }
    return Tensor(filling: stretchable, with: numbers).stretched(to: whole)
  }
}

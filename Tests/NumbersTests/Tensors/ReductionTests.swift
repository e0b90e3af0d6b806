import Testing

@testable import Numbers

@Suite struct ReductionTests {
  static let shapes: [[Int]] = [
    [], [0], [1], [7], [2, 3], [0, 3], [3, 0], [1, 5], [2, 3, 4], [3, 1, 2, 2],
  ]

  /// All sets of axes of a shape, and nil for all of them.
  private static func choices(_ shape: [Int]) -> [Tensor?] {
    [nil]
      + (0..<1 << shape.count).map { bits in
        let axes = shape.indices.filter { bits >> $0 & 1 == 1 }
        return Tensor(filling: [axes.count], with: axes.map { Double($0) })
      }
  }

  /// Which group each element belongs to, worked out place by place.
  private static func groups(_ shape: [Int], _ axes: Tensor?) -> [Int] {
    let gone = axes.map { Set($0.elements.map { Int($0) }) } ?? Set(shape.indices)
    return (0..<Tensor.count(of: shape)).map { place in
      var (rest, group, stride) = (place, 0, 1)
      for axis in shape.indices.reversed() {
        if !gone.contains(axis) {
          group += rest % shape[axis] * stride
          stride *= shape[axis]
        }
        rest /= shape[axis]
      }
      return group
    }
  }

  @Test(arguments: shapes, SampleNumbers.Kind.allCases)
  func `sums have the bits of a loop that starts with 0`(_ shape: [Int], _ kind: SampleNumbers.Kind) {
    let elements = SampleNumbers.array(Tensor.count(of: shape), kind)
    for axes in Self.choices(shape) {
      let reduction = Reduction(shape, axes: axes)
      var expected = [Double](repeating: 0, count: reduction.groups)
      for (group, element) in zip(Self.groups(shape, axes), elements) { expected[group] += element }
      expectEverywhere(expected, "\(shape) over \(axes?.elements ?? [])") { reduction.sums(elements) }
      #expect(reduction.map(elements) { $0.reduce(0, +) }.elementsEqual(expected) { $0 == $1 || $0.isNaN })
    }
  }

  @Test(arguments: shapes) func `what is spread reaches every element of its group`(_ shape: [Int]) {
    for axes in Self.choices(shape) {
      let reduction = Reduction(shape, axes: axes)
      let groups = Self.groups(shape, axes)
      #expect(reduction.spread((0..<reduction.groups).map { Double($0) }) == groups.map { Double($0) })
      let elements = groups.indices.map { Double($0) }
      let grouped = reduction.grouped(elements)
      for group in 0..<reduction.groups {
        let expected = elements.indices.filter { groups[$0] == group }.map { Double($0) }
        #expect(Array(grouped[reduction.range(of: group)]) == expected)
      }
      #expect(
        reduction.replacing(elements) { _, elements in elements.map { $0 + 1 } } == elements.map { $0 + 1 })
    }
  }
}

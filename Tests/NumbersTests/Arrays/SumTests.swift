import Testing

@testable import Numbers

@Suite struct SumTests {
  static func plainSums(_ a: [Double], before: Int, length: Int, after: Int) -> [Double] {
    (0..<before * after).map { index in
      let first = index / after * length * after + index % after
      var sum = length > 0 ? a[first] : 0
      for step in 1..<max(1, length) { sum += a[first + step * after] }
      return sum
    }
  }

  @Test(arguments: SampleNumbers.lengths, SampleNumbers.Kind.allCases)
  func `sums along an axis have the bits of the plain loop`(_ length: Int, _ kind: SampleNumbers.Kind) {
    for (before, after) in [(1, 1), (1, 7), (1, 100), (7, 1), (100, 1), (3, 5), (2, 17), (0, 3), (3, 0)] {
      let a = SampleNumbers.array(before * length * after, kind)
      let expected = Self.plainSums(a, before: before, length: length, after: after)
      expectEverywhere(expected, "\(before)×\(length)×\(after)") {
        ArrayMath.sums(a, before: before, length: length, after: after)
      }
    }
  }

  @Test func `sums of columns and rows are told apart`() {
    expectEverywhere([5, 7, 9], "columns") {
      ArrayMath.sums([1, 2, 3, 4, 5, 6], before: 1, length: 2, after: 3)
    }
    expectEverywhere([6, 15], "rows") { ArrayMath.sums([1, 2, 3, 4, 5, 6], before: 2, length: 3, after: 1) }
  }
}

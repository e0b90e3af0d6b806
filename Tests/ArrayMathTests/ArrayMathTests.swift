import ArrayMath
import Testing

/// Every instruction set that this machine has gives the bits of plain loops.
@Suite struct ArrayMathTests {
  private static let awkward: [Double] = [
    0, -0.0, 1, -1, 0.1, 1e308, -1e308, .leastNonzeroMagnitude, -.leastNormalMagnitude / 8, .infinity, -.infinity, .nan, 1 / 3.0, 1e-200,
  ]

  private static func numbers(_ count: Int, seed: Int, awkward: Bool = false) -> [Double] {
    (0..<count).map { index in
      let place = (index &* 7919 &+ seed &* 104729) % 1009
      if awkward, place % 5 == 0 { return Self.awkward[place % Self.awkward.count] }
      return Double(place - 504) / 37
    }
  }

  /// Equal bits, where one NaN is as good as another.
  private static func areSame(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }

  private static func product(
    _ a: [Double], _ b: [Double], _ rows: Int, _ inner: Int, _ columns: Int, _ first: Bool, _ second: Bool
  ) -> [Double] {
    var result: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = 0.0
        for k in 0..<inner {
          let x = first ? a[k * rows + row] : a[row * inner + k]
          let y = second ? b[column * inner + k] : b[k * columns + column]
          sum = k == 0 ? x * y : sum + x * y
        }
        result.append(sum)
      }
    }
    return result
  }

  @Test func `this machine has kernels`() {
    #expect(!ArrayMath.variants.isEmpty)
    #expect(ArrayMath.variants.last?.name == "base")
    #expect(Set(ArrayMath.variants.map(\.name)).count == ArrayMath.variants.count)
  }

  @Test(arguments: ArrayMath.variants.indices) func `a matrix product has the bits of three loops`(_ variant: Int) {
    let math = ArrayMath.variants[variant]
    let lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33]
    for rows in lengths {
      for inner in lengths + [129, 300] {
        for columns in lengths + [65] {
          let isAwkward = (rows + inner + columns) % 3 == 0
          let a = Self.numbers(rows * inner, seed: 1, awkward: isAwkward)
          let b = Self.numbers(inner * columns, seed: 2, awkward: isAwkward)
          for (first, second) in [(false, false), (true, false), (false, true)] {
            let made = math.matrixProduct(
              a, b, rows: rows, inner: inner, columns: columns, transposingFirst: first,
              transposingSecond: second)
            let expected = Self.product(a, b, rows, inner, columns, first, second)
            #expect(
              Self.areSame(made, expected), "\(math.name) \(rows)×\(inner)×\(columns) \(first) \(second)")
          }
        }
      }
    }
  }

  @Test(arguments: ArrayMath.variants.indices) func `the training step of the lecture has the same bits everywhere`(
    _ variant: Int
  ) throws {
    let x = Self.numbers(64 * 1000, seed: 3)
    let w = Self.numbers(1000 * 100, seed: 4)
    let base = try #require(ArrayMath.variants.last)
    let math = ArrayMath.variants[variant]
    let h = math.matrixProduct(x, w, rows: 64, inner: 1000, columns: 100)
    #expect(Self.areSame(h, base.matrixProduct(x, w, rows: 64, inner: 1000, columns: 100)))
    let back = math.matrixProduct(x, h, rows: 1000, inner: 64, columns: 100, transposingFirst: true)
    #expect(
      Self.areSame(
        back, base.matrixProduct(x, h, rows: 1000, inner: 64, columns: 100, transposingFirst: true)))
  }

  @Test(arguments: ArrayMath.variants.indices) func `elements are combined one by one`(_ variant: Int) {
    let math = ArrayMath.variants[variant]
    for count in [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 100] {
      let a = Self.numbers(count, seed: 5, awkward: true)
      let b = Self.numbers(count, seed: 6, awkward: true)
      for combination in ArrayMath.Combination.allCases {
        let expected = zip(a, b).map { Self.combine(combination, $0, $1) }
        #expect(Self.areSame(math.combine(combination, a, b), expected), "\(math.name) \(combination) \(count)")
        let scaled = a.map { Self.combine(combination, $0, 0.3) }
        #expect(Self.areSame(math.combine(combination, a, [0.3]), scaled), "\(math.name) \(combination) scalar")
      }
      let largest = a.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1.magnitude) }
      #expect(Self.areSame([math.largestMagnitude(a)], [largest]))
    }
  }

  private static func combine(_ combination: ArrayMath.Combination, _ a: Double, _ b: Double) -> Double {
    switch combination {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .maximum: a.isNaN || a > b ? a : b
    case .gate: a * (b > 0 ? 1 : 0)
    }
  }
}

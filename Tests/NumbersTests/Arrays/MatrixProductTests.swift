import Testing

@testable import Numbers

@Suite struct MatrixProductTests {
  struct Shape: CustomTestStringConvertible {
    let rows, inner, columns: Int
    init(_ rows: Int, _ inner: Int, _ columns: Int) {
      (self.rows, self.inner, self.columns) = (rows, inner, columns)
    }
    var testDescription: String { "\(rows)×\(inner)·\(inner)×\(columns)" }
  }

  /// What the kernels must give, to the bit.
  static func plainProduct(_ a: [Double], _ b: [Double], _ shape: Shape) -> [Double] {
    var product: [Double] = []
    for i in 0..<shape.rows {
      for j in 0..<shape.columns {
        var sum = shape.inner > 0 ? a[i * shape.inner] * b[j] : 0
        for k in 1..<max(1, shape.inner) { sum += a[i * shape.inner + k] * b[k * shape.columns + j] }
        product.append(sum)
      }
    }
    return product
  }

  static func transposed(_ a: [Double], rows: Int, columns: Int) -> [Double] {
    (0..<columns).flatMap { j in (0..<rows).map { i in a[i * columns + j] } }
  }

  /// Compares all variants, with each factor as it is and transposed, with the plain loops.
  static func check(_ shape: Shape, _ kind: SampleNumbers.Kind) {
    let a = SampleNumbers.array(shape.rows * shape.inner, kind)
    let b = SampleNumbers.array(shape.inner * shape.columns, kind, seed: 1)
    let expected = plainProduct(a, b, shape)
    let (a2, b2) = (
      transposed(a, rows: shape.rows, columns: shape.inner),
      transposed(b, rows: shape.inner, columns: shape.columns)
    )
    for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
      expectEverywhere(expected, "\(shape.testDescription), transposed: \(first), \(second)") {
        ArrayMath.matrixProduct(
          first ? a2 : a, second ? b2 : b, rows: shape.rows, inner: shape.inner, columns: shape.columns,
          transposingFirst: first, transposingSecond: second)
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 8, 9], SampleNumbers.Kind.allCases)
  func `small products have the bits of the plain loops`(_ rows: Int, _ kind: SampleNumbers.Kind) {
    for inner in [0, 1, 2, 3, 17] {
      for columns in SampleNumbers.lengths { Self.check(Shape(rows, inner, columns), kind) }
    }
  }

  @Test(
    arguments: [
      Shape(64, 128, 17), Shape(65, 127, 9), Shape(63, 129, 33), Shape(130, 64, 7), Shape(5, 300, 100),
      Shape(1, 1000, 3), Shape(100, 1, 100), Shape(3, 257, 35), Shape(8300, 1, 2),
    ], SampleNumbers.Kind.allCases)
  func `products that are worked out part by part have the bits of the plain loops`(
    _ shape: Shape, _ kind: SampleNumbers.Kind
  ) {
    Self.check(shape, kind)
  }

  @Test func `a product is rounded before it is added`() {
    let x = 1 + Double.ulpOfOne
    expectEverywhere([0], "x·x − (1 + 2ε)") {
      ArrayMath.matrixProduct([-1 - 2 * .ulpOfOne, x], [1, x], rows: 1, inner: 2, columns: 1)
    }
  }

  @Test func `a sum of −0 stays −0, an empty sum is 0`() {
    expectEverywhere([-0.0], "−0·1 + −0·1") {
      ArrayMath.matrixProduct([-0.0, -0.0], [1, 1], rows: 1, inner: 2, columns: 1)
    }
    expectEverywhere([0, 0], "no products") { ArrayMath.matrixProduct([], [], rows: 1, inner: 0, columns: 2) }
  }

  @Test func `of stacks those matrices are multiplied that are paired`() {
    let (a, b) = (SampleNumbers.array(2 * 6, .ordinary), SampleNumbers.array(3 * 15, .ordinary, seed: 1))
    let pairs = [(first: 1, second: 0), (first: 0, second: 2), (first: 1, second: 2)]
    let expected = pairs.flatMap { pair in
      Self.plainProduct(
        Array(a[pair.first * 6..<(pair.first + 1) * 6]), Array(b[pair.second * 15..<(pair.second + 1) * 15]),
        Shape(2, 3, 5))
    }
    expectEverywhere(expected, "three pairs") {
      ArrayMath.matrixProduct(a, b, rows: 2, inner: 3, columns: 5, pairs: pairs)
    }
  }
}

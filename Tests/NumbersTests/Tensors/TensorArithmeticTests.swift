import Testing

@testable import Numbers

@Suite struct TensorArithmeticTests {
  private static func counting(_ shape: [Int]) -> Tensor {
    Tensor(filling: shape, with: (0..<Tensor.count(of: shape)).map { Double($0) - 2.5 })
  }

  @Test(
    arguments: [
      ([], [], []), ([3], [], [3]), ([], [2, 2], [2, 2]), ([2, 3], [3], [2, 3]), ([2, 1], [1, 3], [2, 3]),
      ([1], [1, 1], [1, 1]), ([0, 3], [1], [0, 3]), ([2, 3], [4], nil), ([2], [3], nil),
      ([2, 1, 3], [4, 1], [2, 4, 3]),
    ] as [([Int], [Int], [Int]?)])
  func `shapes stretch as in NumPy`(_ first: [Int], _ second: [Int], _ result: [Int]?) {
    #expect(Shape.broadcast(first, second) == result)
    #expect(Shape.broadcast(second, first) == result)
    guard let result else { return }
    let (a, b) = (Self.counting(first), Self.counting(second))
    #expect(a.fits(result) && b.fits(result))
    let (x, y) = (a.stretched(to: result), b.stretched(to: result))
    #expect((a + b).elements == zip(x, y).map { $0 + $1 })
    #expect((a - b).elements == zip(x, y).map { $0 - $1 })
    #expect((a * b).elements == zip(x, y).map { $0 * $1 })
    #expect((a / b).elements == zip(x, y).map { $0 / $1 })
    #expect((a / b).shape == result)
    #expect(Tensor.joined(a, b, to: result) { max($0, $1) } == zip(x, y).map { max($0, $1) })
    #expect(Tensor(filling: result, with: x).summed(to: first).count == a.elements.count)
  }

  @Test func `terms of one shape are added, others are left out`() {
    let a = Self.counting([2, 3])
    #expect(Tensor.sum([a, a, a]) == a * Tensor(3))
    #expect(Tensor.sum([a, Tensor(1)]) == a)
  }

  @Test func `a place has an index along each axis`() {
    let shape = [2, 3, 4]
    for (place, coordinates) in (0..<24).map({ ($0, [$0 / 12, $0 / 4 % 3, $0 % 4]) }) {
      #expect(Shape.coordinates(ofPlace: place, in: shape) == coordinates)
    }
    #expect(Shape.coordinates(ofPlace: 0, in: []) == [])
    #expect(Self.counting([2, 2]).dot(Self.counting([4])) == 9)
    #expect(
      Tensor(filling: [2], with: [3, .infinity]).sizeOfProducts(with: Tensor(filling: [2], with: [-2, 1]))
        == 6)
  }

  @Test func `coordinates are nearly rounded`() {
    #expect(2.345678.nearly(decimals: 2) == 2.35)
    #expect((-0.25).nearly(decimals: 1) == -0.3)
    #expect(12.5.nearly(decimals: 0) == 13)
  }

  @Test func `a matrix is transposed, and nothing else`() {
    #expect(Tensor(filling: [2, 3], with: [1, 2, 3, 4, 5, 6]).transposed?.elements == [1, 4, 2, 5, 3, 6])
    #expect(Self.counting([0, 3]).transposed?.shape == [3, 0])
    #expect(Self.counting([3]).transposed == nil)
    #expect((-Self.counting([3])).elements == [2.5, 1.5, 0.5])
    #expect(!Tensor(filling: [2], with: [1, .infinity]).isFinite)
    #expect(Tensor(filling: [2], with: [-3, .nan]).largestMagnitude.isNaN)
  }
}

/// Numbers for whole arrays, in the order in which NumPy fills them.
extension RandomStream {
  /// So many numbers from 0 up to but not including 1: `rand`, `random`.
  mutating func units(_ count: Int) -> [Double] { drawn(count) { $0.unit() } }

  /// So many normally distributed numbers with the mean 0 and the deviation 1: `randn`.
  ///
  /// They come in pairs; of an odd count the last one leaves its second to the next call.
  mutating func gausses(_ count: Int) -> [Double] { drawn(count) { $0.gauss() } }

  /// So many normally distributed numbers with a mean and a deviation: `normal`.
  mutating func normals(_ count: Int, mean: Double, deviation: Double) -> [Double] {
    drawn(count) { mean + deviation * $0.gauss() }
  }

  /// So many numbers from a range, evenly spread: `uniform`.
  mutating func uniforms(_ count: Int, from low: Double, to high: Double) -> [Double] {
    drawn(count) { $0.uniform(low, high) }
  }

  /// So many whole numbers from a range, the upper bound not included: `randint`.
  mutating func integers(_ count: Int, from low: Int, below high: Int) throws(DrawProblem) -> [Int] {
    if count == 0 { return [] }
    guard low < high else { throw .emptyRange(low: low, high: high) }
    let span = UInt64(bitPattern: Int64(high &- 1 &- low))
    return drawn(count) { low &+ Int(truncatingIfNeeded: $0.offset(upTo: span)) }
  }

  /// The numbers below a count in a random order: `permutation`, and the order of its rows for an array.
  mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<max(count, 0))
    shuffle(&order)
    return order
  }

  /// Exchanges the items of a list or the rows of an array, from the last one down: `shuffle`.
  ///
  /// NumPy draws nothing for rows without elements.
  mutating func shuffle<Item>(_ items: inout [Item]) {
    for last in items.indices.dropFirst().reversed() {
      items.swapAt(last, index(below: last + 1))
    }
  }

  private mutating func drawn<Number>(_ count: Int, _ draw: (inout RandomStream) -> Number) -> [Number] {
    var numbers: [Number] = []
    numbers.reserveCapacity(max(count, 0))
    for _ in 0..<max(count, 0) { numbers.append(draw(&self)) }
    return numbers
  }
}

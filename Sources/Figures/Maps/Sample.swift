/// Evenly spaced rows or columns, from the first on.
package struct Sample: Hashable, Sendable {
  package let numbers: [Int]
  package let length: Int
  package var isWhole: Bool { numbers.count == length }

  package init(of length: Int, atMost most: Int) {
    self.length = length
    let step = max(1, (length + most - 1) / max(most, 1))
    numbers = Array(stride(from: 0, to: length, by: step))
  }
}

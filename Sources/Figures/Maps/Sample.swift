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

extension Sample {
  /// So many rows or columns at most, evenly spread from the first to the last.
  package init(of length: Int, spreadOver most: Int) {
    self.length = length
    let count = min(length, most)
    numbers = (0..<count).map { count > 1 ? ($0 * (length - 1) + (count - 1) / 2) / (count - 1) : 0 }
  }

  /// Places in the sample that are written out, evenly spread, with their rows or columns.
  func labels(atMost most: Int) -> [(place: Int, number: Int)] {
    let step = max(1, (numbers.count + most - 1) / most)
    return stride(from: 0, to: numbers.count, by: step).map { ($0, numbers[$0]) }
  }
}

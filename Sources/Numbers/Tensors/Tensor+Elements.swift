extension Tensor {
  /// The array with another number at one place.
  package func replacing(_ element: Int, with number: Double) -> Tensor {
    var elements = elements
    elements[element] = number
    return Tensor(filling: shape, with: elements)
  }

  /// The places of all elements, or of so many: that of the largest, and some at even distances.
  package func sample(atMost most: Int) -> [Int] {
    guard elements.count > most else { return Array(elements.indices) }
    let largest = elements.indices.max { elements[$0].magnitude < elements[$1].magnitude } ?? 0
    let even = (0..<max(0, most - 1)).map { $0 * elements.count / max(1, most - 1) }
    return Set(even + [largest]).sorted()
  }

  /// An array of this shape whose elements are all the same.
  package func filled(with number: Double) -> Tensor { map { _ in number } }

  /// The number that all elements are; nil if they differ.
  package var sharedNumber: Double? {
    guard let first = elements.first, elements.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

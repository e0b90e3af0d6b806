// NumPy's broadcasting: axes are matched from the last one on, and an axis of length 1 is stretched.
// https://numpy.org/doc/stable/user/basics.broadcasting.html

/// Shapes and what can be done with them.
package enum Shape {
  /// The shape to which both shapes stretch, or nil if they don't fit.
  package static func broadcast(_ first: [Int], _ second: [Int]) -> [Int]? {
    if first == second { return first }
    let count = max(first.count, second.count)
    var shape = [Int](repeating: 1, count: count)
    for axis in 0..<count {
      let a = axis < count - first.count ? 1 : first[axis - (count - first.count)]
      let b = axis < count - second.count ? 1 : second[axis - (count - second.count)]
      guard a == b || a == 1 || b == 1 else { return nil }
      shape[axis] = a == 1 ? b : a
    }
    return shape
  }

  /// How far apart in memory neighbours along each axis are.
  package static func strides(of shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// The index along each axis of the element at a place in row-major order.
  package static func coordinates(ofPlace place: Int, in shape: some BidirectionalCollection<Int>) -> [Int] {
    var rest = place
    var coordinates: [Int] = []
    for length in shape.reversed() {
      coordinates.append(rest % max(1, length))
      rest /= max(1, length)
    }
    return coordinates.reversed()
  }

  /// The positions, in row-major order of `shape`, of the elements that lie `strides` apart from `start` on.
  package static func positions(_ shape: [Int], strides: [Int], start: Int = 0) -> [Int] {
    let count = Tensor.count(of: shape)
    guard let length = shape.last, let step = strides.last, count > 0 else {
      return count == 0 ? [] : [start]
    }
    return unsafe [Int](unsafeUninitializedCapacity: count) { buffer, filled in
      var place = [Int](repeating: 0, count: shape.count - 1)
      var row = start
      var next = 0
      while next < count {
        var position = row
        for _ in 0..<length {
          unsafe buffer[next] = position
          next += 1
          position += step
        }
        for axis in place.indices.reversed() {
          place[axis] += 1
          row += strides[axis]
          if place[axis] < shape[axis] { break }
          row -= place[axis] * strides[axis]
          place[axis] = 0
        }
      }
      filled = count
    }
  }

  /// The strides by which an array of one shape is read as if it had another that it stretches to.
  package static func strides(of shape: [Int], stretchedTo target: [Int]) -> [Int] {
    let own = strides(of: shape)
    let missing = target.count - shape.count
    return target.indices.map { axis in
      axis < missing || shape[axis - missing] == 1 ? 0 : own[axis - missing]
    }
  }
}

extension Tensor {
  /// The elements as those of a larger shape that this one stretches to.
  package func stretched(to target: [Int]) -> [Double] {
    if shape == target { return elements }
    let count = Tensor.count(of: target)
    if elements.count == 1 { return [Double](repeating: elements[0], count: count) }
    if elements.count == count { return elements }
    let positions = Shape.positions(target, strides: Shape.strides(of: shape, stretchedTo: target))
    return positions.map { elements[$0] }
  }

  /// The sums over the axes along which a smaller shape was stretched to this one, in row-major order.
  package func summed(to target: [Int]) -> [Double] {
    if shape == target { return elements }
    let count = Tensor.count(of: target)
    if elements.count == count { return elements }
    var sums = [Double](repeating: 0, count: count)
    let positions = Shape.positions(shape, strides: Shape.strides(of: target, stretchedTo: shape))
    for (element, position) in zip(elements, positions) { sums[position] += element }
    return sums
  }
}

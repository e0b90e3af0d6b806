import Autodiff
import Numbers
import TraceModel

// How NumPy would have the elements in memory: this decides which reshaped arrays are views and which are copies.

extension ArrayValue {
  /// How far apart in memory neighbours along each axis are.
  var strides: [Int] {
    guard let view else { return Self.strides(of: shape, memoryOrder) }
    let base = Shape.strides(of: view.base.shape)
    let memory = view.base.strides
    func offset(_ position: Int) -> Int {
      zip(base, zip(memory, view.base.shape)).reduce(0) { $0 + position / $1.0 % $1.1.1 * $1.1.0 }
    }
    guard let first = view.positions.first.map(offset) else { return shape.map { _ in 0 } }
    return zip(shape, Shape.strides(of: shape)).map { length, step in
      length > 1 ? offset(view.positions[step]) - first : 0
    }
  }

  /// The strides of elements that lie side by side, with the axes in an order from the outermost to the innermost.
  private static func strides(of shape: [Int], _ order: [Int]?) -> [Int] {
    guard let order else { return Shape.strides(of: shape) }
    var strides = shape
    var step = 1
    for axis in order.reversed() {
      strides[axis] = step
      step *= max(shape[axis], 1)
    }
    return strides
  }

  /// Whether the elements lie side by side in memory, the last axis running fastest.
  var isContiguous: Bool {
    if view == nil, memoryOrder == nil { return true }
    if tensor.elements.count < 2 { return true }
    return zip(shape, zip(strides, Shape.strides(of: shape))).allSatisfy { $0 == 1 || $1.0 == $1.1 }
  }

  /// Whether an array of another shape can see the same elements in memory.
  func canBeSeen(in other: [Int]) -> Bool {
    if isContiguous { return true }
    let axes = zip(shape, strides).filter { $0.0 != 1 }
    var old = axes[...]
    var new = other.filter { $0 != 1 }[...]
    while let axis = old.first, var wanted = new.popFirst() {
      var (length, last) = axis
      old = old.dropFirst()
      // As many axes of both as hold the same number of elements; the old ones must lie side by side.
      while length != wanted {
        if length < wanted {
          guard let next = old.popFirst(), last == next.0 * next.1 else { return false }
          (length, last) = (length * next.0, next.1)
        } else if let next = new.popFirst() {
          wanted *= next
        } else {
          return false
        }
      }
    }
    return true
  }

  /// The order in memory of what is computed element by element from arrays of some strides; nil for the usual one.
  ///
  /// As NumPy's iterator has it: the axes from the largest stride to the smallest, as they are where that is not clear.
  static func memoryOrder(ofStrides operands: [[Int]], axes count: Int) -> [Int]? {
    var order = Array((0..<count).reversed())
    for index in order.indices.dropFirst() {
      var place = index
      for other in (0..<index).reversed() {
        guard let isLarger = isLarger(order[other], than: order[index], operands) else { continue }
        if !isLarger { break }
        place = other
      }
      order.insert(order.remove(at: index), at: place)
    }
    order.reverse()
    return order == Array(0..<count) ? nil : order
  }

  /// Whether one axis has larger strides than another; nil if no operand tells. The usual order wins.
  private static func isLarger(_ inner: Int, than outer: Int, _ operands: [[Int]]) -> Bool? {
    var result: Bool?
    for strides in operands where strides[inner] != 0 && strides[outer] != 0 {
      result = strides[inner].magnitude <= strides[outer].magnitude ? false : result ?? true
    }
    return result
  }
}

extension Interpreter {
  /// Gives what was computed element by element the order in memory that its operands have.
  func keepMemoryOrder(_ result: Value, of operands: [Operand]) {
    guard case .array(let made) = result, made.shape.count > 1 else { return }
    var all: [[Int]] = []
    var isUsual = true
    for case .array(let array) in operands {
      if array.view != nil || array.memoryOrder != nil { isUsual = false }
      let missing = made.shape.count - array.shape.count
      let own = zip(array.strides, array.shape).map { $1 == 1 ? 0 : $0 }
      all.append(Array(repeating: 0, count: max(0, missing)) + own)
    }
    if isUsual { return }
    made.memoryOrder = ArrayValue.memoryOrder(ofStrides: all, axes: made.shape.count)
  }
}

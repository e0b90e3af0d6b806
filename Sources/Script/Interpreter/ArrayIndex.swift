import Autodiff
import TraceModel

/// NumPy's indices: which elements of an array they pick, and in which shape.
///
/// https://numpy.org/doc/stable/user/basics.indexing.html
struct ArrayIndex {
  enum Item {
    case position(Int)
    case slice(start: Int?, stop: Int?, step: Int)
    case newAxis
    case ellipsis
    /// Positions along one axis.
    case positions(Tensor)
  }

  enum Problem: Error {
    case tooMany(given: Int, axes: Int)
    case outside(Int, count: Int, axis: Int)
    case stretch([Int], [Int])
  }

  /// The shape of what is picked.
  let shape: [Int]
  /// Where its elements stand.
  let positions: [Int]
  /// Whether it sees the array's own elements, as slices do, or copies.
  let isView: Bool

  /// Along one axis of the result, how far from its start each element lies.
  private typealias Axis = [Int]

  init(_ items: [Item], of shape: [Int]) throws(Problem) {
    let items = try Self.completed(items, axes: shape.count)
    let strides = Shape.strides(of: shape)
    let isAdvanced = items.contains { if case .positions = $0 { true } else { false } }
    var start = 0
    var axis = 0
    var lengths: [Int] = []
    var offsets: [Axis] = []
    var picks: [(positions: Tensor, stride: Int)] = []
    /// Where the axes of the picks go, and whether the picks stand side by side.
    var place: Int?
    var isTogether = true
    var lastPick = -1
    for (index, item) in items.enumerated() {
      func pick(_ positions: Tensor) throws(Problem) {
        picks.append(
          (try Self.checked(positions, count: shape[axis], axis: axis), strides[axis]))
        if lastPick >= 0, lastPick != index - 1 { isTogether = false }
        place = place ?? lengths.count
        lastPick = index
        axis += 1
      }
      switch item {
      case .position(let position) where isAdvanced: try pick(Tensor(Double(position)))
      case .position(let position):
        let checked = try Self.checked(Tensor(Double(position)), count: shape[axis], axis: axis)
        start += Int(checked.elements[0]) * strides[axis]
        axis += 1
      case .slice(let start, let stop, let step):
        let range = RangeValue(slicing: shape[axis], start, stop, step)
        lengths.append(range.count)
        offsets.append((0..<range.count).map { range.element($0) * strides[axis] })
        axis += 1
      case .newAxis:
        lengths.append(1)
        offsets.append([0])
      case .ellipsis: break
      case .positions(let positions): try pick(positions)
      }
    }
    if isAdvanced {
      let (picked, sum) = try Self.joined(picks)
      let target = isTogether ? place ?? 0 : 0
      lengths.insert(contentsOf: picked, at: target)
      offsets.insert(sum, at: target)
    }
    self.shape = lengths
    isView = !isAdvanced
    var positions = [start]
    for axis in offsets { positions = positions.flatMap { base in axis.map { base + $0 } } }
    self.positions = positions
  }

  /// The items with the ellipsis written out, and a whole slice for each axis that has none.
  private static func completed(_ items: [Item], axes: Int) throws(Problem) -> [Item] {
    let used = items.count { item in
      switch item {
      case .position, .slice, .positions: true
      case .newAxis, .ellipsis: false
      }
    }
    if used > axes { throw .tooMany(given: used, axes: axes) }
    let rest = Array(repeating: Item.slice(start: nil, stop: nil, step: 1), count: axes - used)
    let place = items.firstIndex { if case .ellipsis = $0 { true } else { false } } ?? items.count
    return Array(items[..<place]) + rest + Array(items[min(place + 1, items.count)...])
  }

  private static func checked(_ positions: Tensor, count: Int, axis: Int) throws(Problem) -> Tensor {
    var elements: [Double] = []
    for element in positions.elements {
      let position = element < 0 ? element + Double(count) : element
      guard position >= 0, position < Double(count) else {
        throw .outside(Int(element), count: count, axis: axis)
      }
      elements.append(position)
    }
    return Tensor(filling: positions.shape, with: elements)
  }

  /// The shape to which all picks stretch, and for each place in it how far they lead together.
  private static func joined(_ picks: [(positions: Tensor, stride: Int)]) throws(Problem) -> ([Int], Axis) {
    var shape: [Int] = []
    for (positions, _) in picks {
      guard let stretched = Shape.broadcast(shape, positions.shape) else {
        throw .stretch(shape, positions.shape)
      }
      shape = stretched
    }
    var sums = [Int](repeating: 0, count: Tensor.count(of: shape))
    for (positions, stride) in picks {
      for (index, position) in positions.stretched(to: shape).enumerated() {
        sums[index] += Int(position) * stride
      }
    }
    return (shape, sums)
  }
}

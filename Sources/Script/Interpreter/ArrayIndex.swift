import Autodiff
import Language
import Numbers
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
    /// Truth values along as many axes as they have; those are picked where they hold.
    case mask(Tensor)
  }

  enum Problem: Error {
    case tooMany(given: Int, axes: Int)
    case outside(String, count: Int, axis: Int)
    case stretch([Int], [Int])
    case mask([Int])
    case ellipses
    case tooLarge
  }

  /// The shape of what is picked.
  let shape: [Int]
  /// Where its elements stand.
  let positions: [Int]
  /// Whether it sees the array's own elements, as slices do, or copies.
  let isView: Bool
  /// The axes of the result in the order in which memory has them: those of lists of positions come first. Nil if they
  /// stand so.
  let memoryOrder: [Int]?

  /// Along one axis of the result, how far from its start each element lies.
  private typealias Axis = [Int]

  /// - Parameter most: How many elements it may pick.
  init(_ items: [Item], of shape: [Int], most: Int = .max) throws(Problem) {
    let items = try Self.withoutMasks(Self.completed(items, axes: shape.count), shape)
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
      case .position(let given):
        let position = given < 0 ? given + shape[axis] : given
        guard (0..<shape[axis]).contains(position) else {
          throw .outside("\(given)", count: shape[axis], axis: axis)
        }
        start += position * strides[axis]
        axis += 1
      case .slice(let start, let stop, let step):
        let range = RangeValue(slicing: shape[axis], start, stop, step)
        lengths.append(range.count)
        offsets.append((0..<range.count).map { range.element($0) * strides[axis] })
        axis += 1
      case .newAxis:
        lengths.append(1)
        offsets.append([0])
      case .ellipsis, .mask: break
      case .positions(let positions): try pick(positions)
      }
    }
    var order: [Int]?
    if isAdvanced {
      let (picked, sum) = try Self.joined(picks, most)
      let target = isTogether ? place ?? 0 : 0
      lengths.insert(contentsOf: picked, at: target)
      let ofPicks = Array(target..<target + picked.count)
      order = target == 0 ? nil : ofPicks + lengths.indices.filter { !ofPicks.contains($0) }
      offsets.insert(sum, at: target)
    }
    memoryOrder = order
    guard Self.count(of: lengths) <= most else { throw .tooLarge }
    self.shape = lengths
    isView = !isAdvanced
    var positions = [start]
    for axis in offsets { positions = positions.flatMap { base in axis.map { base + $0 } } }
    self.positions = positions
  }

  /// The items with the ellipsis written out, and a whole slice for each axis that has none.
  private static func completed(_ items: [Item], axes: Int) throws(Problem) -> [Item] {
    let ellipses = items.count { item in
      switch item {
      case .ellipsis: true
      default: false
      }
    }
    if ellipses > 1 { throw .ellipses }
    let used = items.reduce(0) { used, item in
      switch item {
      case .position, .slice, .positions: used + 1
      case .mask(let mask): used + mask.shape.count
      case .newAxis, .ellipsis: used
      }
    }
    if used > axes { throw .tooMany(given: used, axes: axes) }
    let rest = Array(repeating: Item.slice(start: nil, stop: nil, step: 1), count: axes - used)
    let place = items.firstIndex { if case .ellipsis = $0 { true } else { false } } ?? items.count
    return Array(items[..<place]) + rest + Array(items[min(place + 1, items.count)...])
  }

  /// For each axis of a mask the positions at which it holds.
  private static func withoutMasks(_ items: [Item], _ shape: [Int]) throws(Problem) -> [Item] {
    var result: [Item] = []
    var axis = 0
    for item in items {
      switch item {
      case .mask(let mask):
        // A mask without elements fits everywhere.
        guard mask.elements.isEmpty || mask.shape == Array(shape[axis..<axis + mask.shape.count]) else {
          throw .mask(mask.shape)
        }
        let held = mask.elements.indices.filter { mask.elements[$0] != 0 }
        for (stride, length) in zip(Shape.strides(of: mask.shape), mask.shape) {
          let places = held.map { Double($0 / stride % length) }
          result.append(.positions(Tensor(filling: [held.count], with: places)))
        }
        axis += mask.shape.count
        continue
      case .position, .slice, .positions: axis += 1
      case .newAxis, .ellipsis: break
      }
      result.append(item)
    }
    return result
  }

  /// How many elements a shape holds; the largest number if that is too many for one.
  private static func count(of shape: [Int]) -> Int {
    shape.reduce(1) { count, length in
      let (product, overflows) = count.multipliedReportingOverflow(by: max(length, 1))
      return overflows ? .max : product
    }
  }

  private static func checked(_ positions: Tensor, count: Int, axis: Int) throws(Problem) -> Tensor {
    var elements: [Double] = []
    for element in positions.elements {
      let position = element < 0 ? element + Double(count) : element
      guard position >= 0, position < Double(count) else {
        throw .outside(ElementColumn.integer(element), count: count, axis: axis)
      }
      elements.append(position)
    }
    return Tensor(filling: positions.shape, with: elements)
  }

  /// The shape to which all picks stretch, and for each place in it how far they lead together.
  private static func joined(_ picks: [(positions: Tensor, stride: Int)], _ most: Int) throws(Problem)
    -> ([Int], Axis)
  {
    var shape: [Int] = []
    for (positions, _) in picks {
      guard let stretched = Shape.broadcast(shape, positions.shape) else {
        throw .stretch(shape, positions.shape)
      }
      shape = stretched
    }
    guard count(of: shape) <= most else { throw .tooLarge }
    var sums = [Int](repeating: 0, count: Tensor.count(of: shape))
    for (positions, stride) in picks {
      for (index, position) in positions.stretched(to: shape).enumerated() {
        sums[index] += Int(position) * stride
      }
    }
    return (shape, sums)
  }
}

extension ArrayIndex.Item {
  /// How many numbers it takes to go through it.
  var size: Int {
    switch self {
    case .position, .newAxis, .ellipsis, .slice: 1
    case .positions(let positions): positions.elements.count
    case .mask(let mask): mask.elements.count * mask.shape.count
    }
  }
}

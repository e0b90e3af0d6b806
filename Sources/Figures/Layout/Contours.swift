/// The outlines of blocks, each a chain of cells from its last place to its first.
///
/// Place `3c` is the gap before column `c`; behind it are the column's left half, with its middle, in which operands enter
/// from above and below, and its right half. A cell says how far up and down a block reaches
/// at its place. What a cell says is relative to the shifts of the cells before it, so that a block moves at once, and
/// two blocks are joined in the time that the shorter one takes.
struct Contours {
  private var top: [Int] = []
  private var bottom: [Int] = []
  private var next: [Int32] = []
  private var shift: [Int] = []

  static let nothing = Int.max / 4
  /// The place of a gap.
  static func gap(_ number: Int) -> Int { 3 * number }

  /// What is left free between two blocks.
  private let thickness: Int

  init(capacity: Int, thickness: Int) {
    self.thickness = thickness
    top.reserveCapacity(capacity)
    bottom.reserveCapacity(capacity)
    next.reserveCapacity(capacity)
    shift.reserveCapacity(capacity)
  }

  /// Puts a cell before a block, which moves down by a shift.
  mutating func push(_ block: Int, above: Int, below: Int, shift moved: Int = 0) -> Int {
    top.append(-above)
    bottom.append(below)
    next.append(Int32(truncatingIfNeeded: block))
    shift.append(moved)
    return top.count - 1
  }

  /// Stacks a block below another one that ends at the same place, and gives how far it went down.
  mutating func stack(_ lower: Int, below upper: Int, least: Int, snap: Int) -> Int {
    var distance = least
    var (i, j, si, sj) = (upper, lower, 0, 0)
    while i >= 0, j >= 0 {
      distance = max(distance, bottom[i] + si - top[j] - sj + thickness)
      si += shift[i]
      sj += shift[j]
      i = Int(next[i])
      j = Int(next[j])
    }
    distance = (distance + snap - 1) / snap * snap
    join(lower, to: upper, distance)
    return distance
  }

  private mutating func join(_ lower: Int, to upper: Int, _ distance: Int) {
    var (i, j, si, sj) = (upper, lower, 0, 0)
    while true {
      let moved = sj + distance - si
      top[i] = min(top[i], top[j] + moved)
      bottom[i] = max(bottom[i], bottom[j] + moved)
      let (ni, nj) = (Int(next[i]), Int(next[j]))
      if nj < 0 { return }
      if ni < 0 {
        next[i] = Int32(truncatingIfNeeded: nj)
        shift[i] = sj + shift[j] + distance - si
        return
      }
      si += shift[i]
      sj += shift[j]
      (i, j) = (ni, nj)
    }
  }

  /// Lets a block that ends at a place sink onto a floor, and gives how far down it went. The floor rises to its bottom.
  func sink(_ block: Int, endingAt place: Int, onto floor: inout [Int], snap: Int) -> Int {
    var distance = 0
    var (i, moved, at) = (block, 0, place)
    while i >= 0 {
      distance = max(distance, floor[at] - top[i] - moved)
      moved += shift[i]
      i = Int(next[i])
      at -= 1
    }
    distance = (distance + snap - 1) / snap * snap
    (i, moved, at) = (block, 0, place)
    while i >= 0 {
      floor[at] = max(floor[at], bottom[i] + moved + distance + thickness)
      moved += shift[i]
      i = Int(next[i])
      at -= 1
    }
    return distance
  }

  /// How far up and down the first `count` cells reach.
  func extent(_ block: Int, count: Int = .max) -> (top: Int, bottom: Int) {
    var (least, most) = (Self.nothing, -Self.nothing)
    var (i, moved, seen) = (block, 0, 0)
    while i >= 0, seen < count {
      least = min(least, top[i] + moved)
      most = max(most, bottom[i] + moved)
      moved += shift[i]
      i = Int(next[i])
      seen += 1
    }
    return (least, most)
  }

  /// Makes the first `count` cells reach as far as given.
  mutating func fill(_ block: Int, count: Int, from least: Int, to most: Int) {
    var (i, moved, seen) = (block, 0, 0)
    while i >= 0, seen < count {
      top[i] = min(top[i], least - moved)
      bottom[i] = max(bottom[i], most - moved)
      moved += shift[i]
      i = Int(next[i])
      seen += 1
    }
  }
}

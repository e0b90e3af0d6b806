/// The outlines of blocks, each a chain of cells from its last place to its first.
///
/// Place `4c` is the gap before column `c` up to its vertical lines, with the numbers of the wires that begin there, and
/// place `4c + 1` what is behind the lines, with the numbers of branches and inputs; then come the column's left half, with
/// its middle, in which operands enter from above and below, and its right half. A cell says how far up and down a block
/// reaches at its place. What a cell says is relative to the shifts of the cells before it, so that a block moves at once, and
/// two blocks are joined in the time that the shorter one takes.
struct Contours {
  private var top: [Int] = []
  private var bottom: [Int] = []
  private var next: [Int32] = []
  private var shift: [Int] = []

  static let nothing = Int.max / 4
  /// The places of a gap, before its lines and behind them.
  static func gap(_ number: Int) -> Int { 4 * number }
  static func entry(_ number: Int) -> Int { 4 * number + 1 }

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

  /// Makes the last cell of a block reach as far as given.
  mutating func cover(_ block: Int, above: Int, below: Int) {
    top[block] = min(top[block], -above)
    bottom[block] = max(bottom[block], below)
  }

  /// How far up and down cells reach, counted from the last.
  func extent(_ block: Int, _ cells: Range<Int>) -> (top: Int, bottom: Int) {
    var (least, most) = (Self.nothing, -Self.nothing)
    var (i, moved, seen) = (block, 0, 0)
    while i >= 0, seen < cells.upperBound {
      if seen >= cells.lowerBound {
        least = min(least, top[i] + moved)
        most = max(most, bottom[i] + moved)
      }
      moved += shift[i]
      i = Int(next[i])
      seen += 1
    }
    return (least, most)
  }

  /// Makes cells, counted from the last, reach as far as given.
  mutating func fill(_ block: Int, _ cells: Range<Int>, from least: Int, to most: Int) {
    var (i, moved, seen) = (block, 0, 0)
    while i >= 0, seen < cells.upperBound {
      if seen >= cells.lowerBound {
        top[i] = min(top[i], least - moved)
        bottom[i] = max(bottom[i], most - moved)
      }
      moved += shift[i]
      i = Int(next[i])
      seen += 1
    }
  }
}

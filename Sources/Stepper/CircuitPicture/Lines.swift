import Figures

/// The lines of a part of a picture: for each cell what leaves it to each of its four sides, thin or thick.
struct Lines: Sendable {
  let area: PictureArea
  /// Four times two bits: up, right, down, left; each 0, 1 (thin) or 2 (thick).
  private var arms: [UInt8]
  private var owners: [Int32]
  private var crossings: [Bool]

  init(_ area: PictureArea) {
    self.area = area
    let count = area.columns.count * area.rows.count
    arms = Array(repeating: 0, count: count)
    owners = Array(repeating: -1, count: count)
    crossings = Array(repeating: false, count: count)
  }

  private enum Arm: UInt8 {
    case up = 6
    case right = 4
    case down = 2
    case left = 0
  }

  /// Adds a line of upright and level stretches.
  mutating func add(_ points: [CircuitLayout.Point], net: Int, isThick: Bool = false) {
    for (from, to) in zip(points, points.dropFirst()) {
      if from.y == to.y {
        for x in Self.stretch(from.x, to.x, area.columns) { join(x, from.y, x + 1, from.y, net, isThick) }
      } else {
        for y in Self.stretch(from.y, to.y, area.rows) { join(from.x, y, from.x, y + 1, net, isThick) }
      }
    }
  }

  /// The steps between two places that begin or end in a part.
  private static func stretch(_ from: Int, _ to: Int, _ part: Range<Int>) -> Range<Int> {
    (min(from, to)..<max(from, to)).clamped(to: part.lowerBound - 1..<part.upperBound)
  }

  private mutating func join(_ x: Int, _ y: Int, _ nextX: Int, _ nextY: Int, _ net: Int, _ isThick: Bool) {
    set(x, y, nextX > x ? .right : .down, net, isThick)
    set(nextX, nextY, nextX > x ? .left : .up, net, isThick)
  }

  private mutating func set(_ x: Int, _ y: Int, _ arm: Arm, _ net: Int, _ isThick: Bool) {
    guard let index = index(x, y) else { return }
    if owners[index] >= 0, owners[index] != net { crossings[index] = true }
    owners[index] = Int32(truncatingIfNeeded: net)
    let weight = max(arms[index] >> arm.rawValue & 3, isThick ? 2 : 1)
    arms[index] = arms[index] & ~(3 << arm.rawValue) | weight << arm.rawValue
  }

  private func index(_ x: Int, _ y: Int) -> Int? {
    guard area.columns.contains(x), area.rows.contains(y) else { return nil }
    return (y - area.rows.lowerBound) * area.columns.count + x - area.columns.lowerBound
  }

  /// The net whose line passes a cell; of several the last one that was added, nil if there is none.
  func owner(_ x: Int, _ y: Int) -> Int? {
    guard let index = index(x, y), owners[index] >= 0 else { return nil }
    return Int(owners[index])
  }

  func isEmpty(_ x: Int, _ y: Int) -> Bool { index(x, y).map { arms[$0] == 0 } ?? true }

  /// Whether lines of two wires pass a cell.
  func isCrossing(_ x: Int, _ y: Int) -> Bool { index(x, y).map { crossings[$0] } ?? false }

  /// Whether a thick line passes a cell.
  func isThick(_ x: Int, _ y: Int) -> Bool { index(x, y).map { arms[$0] & 0b1010_1010 != 0 } ?? false }

  /// The character of a cell. Where lines of one wire meet, that is a dot; where two wires cross, not.
  func character(_ x: Int, _ y: Int) -> Character {
    guard let index = index(x, y) else { return " " }
    let weights = [Arm.up, .right, .down, .left].map { Int(arms[index] >> $0.rawValue & 3) }
    if !crossings[index], weights.count(where: { $0 > 0 }) > 2 { return "●" }
    return Self.characters[weights.reduce(0) { $0 * 3 + $1 }]
  }

  /// By the weights up, right, down and left as the digits of a number in base 3.
  private static let characters = Array(
    " ╴╸╷┐┑╻┒┓╶─╾┌┬┭┎┰┱╺╼━┍┮┯┏┲┳╵┘┙│┤┥╽┧┪└┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋")
}

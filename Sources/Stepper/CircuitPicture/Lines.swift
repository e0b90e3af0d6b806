/// The lines of a picture: for each cell what leaves it to each of its four sides, thin or thick.
struct Lines: Sendable {
  let width: Int
  let height: Int
  /// Four times two bits: up, right, down, left; each 0, 1 (thin) or 2 (thick).
  private var arms: [UInt8]
  private var owners: [Int32]
  private var crossings: [Bool]

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    arms = Array(repeating: 0, count: width * height)
    owners = Array(repeating: -1, count: width * height)
    crossings = Array(repeating: false, count: width * height)
  }

  private enum Arm: UInt8 {
    case up = 6
    case right = 4
    case down = 2
    case left = 0
  }

  /// Adds a line of upright and level stretches.
  mutating func add(_ points: [Canvas.Point], net: Int, isThick: Bool = false) {
    for (from, to) in zip(points, points.dropFirst()) {
      if from.y == to.y {
        for x in min(from.x, to.x)..<max(from.x, to.x) { join(x, from.y, x + 1, from.y, net, isThick) }
      } else {
        for y in min(from.y, to.y)..<max(from.y, to.y) { join(from.x, y, from.x, y + 1, net, isThick) }
      }
    }
  }

  private mutating func join(_ x: Int, _ y: Int, _ nextX: Int, _ nextY: Int, _ net: Int, _ isThick: Bool) {
    set(x, y, nextX > x ? .right : .down, net, isThick)
    set(nextX, nextY, nextX > x ? .left : .up, net, isThick)
  }

  private mutating func set(_ x: Int, _ y: Int, _ arm: Arm, _ net: Int, _ isThick: Bool) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let index = y * width + x
    if owners[index] >= 0, owners[index] != net { crossings[index] = true }
    owners[index] = Int32(truncatingIfNeeded: net)
    let weight = max(arms[index] >> arm.rawValue & 3, isThick ? 2 : 1)
    arms[index] = arms[index] & ~(3 << arm.rawValue) | weight << arm.rawValue
  }

  /// The net whose line passes a cell; of several the last one that was added, nil if there is none.
  func owner(_ x: Int, _ y: Int) -> Int? {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
    let owner = owners[y * width + x]
    return owner < 0 ? nil : Int(owner)
  }

  func isEmpty(_ x: Int, _ y: Int) -> Bool { arms[y * width + x] == 0 }

  /// Whether a thick line passes a cell.
  func isThick(_ x: Int, _ y: Int) -> Bool { arms[y * width + x] & 0b1010_1010 != 0 }

  /// The character of a cell. Where lines of one wire meet on all four sides, that is a dot; where two wires cross, not.
  func character(_ x: Int, _ y: Int) -> Character {
    let index = y * width + x
    func weight(_ arm: Arm) -> Int { Int(arms[index] >> arm.rawValue & 3) }
    let weights = [weight(.up), weight(.right), weight(.down), weight(.left)]
    if !crossings[index], !weights.contains(0) { return "●" }
    return Self.characters[weights.reduce(0) { $0 * 3 + $1 }]
  }

  /// By the weights up, right, down and left as the digits of a number in base 3.
  private static let characters = Array(
    " ╴╸╷┐┑╻┒┓╶─╾┌┬┭┎┰┱╺╼━┍┮┯┏┲┳╵┘┙│┤┥╽┧┪└┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋")
}

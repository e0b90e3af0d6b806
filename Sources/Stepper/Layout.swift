/// Where the regions of the screen are: a function of its size.
struct Layout: Equatable, Sendable {
  struct Rectangle: Equatable, Sendable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  /// What stands in the rectangles, most needed first.
  enum Region: Equatable, Sendable { case step, wires, program, circuit }

  var regions: [(region: Region, place: Rectangle)]

  static func == (left: Layout, right: Layout) -> Bool {
    left.regions.map(\.region) == right.regions.map(\.region)
      && left.regions.map(\.place) == right.regions.map(\.place)
  }

  /// - Parameters:
  ///   - step: How many lines the step has.
  ///   - program: How many lines the program has.
  ///   - circuit: How many columns and rows the circuit takes.
  init(
    width: Int, height: Int, step: Int, program: Int, wires: Int, circuit: (width: Int, height: Int) = (0, 0)
  ) {
    if width >= 120, height >= 26, Self.isBetterBeside(circuit, width, height) {
      regions = Self.wide(width, height, step, program, wires)
    } else if width >= 60, height >= 14 {
      regions = Self.medium(width, height, step, program, wires, circuit.height)
    } else {
      regions = Self.stacked(width, height, step, program, wires)
    }
  }

  /// Whether more of the circuit is seen beside the other regions than between them.
  private static func isBetterBeside(_ circuit: (width: Int, height: Int), _ width: Int, _ height: Int)
    -> Bool
  {
    let beside = min(circuit.width, width - leftOfCircuit(width) - 1) * min(circuit.height, height - 1)
    let between = min(circuit.width, width) * min(circuit.height, height - usualAroundCircuit)
    return beside >= between
  }

  /// The columns that the other regions take where the circuit stands beside them.
  private static func leftOfCircuit(_ width: Int) -> Int { min(84, width * 2 / 5) }
  /// The rows that they take, with the circuit's heading, where it stands between them and the step is not long.
  private static let usualAroundCircuit = 14

  /// Program, step and wires on the left, and the circuit beside them.
  private static func wide(_ width: Int, _ height: Int, _ step: Int, _ program: Int, _ wires: Int) -> [(
    Region, Rectangle
  )] {
    let left = leftOfCircuit(width)
    let top = min(program + 1, height / 3)
    let middle = min(max(step + 1, 9), height / 2 - 2)
    let rest = height - top - middle
    return [
      (.program, Rectangle(x: 0, y: 0, width: left, height: top)),
      (.step, Rectangle(x: 0, y: top, width: left, height: middle)),
      (.wires, Rectangle(x: 0, y: top + middle, width: left, height: rest)),
      (.circuit, Rectangle(x: left + 1, y: 0, width: width - left - 1, height: height)),
    ]
  }

  /// Program and wires side by side, below them the circuit and the step. What the circuit does not need is for the
  /// program and the wires.
  private static func medium(
    _ width: Int, _ height: Int, _ step: Int, _ program: Int, _ wires: Int, _ circuit: Int
  ) -> [(Region, Rectangle)] {
    let bottom = min(max(step + 1, 6), height / 2)
    let rest = height - bottom
    let share = rest * 2 / 5
    let top = min(
      max(program, wires) + 1, circuit == 0 ? share : max(min(share, leastTop), rest - circuit - 1))
    let right = min(max(30, width * 2 / 5), 60)
    return [
      (.program, Rectangle(x: 0, y: 0, width: width - right - 1, height: top)),
      (.wires, Rectangle(x: width - right, y: 0, width: right, height: top)),
      (.circuit, Rectangle(x: 0, y: top, width: width, height: height - top - bottom)),
      (.step, Rectangle(x: 0, y: height - bottom, width: width, height: bottom)),
    ]
  }

  /// So many rows have program and wires at least, if there is room.
  private static let leastTop = 6

  /// One below the other; what has no room is left out.
  private static func stacked(_ width: Int, _ height: Int, _ step: Int, _ program: Int, _ wires: Int) -> [(
    Region, Rectangle
  )] {
    let wanted: [(Region, Int)] = [
      (.step, step + 1), (.wires, min(wires + 1, 8)), (.program, min(program + 1, 6)), (.circuit, height),
    ]
    var y = 0
    return wanted.compactMap { region, lines in
      let own = min(lines, height - y)
      guard own >= (region == .step ? 1 : 3) else { return nil }
      defer { y += own }
      return (region, Rectangle(x: 0, y: y, width: width, height: own))
    }
  }
}

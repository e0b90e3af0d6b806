// A program for the tests of the full screen: it shows its size and the keys that it got, and fails in several ways.
import Stepper
import TerminalScreen

struct Probe: Screenful {
  var keys: [String] = []
  var typed: String?

  func canvas(width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    canvas.write("\(width)×\(height)", at: Canvas.Point(x: 0, y: 0), style: .title)
    canvas.write("값: 기울기 🙂|👨‍👩‍👧|é|❤️|", at: Canvas.Point(x: 0, y: 1), style: .value)
    for (row, key) in keys.suffix(max(0, height - 4)).enumerated() {
      canvas.write(key, at: Canvas.Point(x: 0, y: row + 2), style: .gradient)
    }
    canvas.write("┗━◄┛", at: Canvas.Point(x: max(0, width - 4), y: height - 1), style: .active)
    if let typed { canvas.write(":\(typed)", at: Canvas.Point(x: 0, y: height - 1), style: .status) }
    return canvas
  }

  func cursor(width: Int, height: Int) -> Canvas.Point? {
    typed.map { Canvas.Point(x: $0.count + 1, y: height - 1) }
  }

  mutating func press(_ key: Key) -> Bool {
    keys.append(key.name)
    switch key {
    case .character(":"): typed = ""
    case .character("q"): return false
    case .character("!"): trap(keys.count)
    case .character("&"): print(overflow(keys.count))
    case .enter: typed = nil
    default: break
    }
    return true
  }

  /// Fails as a mistake in our own code would.
  private func trap(_ count: Int) {
    let none: [Int] = keys.isEmpty ? [1] : []
    keys.isEmpty ? () : precondition(none.count == count, "a mistake")
  }

  private func overflow(_ depth: Int) -> Int { depth == .max ? 0 : overflow(depth + 1) + keys.count }
}

@main
enum ScreenProbe {
  static func main() {
    guard let screen = TerminalScreen(usesColor: !CommandLine.arguments.contains("--plain")) else {
      print("no full screen")
      return
    }
    var probe = Probe()
    screen.run(&probe)
  }
}

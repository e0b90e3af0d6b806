import Foundation
import Stepper
import TerminalScreen

/// The stepper on the full screen of a terminal.
struct FullScreen: Screenful {
  private var stepper: Stepper

  /// Shows the stepper until the reader leaves. Gives false where the terminal can show no full screen.
  static func run(_ stepper: Stepper) -> Bool {
    let noColor = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
    guard let screen = TerminalScreen(usesColor: noColor.isEmpty) else { return false }
    var shown = FullScreen(stepper: stepper)
    screen.run(&shown)
    return true
  }

  func canvas(width: Int, height: Int) -> Canvas { stepper.screen(width: width, height: height) }

  func cursor(width: Int, height: Int) -> Canvas.Point? { stepper.cursor(width: width, height: height) }

  mutating func press(_ key: Key) -> Bool { !stepper.press(key).isOver }
}

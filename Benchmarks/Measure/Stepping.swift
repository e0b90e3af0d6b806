import Rendering
import Stepper
import TraceModel

/// The stepper in a trace of a million events: how long it takes to open, and a key with the screen after it.
struct Stepping {
  private let circuit: Circuit
  private let trace: Trace
  /// Keys with what is typed after them.
  private static let keys = [
    "n", "p", "f", "b", "g", "G", "]", "[", "j", "k", "w", "x", "/", "d", "D", "?", ":goto 500000\n",
    ":print\n",
    ":wires\n", ":circuit\n", ":break add\n", "c", "C", "t", "t",
  ]

  init(_ circuit: Circuit) throws {
    self.circuit = circuit
    trace = try circuit.trace(gates: 1_000_000 / 3)
  }

  func measure(into table: inout Table) {
    let states = median(of: 3) { _ = States(trace) }
    let program = SteppedProgram(name: circuit.name, trace: trace)
    table.add(
      "the stepper opens a million events (\(circuit.name))", median(of: 3) { _ = Stepper([program]) },
      floor: ("`States`", states))
    guard var stepper = Stepper([program]) else { return }
    var times: [(milliseconds: Double, key: String)] = []
    for start in ["g", "G", "f", "b", ":goto 300000\n", ":goto 600000\n"] {
      for key in Self.keys {
        press(start, &stepper)
        times.append((median(of: 1) { press(key, &stepper) }, key))
        _ = stepper.press(.escape)
      }
    }
    times.sort { $0.milliseconds < $1.milliseconds }
    guard let slowest = times.last else { return }
    let name = slowest.key.replacing("\n", with: "⏎")
    table.add(
      "a key and its screen of 200 × 60 (\(circuit.name))", times[times.count / 2].milliseconds, floor: nil,
      "slowest: `\(name)`, \(Table.text(slowest.milliseconds))")
  }

  private func press(_ keys: String, _ stepper: inout Stepper) {
    for key in keys { _ = stepper.press(key == "\n" ? .enter : .character(key)) }
    _ = stepper.screen(width: 200, height: 60)
  }
}

import Rendering
import TraceModel

extension Stepper {
  /// The circuit as a picture in characters, of a size or whole, so that the gate at work is in view.
  ///
  /// This is the one place where the picture comes from.
  func circuit(width: Int?, height: Int?) -> Canvas {
    let gates = scene.circuit.gates.indices
    let active = block.move?.gate ?? block.selected.flatMap { scene.circuit.gate(of: $0) } ?? 0
    let rows = window(height ?? min(gates.count, Self.mostGates), of: gates.count, around: active)
    let lines = rows.map(line)
    let widest = lines.map(\.width).max() ?? 0
    var canvas = Canvas(width: width ?? widest, height: height ?? lines.count)
    for (y, line) in lines.enumerated() { canvas.write(line, at: .init(x: 0, y: y)) }
    return canvas
  }

  /// Of larger circuits a part is shown.
  private static let mostGates = 1000

  /// A gate with what goes in and comes out.
  private func line(ofGate index: Int) -> Line {
    let gate = scene.circuit.gates[index]
    let isActive = block.move?.gate == index
    let inputs = gate.branches.map { scene.labels.name(of: scene.circuit.branches[$0].wire) }
    var line = Line(isActive ? "• " : "  ", .active)
    line.append(inputs.joined(separator: ", ") + " ─")
    line.append("(\(scene.narrator.symbol(ofGate: index)))", isActive ? .active : [])
    line.append("─ ")
    for output in gate.outputs {
      line.append(scene.labels.name(of: output) + "  ", output == block.selected ? .selected : [])
      line.append(scene.states.value(of: output, at: block.step).map(scene.texts.text) ?? "", .value)
      line.append(" │ ")
      line.append(scene.text(scene.states.gradient(of: output, at: block.step)), .gradient)
    }
    return line
  }
}

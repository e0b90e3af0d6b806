import Numbers
import Rendering

/// How much room a gate, an input's name or a passing wire takes, and where its wires meet it.
struct GateShape: Sendable {
  /// What is written in it.
  var text: String
  var width: Int
  /// How many rows it takes above and below its middle.
  var above: Int
  var below: Int
  /// For a box with several rows the rows of its inputs and outputs, counted from the middle; a gate of one row has none.
  var box: (inputs: [Int], outputs: [Int])?

  /// A wire that passes by.
  static let pass = GateShape(text: "", width: 0, above: 0, below: 0)
  /// More inputs than this need a box.
  static let sides = 3

  private init(text: String, width: Int, above: Int, below: Int) {
    self.text = text
    self.width = width
    self.above = above
    self.below = below
  }

  /// A name with a wire behind it that has numbers above and below.
  init(name: String) {
    self.init(text: name, width: name.terminalWidth + 1, above: 1, below: 1)
  }

  /// A gate: one row if its inputs can come from above, from the left and from below.
  init(symbol: String, isGroup: Bool, inputs: Int, outputs: Int) {
    if inputs <= Self.sides, outputs <= 1 {
      let text = isGroup ? "((\(symbol)))" : "(\(symbol))"
      self.init(text: text, width: text.terminalWidth, above: 1, below: 1)
      return
    }
    let inner = max(inputs, 3 * outputs, 1)
    let top = -(inner / 2)
    self.init(text: symbol, width: symbol.terminalWidth + 4, above: 1 - top, below: top + inner)
    let firstInput = top + (inner - inputs) / 2
    let firstOutput = top + (inner - 3 * outputs) / 2 + 1
    box = (
      (0..<inputs).map { firstInput + $0 },
      (0..<outputs).map { outputs == 1 ? 0 : firstOutput + 3 * $0 }
    )
  }

  /// The column over which wires from above and below come in.
  var middle: Int { (width - 1) / 2 }

  /// The row of an output, counted from the middle.
  func row(ofOutput slot: Int) -> Int { box?.outputs[slot] ?? 0 }
}

/// The shapes of a circuit's gates and inputs.
struct GateShapes {
  private let narrator: Narrator
  /// Longer names and symbols are cut.
  private static let longest = 24

  init(_ narrator: Narrator) { self.narrator = narrator }

  func shape(ofGate index: Int) -> GateShape {
    let gate = narrator.circuit.gates[index]
    return GateShape(
      symbol: Self.cut(narrator.symbol(ofGate: index)), isGroup: gate.group != nil,
      inputs: gate.branches.count, outputs: gate.outputs.count)
  }

  /// An input has its name; the output of a gate that is not drawn comes from afar.
  func shape(ofInput wire: Int) -> GateShape {
    let name = Self.cut(narrator.labels.name(of: wire))
    return GateShape(name: narrator.circuit.gate(of: wire) == nil ? name : "⋯ " + name)
  }

  /// A text cut to so many columns.
  static func cut(_ text: String, to columns: Int = longest) -> String {
    guard text.terminalWidth > columns else { return text }
    var short = ""
    var width = 0
    for character in text {
      width += character.terminalWidth
      if width >= columns { break }
      short.append(character)
    }
    return short + "…"
  }
}

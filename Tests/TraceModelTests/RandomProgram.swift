import Autodiff

@testable import TraceModel

/// A small generator of random numbers, the same on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// A program of random gates, backward runs, updates and clears.
///
/// A long one has passes that are not kept; its gates read only inputs and gates of the same pass.
struct RandomProgram {
  private var random: SplitMix
  private var tape = Tape(title: "random", allowsFaults: true)
  private var references: [Reference] = []
  private var runs = 0
  private let isLong: Bool
  private var isClosed = false

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    isLong = seed % 3 == 0
  }

  consuming func trace() throws -> Trace {
    for _ in 0..<2 { addInput() }
    for _ in 0..<Int.random(in: isLong ? 100...300 : 5...60, using: &random) { try act() }
    return tape.finish()
  }

  private mutating func addInput() {
    let input = tape.input(Double.random(in: -2...2, using: &random), order: Int(random.next() % 5))
    references.append(input)
  }

  private mutating func pick() -> Reference {
    references.randomElement(using: &random) ?? references[0]
  }

  private mutating func pickInput() -> Reference {
    references.filter(\.isInput).randomElement(using: &random) ?? references[0]
  }

  private mutating func apply(_ gate: Gate, _ first: Argument?) throws {
    if isLong, isClosed { references.removeAll { !$0.isInput } }
    isClosed = false
    let arguments = gate.inputCount == 1 ? [] : [first ?? .node(pick())]
    references.append(try tape.apply(gate, arguments + [.node(pick())]))
  }

  private mutating func act() throws {
    switch random.next() % 14 {
    case 0: addInput()
    case 1...5:
      try apply([.multiply, .add, .subtract, .maximum][Int(random.next() % 4)], nil)
    case 6: try apply(.tanh, nil)
    case 7: try apply(.add, .constant(1))
    case 8, 9, 10:
      guard isLong || runs < 9 else { return }
      runs += 1
      isClosed = true
      try tape.backward(from: pick(), gradient: Double(1 + random.next() % 3))
    case 11: tape.clearGradient(of: pickInput())
    case 12:
      guard runs > 0 else { return }
      tape.update(pickInput(), to: Double.random(in: -2...2, using: &random), statement: "w = 1")
    default: tape.print("line")
    }
  }
}

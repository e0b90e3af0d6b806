import Numbers
import Testing
import TraceModel

@testable import Autodiff
@testable import Rendering

/// A gate with operands on which it is tried.
struct TriedGate: Sendable, CustomTestStringConvertible {
  var gate: Gate
  var number: Int
  var testDescription: String { "\(gate.description.name) \(number)" }

  static let all = Gate.arrays.flatMap { gate in
    gate.samples.indices.map { TriedGate(gate: gate, number: $0) }
  }

  /// The gate alone on a tape, with a gradient for each element of its value.
  func trace() throws -> Trace {
    let sample = gate.samples[number]
    var tape = Tape(title: "gate", allowsFaults: true)
    let operands = sample.operands.enumerated().map { index, operand -> Argument in
      switch operand {
      case .input(let shape):
        let elements = (0..<Tensor.count(of: shape)).map { Double(($0 * 7 + index * 3) % 11) / 4 - 1.25 }
        return .node(tape.input(tensor(shape, elements), name: "abc".map(String.init)[index]))
      case .constant(let value): return .array(value, name: "k\(index)")
      }
    }
    let y = try tape.apply(gate, operands, shape: sample.shape)
    tape.name(y, Name("y"))
    let value = tape.tensor(ofCode: y.code)
    let seed = value.elements.indices.map { Double($0 + 1) / 2 }
    try tape.backward(from: y, gradient: tensor(value.shape, seed))
    return tape.finish()
  }
}

struct `Every gate of arrays` {
  @Test(arguments: TriedGate.all) func `is told forward and backward, and has its Jacobian`(
    _ tried: TriedGate
  ) throws {
    let trace = try tried.trace()
    let narrator = Narrator(States(trace), circuit: Circuit(trace, pass: trace.passes[0]))
    let moves = narrator.circuit.moves(in: trace).filter { $0.kind == .forward || $0.kind == .backward }
    #expect(moves.count == 2)
    for move in moves {
      let account = narrator.account(of: move)
      #expect(!account.equations.isEmpty && !account.sentences.isEmpty)
      for sentence in account.sentences.map(English().text) {
        #expect(
          sentence.hasSuffix(".") && !sentence.contains("  "), "\(sentence)")
      }
      for equation in account.equations {
        #expect(
          !equation.symbols.contains("\\ldots") && !equation.symbols.contains("…"), "\(equation.symbols)")
        let tex = equation.symbols + (equation.line?.tex ?? "")
        #expect(tex.count { $0 == "{" } == tex.count { $0 == "}" }, "\(tex)")
      }
    }
    let gate = try #require(trace.nodes.last { $0.gate != nil }?.id)
    let jacobians = try #require(narrator.jacobians(of: gate))
    #expect(!jacobians.isEmpty)
    for (jacobian, upstream, downstream) in jacobians {
      // One that is too large is never formed.
      guard let product = jacobian.product(with: upstream) else {
        #expect(jacobian.entries == nil && upstream.elements.count * downstream.elements.count > 400)
        continue
      }
      #expect(product.elements.count == downstream.elements.count)
      for (one, other) in zip(product.elements, downstream.elements) { #expect(abs(one - other) < 1e-12) }
      if let possible = jacobian.possible, let entries = jacobian.entries {
        #expect(entries.count <= possible)
      }
    }
    var walk = WalkThrough(trace)
    let told = walk.jacobians(of: gate, in: trace.passes[0])
    #expect(told?.contains("other numbers") == false)
  }
}

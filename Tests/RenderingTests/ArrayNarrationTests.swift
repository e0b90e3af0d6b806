import Numbers
import Testing
import TraceModel

@testable import Rendering

/// One gate on arrays with the numbers of both directions, and what its steps must say.
struct ArrayStep: Sendable, CustomTestStringConvertible {
  var gate: String
  var inputs: [(name: String, value: Tensor)]
  var constants: [(position: Int, value: Tensor, name: String?)] = []
  var output: (name: String, value: Tensor)
  var upstream: Tensor
  var events: [(local: Local, downstream: Tensor)]
  var forward: String
  var backward: [String]
  /// The backward equations in symbols.
  var symbols: [String]

  var testDescription: String { "\(gate): \(backward.first ?? "")" }

  func trace() -> ArrayTrace {
    var trace = ArrayTrace()
    var reads: [ArrayTrace.Read] = []
    var ids: [String: Int] = [:]
    for input in inputs {
      let id = ids[input.name] ?? trace.input(input.name, input.value)
      ids[input.name] = id
      reads.append(.node(id))
    }
    for constant in constants {
      reads.insert(.constant(constant.value, constant.name), at: constant.position)
    }
    let gate = trace.apply(gate, reads, output.value, name: output.name)
    trace.seed(gate, upstream)
    trace.backward(gate, events)
    trace.endPass()
    return trace
  }
}

struct `What steps of arrays say` {
  @Test(arguments: ArrayStep.all) func `comes out word for word`(_ step: ArrayStep) throws {
    let told = step.trace().told()
    try #require(told.count == 4)
    #expect(told[1].sentences.first == step.forward)
    #expect(told[3].sentences == step.backward)
    #expect(told[3].account.equations.map(\.symbols) == step.symbols)
  }

  @Test(arguments: ArrayStep.all) func `has TeX that is balanced and lines that are aligned`(
    _ step: ArrayStep
  ) {
    for equation in step.trace().told().flatMap(\.account.equations) {
      for text in [equation.symbols, equation.line?.tex ?? ""] {
        #expect(text.count { $0 == "{" } == text.count { $0 == "}" }, "\(text)")
        for (open, close) in [("\\left", "\\right"), ("\\begin", "\\end"), ("\\lVert", "\\rVert")] {
          #expect(text.ranges(of: open).count == text.ranges(of: close).count, "\(text)")
        }
        #expect(!text.contains("$") && !text.contains("\\,") && !text.contains("\\\\"), "\(text)")
      }
    }
  }

  @Test func `every rule is a formula`() {
    for gate in ArrayTrace.gates.values {
      for formula in [gate.equation] + gate.rules { #expect(Formula(formula) != nil, "\(formula)") }
    }
  }
}

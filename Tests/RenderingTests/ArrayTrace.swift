import Autodiff
import Numbers
import TraceModel

@testable import Rendering

/// A tensor whose elements are told one by one; a scalar NaN if they don't fill the shape.
func tensor(_ shape: [Int], _ elements: [Double]) -> Tensor {
  Tensor(shape: shape, elements: elements) ?? Tensor(.nan)
}

/// A vector.
func vector(_ elements: Double...) -> Tensor { tensor([elements.count], elements) }

/// A trace of arrays, built gate by gate as a recorder would.
struct ArrayTrace {
  /// What a gate reads.
  enum Read {
    case node(Int)
    case constant(Tensor, String?)
  }

  var builder: TraceBuilder
  var trace: Trace { builder.trace }
  private var isStarted = false
  private var first = 0
  private var output: Int?
  private var start = 0

  init(digits: Int = 2) { builder = TraceBuilder(title: "arrays", digits: digits) }

  mutating func input(_ name: String, _ value: Tensor) -> Int { node(0, [], value, name) }

  /// Applies a gate that the table of arrays or of elements has.
  mutating func apply(_ gate: String, _ reads: [Read], _ value: Tensor, name: String? = nil) -> Int {
    if !isStarted {
      isStarted = true
      first = trace.nodeCount
      builder.addStep(ofInputs: 0..<trace.nodeCount)
    }
    let description = Self.gates[gate] ?? GateDescription(name: gate, symbol: gate, equation: "a", slopes: [])
    let known = trace.gates.firstIndex(of: description).map { UInt16($0 + 1) }
    let index = known ?? builder.add(description)
    let id = node(index, reads.map { operand($0) }, value, name)
    builder.addStep(forward: id)
    return id
  }

  mutating func seed(_ node: Int, _ gradient: Tensor) {
    builder.addStep(seed: node, gradient.elements)
    output = node
    gradients = [node: gradient]
  }

  /// The gradients that nodes have gathered.
  private var gradients: [Int: Tensor] = [:]

  mutating func backward(_ node: Int, _ events: [(local: Local, downstream: Tensor)]) {
    let inputs = trace.node(node).inputs
    var backwards: [Backward] = []
    for (input, event) in events.enumerated() {
      let to = inputs[input]
      let gathered = gradients[to].map { Tensor.sum([$0, event.downstream]) } ?? event.downstream
      gradients[to] = gathered
      backwards.append(
        Backward(
          node: node, input: input, to: to, upstream: gradients[node] ?? Tensor(.nan), local: event.local,
          downstream: event.downstream, gradient: gathered))
    }
    builder.addStep(backward: node, backwards)
  }

  mutating func update(_ node: Int, rate: Double?, change: Tensor, statement: String = "w -= 0.1 * w.grad") {
    if trace.steps.last?.kind != .update { builder.addUpdateStep() }
    let old = trace.initialValue(of: node)
    aside(
      .update(
        Update(
          node: node, old: old, change: change, new: Tensor.sum([old, change]), statement: statement,
          rate: rate)))
  }

  mutating func check(_ node: Int, _ numeric: Tensor, error: Double) {
    aside(.check(Check(node: node, numeric: numeric, relativeError: error)))
  }

  private mutating func aside(_ event: Event) {
    builder.add(event)
  }

  /// Ends a pass; the next one may begin.
  mutating func endPass() {
    let pass =
      Pass(
        number: trace.passes.count + 1, steps: start..<trace.stepCount, nodes: first..<trace.nodeCount,
        output: output, outputValue: output.map { trace.initialValue(of: $0) })
    builder.set(passes: trace.passes + [pass])
    (start, first) = (trace.stepCount, trace.nodeCount)
  }

  private mutating func operand(_ read: Read) -> Int32 {
    switch read {
    case .node(let id): return Int32(id)
    case .constant(let value, let name):
      return builder.add(Constant(value, name: name))
    }
  }

  private mutating func node(_ gate: UInt16, _ operands: [Int32], _ value: Tensor, _ name: String?) -> Int {
    let number = name.map { builder.add(Name($0)) } ?? 0
    return builder.addNode(
      gate: gate, reads: operands, value: value, place: SourceRange(SourcePlace(line: 1, column: 1)),
      name: number)
  }

  /// What the moves say, by heading.
  func told() -> [(heading: String, account: Account, sentences: [String])] {
    let states = States(trace)
    return trace.passes.flatMap { pass in
      let narrator = Narrator(states, circuit: Circuit(trace, pass: pass))
      return narrator.circuit.moves(in: trace).map { move in
        let account = narrator.account(of: move)
        return (English().heading(of: account), account, account.sentences.map(English().text))
      }
    }
  }

  /// The gates, by name.
  static let gates = Dictionary(uniqueKeysWithValues: Gate.all.map { ($0.description.name, $0.description) })
}

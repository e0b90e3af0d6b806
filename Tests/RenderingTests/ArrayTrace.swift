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

  var trace = Trace(title: "arrays")
  private var isStarted = false
  private var first = 0
  private var output: Int?
  private var start = 0

  init(digits: Int = 2) { trace.digits = digits }

  mutating func input(_ name: String, _ value: Tensor) -> Int { node(0, [], value, name) }

  /// Applies a gate that the table of arrays or of elements has.
  mutating func apply(_ gate: String, _ reads: [Read], _ value: Tensor, name: String? = nil) -> Int {
    if !isStarted {
      isStarted = true
      first = trace.nodeCount
      trace.stepRecords.append(StepRecord(.inputs, node: 0, payload: trace.nodeCount))
    }
    let description = Self.gates[gate] ?? GateDescription(name: gate, symbol: gate, equation: "a", slopes: [])
    if !trace.gates.contains(description) { trace.gates.append(description) }
    let index = UInt16((trace.gates.firstIndex(of: description) ?? 0) + 1)
    let id = node(index, reads.map { operand($0) }, value, name)
    trace.stepRecords.append(StepRecord(.forward, node: id))
    return id
  }

  mutating func seed(_ node: Int, _ gradient: Tensor) {
    trace.stepRecords.append(StepRecord(.seed, node: node, payload: trace.numbers.count))
    trace.numbers += gradient.elements
    output = node
    gradients = [node: gradient]
  }

  /// The gradients that nodes have gathered.
  private var gradients: [Int: Tensor] = [:]

  mutating func backward(_ node: Int, _ events: [(local: Local, downstream: Tensor)]) {
    let inputs = trace.node(node).inputs
    trace.stepRecords.append(StepRecord(.tensorBackward, node: node, payload: trace.tensorBackwards.count))
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
    trace.tensorBackwards.append(backwards)
  }

  mutating func update(_ node: Int, rate: Double?, change: Tensor, statement: String = "w -= 0.1 * w.grad") {
    if trace.stepRecords.last?.form != .update { trace.stepRecords.append(StepRecord(.update, node: 0)) }
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
    trace.asides.append(Aside(step: trace.stepCount - 1, event: event))
  }

  /// Ends a pass; the next one may begin.
  mutating func endPass() {
    trace.passes.append(
      Pass(
        number: trace.passes.count + 1, steps: start..<trace.stepCount, nodes: first..<trace.nodeCount,
        output: output, outputValue: output.map { trace.initialValue(of: $0) }))
    (start, first) = (trace.stepCount, trace.nodeCount)
  }

  private mutating func operand(_ read: Read) -> Int32 {
    switch read {
    case .node(let id): return Int32(id)
    case .constant(let value, let name):
      trace.constants.append(Constant(value, name: name))
      return ~Int32(trace.constants.count - 1)
    }
  }

  private mutating func node(_ gate: UInt16, _ operands: [Int32], _ value: Tensor, _ name: String?) -> Int {
    if !trace.shapes.contains(value.shape) { trace.shapes.append(value.shape) }
    if let name { trace.names.append(Name(name)) }
    trace.nodeRecords.append(
      NodeRecord(
        gate: gate, shape: UInt16(trace.shapes.firstIndex(of: value.shape) ?? 0),
        place: trace.places.number(of: SourceRange(SourcePlace(line: 1, column: 1))),
        operandCount: operands.count,
        firstOperand: trace.operands.count, firstElement: trace.values.count,
        name: name == nil ? 0 : UInt32(trace.names.count)))
    trace.operands += operands
    trace.values += value.elements
    return trace.nodeCount - 1
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

import Rendering
import TraceModel

/// Where a run stops.
enum Break: Equatable, Sendable {
  /// Where the wire of that name gets its value, or a gradient comes to it.
  case wire(String)
  /// Where a gate of a kind computes, or a gradient comes to it. The kind is given by the gate's name or what stands in
  /// its circle, or it is a function that is drawn as one gate.
  case gate(String)
  case line(Int)
  /// Where a phase begins.
  case phase(StepKind)
  /// Where a number is made that is none or infinite.
  case fault
}

extension Scene {
  /// Tells of moves whether a run stops there. What can be looked up is looked up once.
  func stopping(for breaks: [Break]) -> (Int) -> Bool {
    let conditions = breaks.map(condition)
    return { index in conditions.contains { $0(index) } }
  }

  private func condition(_ stop: Break) -> (Int) -> Bool {
    switch stop {
    case .wire, .gate:
      let steps = Set(wires(of: stop).flatMap(states.steps(touching:)))
      return { moves[$0].steps.contains(where: steps.contains) }
    case .line(let line): return { self.lines(of: moves[$0]).contains(line) }
    case .phase(let kind):
      return { moves[$0].kind.phase == kind && ($0 == 0 || moves[$0 - 1].kind.phase != kind) }
    case .fault: return { moves[$0].steps.contains { !trace.isFinite(atStep: $0) } }
    }
  }

  /// Tells of moves whether they read or write a wire.
  func touching(_ wire: Int) -> (Int) -> Bool {
    let readers = circuit.branches(of: wire).map { circuit.branches[$0].gate }
    let gates = Set(readers + [circuit.gate(of: wire)].compactMap(\.self))
    let steps = Set(states.steps(touching: wire))
    return { index in
      let move = moves[index]
      switch move.kind {
      case .forward, .backward: return move.gate.map(gates.contains) ?? false
      case .inputs, .seed, .update: return move.steps.contains { steps.contains($0) }
      }
    }
  }

  /// The wires of a break's name, or those that its gates make.
  private func wires(of stop: Break) -> [Int] {
    switch stop {
    case .wire(let name): wires.filter { labels.name(of: $0) == name }
    case .gate(let name): circuit.gates.filter { isNamed(name, $0) }.flatMap(\.outputs)
    case .line, .phase, .fault: []
    }
  }

  /// Whether a move at which a break stops is one of the backward pass: then a gradient comes to it.
  func isArrival(move index: Int, at stop: Break) -> Bool {
    moves[index].kind.phase == .backward && !wires(of: stop).isEmpty
  }

  /// Whether one of the breaks is set on a gate of the circuit.
  func hasBreak(atGate gate: Int, _ breaks: [Break]) -> Bool {
    breaks.contains { stop in
      switch stop {
      case .wire(let name): circuit.gates[gate].outputs.contains { labels.name(of: $0) == name }
      case .gate(let name): isNamed(name, circuit.gates[gate])
      case .line, .phase, .fault: false
      }
    }
  }

  private func isNamed(_ name: String, _ gate: Circuit.Gate) -> Bool {
    if let group = gate.group { return trace.calls[group].name == name }
    if let index = trace.gateIndex(of: gate.nodes[0]), trace.gates[index].name == name { return true }
    return labels.symbol(of: gate.nodes[0]) == name
  }

  /// How a break is called in sentences.
  func name(of stop: Break) -> Sentence.BreakName {
    switch stop {
    case .wire(let name): .wire(name)
    case .gate(let name): .gate(trace.gates.first { $0.name == name }?.symbol ?? name)
    case .line(let line): .line(line)
    case .phase(let kind): .phase(kind.name)
    case .fault: .fault
    }
  }
}

extension StepKind {
  /// The phase that a step belongs to: the inputs belong to the forward pass, the seed to the backward pass.
  var phase: StepKind {
    switch self {
    case .inputs, .forward: .forward
    case .seed, .backward: .backward
    case .update: .update
    }
  }

  var name: Sentence.StepKindName {
    switch phase {
    case .backward, .seed: .backward
    case .update: .update
    case .forward, .inputs: .forward
    }
  }
}

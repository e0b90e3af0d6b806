import Rendering
import TraceModel

/// Where a run stops.
enum Break: Equatable, Sendable {
  /// At the steps of the gate that makes the wire of that name, or of an input at those that touch it.
  case wire(String)
  /// At the gates of a kind, by the gate's name or what stands in its circle, or at the calls of a function.
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
    case .wire(let name): return condition(ofWire: name)
    case .gate(let name):
      return { index in
        guard let gate = moves[index].gate, moves[index].kind != .seed else { return false }
        return isNamed(name, circuit.gates[gate])
      }
    case .line(let line): return { self.line(of: moves[$0]) == line }
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

  private func condition(ofWire name: String) -> (Int) -> Bool {
    let named = wires.filter { labels.name(of: $0) == name }
    let gates = Set(named.compactMap { circuit.gate(of: $0) })
    let steps = Set(named.filter { circuit.gate(of: $0) == nil }.flatMap(states.steps(touching:)))
    return { index in
      let move = moves[index]
      if let gate = move.gate, gates.contains(gate) { return move.kind != .seed }
      return !steps.isEmpty && move.steps.contains { steps.contains($0) }
    }
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
    if let group = gate.group { return trace.groups[group].name == name }
    let record = trace.nodeRecords[gate.nodes[0]]
    if record.gate > 0, trace.gates[Int(record.gate) - 1].name == name { return true }
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

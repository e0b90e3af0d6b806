import Rendering
import TraceModel

extension Stepper {
  /// Goes somewhere. A question of the quiz that is open is dropped.
  mutating func move(_ command: Command) throws(CommandProblem) -> Reply {
    if case .next = command, quiz != nil { return askNext() }
    dropQuestion()
    switch command {
    case .next(let count): return go(count)
    case .previous(let count): return go(count == .min ? .max : -count)
    case .first: return goFirst()
    case .last: return goLast()
    case .goTo(let step): return try go(toStep: step)
    case .forward: return go(toPhase: .forward) ?? .note(say(.noForwardPass))
    case .backward: return go(toPhase: .backward) ?? .note(say(.noBackwardPass))
    case .touch(let name): return try touch(name, isAhead: true)
    case .touchBack(let name): return try touch(name, isAhead: false)
    case .run: return run(isAhead: true)
    case .runBack: return run(isAhead: false)
    case .pass(let text): return try go(toPass: text)
    case .previousPass: return go(byPasses: -1)
    case .block(let name): return try go(toBlock: name)
    default: return Reply()
    }
  }

  /// Goes so many moves ahead, or back; through the ends of passes, up to those of the program.
  private mutating func go(_ count: Int) -> Reply {
    var rest = count.magnitude
    while rest > 0, count > 0 ? advance() : retreat() { rest -= 1 }
    guard rest > 0, count.magnitude > 0 else { return .moved() }
    let note = block.move == nil ? say(.noSteps) : say(count > 0 ? .atLastStep : .atFirstStep)
    return rest < count.magnitude ? .moved(note) : .note(note)
  }

  /// Goes one move ahead; false at the end.
  mutating func advance() -> Bool {
    if block.index + 1 < scene.moves.count {
      block.go(toMove: block.index + 1)
      return true
    }
    return enterPass(by: 1) { _ in 0 }
  }

  private mutating func retreat() -> Bool {
    if block.index > 0 {
      block.go(toMove: block.index - 1)
      return true
    }
    return enterPass(by: -1) { $0.moves.count - 1 }
  }

  /// Goes to the nearest pass in a direction that has moves; false if there is none.
  private mutating func enterPass(by direction: Int, at index: (Scene) -> Int) -> Bool {
    let before = block
    var pass = block.passIndex + direction
    while block.passes.indices.contains(pass) {
      block.go(toPass: pass)
      if !scene.moves.isEmpty {
        block.go(toMove: index(scene))
        return true
      }
      pass += direction
    }
    block = before
    return false
  }

  private mutating func goFirst() -> Reply {
    block.go(toPass: 0)
    block.go(toMove: 0)
    if scene.moves.isEmpty { _ = enterPass(by: 1) { _ in 0 } }
    return .moved()
  }

  private mutating func goLast() -> Reply {
    block.go(toPass: block.passes.count - 1)
    block.go(toMove: scene.moves.count - 1)
    if scene.moves.isEmpty { _ = enterPass(by: -1) { $0.moves.count - 1 } }
    return .moved()
  }

  private mutating func go(toStep step: Int) throws(CommandProblem) -> Reply {
    guard block.trace.stepCount > 0 else { return .note(say(.noSteps)) }
    guard block.go(toStep: step) else { throw .noStep(step, last: block.trace.stepCount - 1) }
    return .moved()
  }

  /// Goes to where a phase of the pass begins; nil if it has none.
  private mutating func go(toPhase phase: StepKind) -> Reply? {
    guard let index = scene.moves.firstIndex(where: { $0.kind.phase == phase && $0.kind != .inputs }) else {
      return nil
    }
    block.go(toMove: index)
    return .moved()
  }

  // MARK: Wires and breaks

  private mutating func touch(_ name: String?, isAhead: Bool) throws(CommandProblem) -> Reply {
    if let name { block.select(try wire(named: name)) }
    guard let wire = block.selected else { throw .noWire }
    let before = block
    if stop(isAhead: isAhead, where: { $0.selected.map($0.scene.touching) ?? { _ in false } }) {
      return .moved()
    }
    block = before
    return .note(say(.untouched(wire: scene.labels.name(of: wire), isAhead: isAhead)))
  }

  private mutating func run(isAhead: Bool) -> Reply {
    guard !block.breaks.isEmpty else { return .note(noBreaks) }
    if stop(isAhead: isAhead, where: { $0.scene.stopping(for: $0.breaks) }) {
      return .moved(note(ofBreakAt: block.index))
    }
    return .moved(say(.noBreakReached(isAhead: isAhead)))
  }

  /// Goes on until a condition holds, which is made anew for each pass. Gives false at the end.
  private mutating func stop(isAhead: Bool, where condition: (Block) -> (Int) -> Bool) -> Bool {
    var stops = condition(block)
    var pass = block.passIndex
    while isAhead ? advance() : retreat() {
      if block.passIndex != pass {
        pass = block.passIndex
        stops = condition(block)
      }
      if stops(block.index) { return true }
    }
    return false
  }

  private func note(ofBreakAt index: Int) -> String? {
    block.breaks.first { scene.stopping(for: [$0])(index) }.map { stop in
      let isArrival = scene.isArrival(move: index, at: stop)
      return say(.stopped(at: scene.name(of: stop), isArrival: isArrival))
    }
  }

  /// That no break is set, with the kind of a gate that the program has.
  var noBreaks: String {
    let gate = scene.circuit.gates.last { $0.group == nil }?.nodes.first
    return say(.noBreaks(gate: gate.flatMap { block.trace.node($0).gate?.name }))
  }

  // MARK: Passes and programs

  private mutating func go(toPass text: String?) throws(CommandProblem) -> Reply {
    guard let text else { return go(byPasses: 1) }
    guard let number = Int(text), let index = block.passes.firstIndex(where: { $0.number == number }) else {
      throw .noPass(text, kept: block.passes.map(\.number))
    }
    block.go(toPass: index)
    block.go(toMove: 0)
    return .moved()
  }

  private mutating func go(byPasses count: Int) -> Reply {
    guard block.passes.indices.contains(block.passIndex + count) else {
      return .note(say(block.passes.count == 1 ? .onlyPass : count > 0 ? .lastPass : .firstPass))
    }
    block.go(toPass: block.passIndex + count)
    block.go(toMove: 0)
    return .moved()
  }

  private mutating func go(toBlock name: String?) throws(CommandProblem) -> Reply {
    guard let name else {
      guard blocks.count > 1 else { return .note(say(.onlyBlock)) }
      go(toBlock: (blockIndex + 1) % blocks.count)
      return movedToBlock
    }
    guard let index = blocks.firstIndex(where: { $0.name == name }) else {
      throw .unknownBlock(name, names: blocks.map(\.name))
    }
    go(toBlock: index)
    return movedToBlock
  }

  private var movedToBlock: Reply { .moved(label(.block(block.name, blockIndex + 1, of: blocks.count))) }
}

import Numbers
import Rendering
import TraceModel

/// Makes the questions that a move answers.
struct QuestionMaker {
  let scene: Scene
  let move: Move
  /// Whether arrays are asked for with all their numbers; else one of these is picked.
  var asksWholeArrays = false
  /// What stands in place of answers to earlier questions, which must not be given away.
  var references: [Quantity: String] = [:]

  private var narrator: Narrator { scene.narrator }
  private var states: States { scene.states }
  private var format: NumberFormat { narrator.format }
  private var before: Int { move.steps.lowerBound - 1 }
  private var after: Int { move.steps.upperBound }

  /// Of arrays with more elements nothing is asked: nobody would work them out.
  static let mostElements = 12
  /// Nor where a larger one would have to be told.
  private static let mostTold = 36

  var questions: [Question] {
    switch (move.kind, move.gate.map { scene.circuit.gates[$0] }) {
    case (.seed, _): seed
    case (.forward, let gate?): gate.outputs.compactMap { value(of: $0, gate) }
    case (.backward, let gate?): gradients(of: gate)
    case (.update, _): updates
    case (.inputs, _), (.forward, nil), (.backward, nil): []
    }
  }

  private func name(_ node: Int) -> String { scene.labels.name(of: node) }

  private func value(_ node: Int) -> Tensor? { states.value(of: node, at: after) }

  /// A value or gradient as a question may tell it, with all its numbers.
  private func text(_ tensor: Tensor, _ quantity: Quantity) -> String {
    references[quantity] ?? text(tensor)
  }

  private func text(_ tensor: Tensor) -> String {
    tensor.elements.count <= Self.mostElements ? scene.compact(tensor) : format.text(tensor)
  }

  private func isTellable(_ tensor: Tensor?) -> Bool { (tensor?.elements.count ?? 0) <= Self.mostTold }

  /// The wires that a gate reads, and those that it makes if these are known, each with the operands that it is if it is
  /// several and the question does not say so itself; then the constants that the gate needs.
  private func facts(
    of gate: Circuit.Gate, hasOutputs: Bool = true, asked: Int? = nil
  ) -> [Sentence.Fact] {
    let read = gate.branches.map { scene.circuit.branches[$0].wire }
    let wires = (read + (hasOutputs ? gate.outputs : [])).uniqued
    return wires.map { wire in
      let operands = wire == asked ? [] : operands(of: wire, gate)
      return Sentence.Fact(
        .named(name(wire), operands: operands), value(wire).map { text($0, .value(wire)) } ?? "")
    } + ConstantFacts(gate, scene, sign: symbol).facts
  }

  /// Which operands of a gate a wire is, counted from 1, if it is several; of a function drawn as one gate, none.
  private func operands(of wire: Int, _ gate: Circuit.Gate) -> [Int] {
    guard gate.group == nil, let node = gate.nodes.first else { return [] }
    let places = scene.trace.node(node).operands.enumerated().filter { $0.element == .node(wire) }
    return places.count > 1 ? places.map { $0.offset + 1 } : []
  }

  /// Whether all that a question about a gate must tell is small enough.
  private func canBeAsked(_ gate: Circuit.Gate) -> Bool {
    let wires = gate.branches.map { scene.circuit.branches[$0].wire } + gate.outputs
    let node = gate.group == nil ? gate.nodes.first.map { scene.trace.node($0) } : nil
    return wires.allSatisfy { isTellable(value($0)) }
      && (node?.operands ?? []).allSatisfy {
        if case .constant(let constant) = $0 { isTellable(constant.value) } else { true }
      }
  }

  /// What stands for the gate that is at work.
  private var symbol: String { move.gate.map(narrator.symbol(ofGate:)) ?? "" }

  /// The element that is asked for: the number itself, or the first one of an array that is not 0.
  private func element(of tensor: Tensor) -> (index: Int, name: String)? {
    if tensor.scalar != nil { return (0, "") }
    guard (1...Self.mostElements).contains(tensor.elements.count) else { return nil }
    if asksWholeArrays { return (0, "") }
    let index = tensor.elements.firstIndex { $0 != 0 } ?? 0
    return (index, "\(Shape.coordinates(ofPlace: index, in: tensor.shape))")
  }

  /// An array as the answer to a question for all of it.
  private func whole(_ tensor: Tensor?) -> String? {
    guard asksWholeArrays, let tensor, tensor.scalar == nil else { return nil }
    return scene.compact(tensor)
  }

  private func question(
    _ asked: Sentence.Quiz, _ quantity: Quantity, of tensor: Tensor? = nil, _ number: Double,
    fromShown: Double? = nil, _ slips: [Question.Slip]
  ) -> Question {
    Question(
      asked: asked, quantity: quantity, whole: whole(tensor), number: number, fromShown: fromShown,
      slips: (slips + [Question.Slip(mistake: .sign, number: -number)]).filter {
        $0.number != number && !$0.number.isNaN
      }, format: format)
  }

  // MARK: Forward

  private func value(of output: Int, _ gate: Circuit.Gate) -> Question? {
    guard canBeAsked(gate), let value = value(output), let element = element(of: value) else { return nil }
    let asked = Sentence.Quiz.askValue(
      wire: name(output) + element.name, gate: symbol, inputs: facts(of: gate, hasOutputs: false))
    let isNumber = value.scalar != nil && gate.group == nil
    return question(
      asked, .value(output), of: value, value.elements[element.index],
      fromShown: isNumber ? computed(output, isSwapped: false) : nil,
      isNumber
        ? [computed(output, isSwapped: true)].compactMap { $0 }.map {
          Question.Slip(mistake: .swappedOperand, number: $0)
        } : [])
  }

  /// What a gate gives for the numbers that are shown, or for its first two operands exchanged.
  private func computed(_ node: Int, isSwapped: Bool) -> Double? {
    let node = scene.trace.node(node)
    var numbers = narrator.numbers(of: node, at: after).map { isSwapped ? $0.exact : $0.shown }
    if isSwapped {
      guard numbers.count == 2 else { return nil }
      numbers.swapAt(0, 1)
    }
    return Formula(node.gate?.equation ?? "")?.replacing { name in
      Narrator.variables.firstIndex(of: name).flatMap {
        numbers.indices.contains($0) ? .number(numbers[$0]) : nil
      }
    }.evaluated(with: Formula.functions)
  }

  // MARK: Backward

  private var seed: [Question] {
    let events = scene.trace.step(move.steps.lowerBound).events
    return events.compactMap { event in
      // A gradient that the program gives is not to be known.
      guard case .seed(let node, let gradient) = event, let number = gradient.scalar, number == 1 else {
        return nil
      }
      let value = value(node)?.scalar
      return question(
        .askSeed(output: name(node)), .gradient(node), number,
        value.map { [Question.Slip(mistake: .valueForSeed, number: $0)] } ?? [])
    }
  }

  private func gradients(of gate: Circuit.Gate) -> [Question] {
    let wires = gate.branches.map { scene.circuit.branches[$0].wire }.uniqued
    return wires.compactMap { gradient(of: $0, gate) }
  }

  private func gradient(of wire: Int, _ gate: Circuit.Gate) -> Question? {
    let parts = states.contributions(to: wire, at: after).filter { move.steps.contains($0.step) }
    guard canBeAsked(gate), let first = parts.first, let element = element(of: first.downstream) else {
      return nil
    }
    let shares = parts.map { $0.downstream.elements[element.index] }
    var arrived: [Tensor] = []
    if case .accumulating(let tensors, _) = states.gradient(of: wire, at: before) { arrived = tensors }
    let held = arrived.map { $0.elements[element.index] }
    let total =
      if case .final(let gradient) = states.gradient(of: wire, at: after) { gradient } else {
        Tensor.sum(arrived + parts.map(\.downstream))
      }
    let slips = slips(wire, gate, parts)
    if held.isEmpty, gate.group == nil, shares.count == 1 {
      return question(
        ask(wire, element.name, gate, held: nil), .gradient(wire), of: first.downstream, shares[0],
        fromShown: fromShown(first), slips)
    }
    let sum = shares.reduce(0, +)
    let terms = (held + shares).map { Question.Slip(mistake: .sumNotTaken, number: $0) }
    let isSum = held.count + shares.count > 1
    let before = held.isEmpty ? nil : heldText(Tensor.sum(arrived), element.index, wire)
    return question(
      ask(wire, element.name, gate, held: before), .gradient(wire), of: total, total.elements[element.index],
      fromShown: scene.trace.mistake == nil ? (held + shares).map(format.shown).reduce(0, +) : nil,
      isSum ? [Question.Slip(mistake: .sumNotTaken, number: sum)] + terms : slips)
  }

  /// What a wire has so far: all of an array only where all is asked for.
  private func heldText(_ sum: Tensor, _ element: Int, _ wire: Int) -> String {
    asksWholeArrays ? text(sum, .gradient(wire)) : format.text(sum.elements[element])
  }

  /// The upstream gradients of a gate as it used them, which it does too early if that is the pass's mistake.
  private func upstream(_ gate: Circuit.Gate) -> [String] {
    gate.outputs.map { output in
      if gate.group == nil, let used = scene.trace.backwards(ofStep: after).first?.upstream {
        return text(used, .gradient(output))
      }
      guard case .final(let gradient) = states.gradient(of: output, at: before) else { return "◦" }
      return text(gradient, .gradient(output))
    }
  }

  private func ask(_ wire: Int, _ element: String, _ gate: Circuit.Gate, held: String?) -> Sentence.Quiz {
    let (values, operands) = (facts(of: gate, asked: wire), operands(of: wire, gate))
    let isFinal = if case .final = states.gradient(of: wire, at: after) { true } else { false }
    let (target, upstream) = (name(wire) + element, upstream(gate).joined(separator: ", "))
    if let held {
      if scene.trace.mistake == .overwrite {
        return .askOverwritten(wire: target, gate: symbol, upstream: upstream, values: values, before: held)
      }
      return .askSum(
        wire: target, gate: symbol, upstream: upstream, values: values, operands: operands, before: held)
    }
    return isFinal
      ? .askGradient(wire: target, gate: symbol, upstream: upstream, values: values, operands: operands)
      : .askShare(wire: target, gate: symbol, upstream: upstream, values: values, operands: operands)
  }

  private func fromShown(_ part: Contribution) -> Double? {
    let backward = scene.trace.backwards(ofStep: part.step)[part.input]
    guard case .number(let local) = backward.local, let upstream = backward.upstream.scalar else {
      return nil
    }
    return format.shown(upstream) * format.shown(local)
  }

  /// What comes of forgetting a factor, or of taking that of the gate's other input.
  private func slips(_ wire: Int, _ gate: Circuit.Gate, _ parts: [Contribution]) -> [Question.Slip] {
    guard gate.group == nil, let part = parts.first else { return [] }
    let backwards = scene.trace.backwards(ofStep: part.step)
    let own = backwards[part.input]
    guard case .number(let local) = own.local, let upstream = own.upstream.scalar else { return [] }
    var slips = [
      Question.Slip(mistake: .missingUpstream, number: local),
      Question.Slip(mistake: .missingLocal, number: upstream),
    ]
    for other in backwards where other.input != own.input {
      if case .number(let local) = other.local {
        slips.insert(Question.Slip(mistake: .swappedOperand, number: upstream * local), at: 0)
      }
    }
    return slips
  }

  // MARK: Updates

  private var updates: [Question] {
    scene.trace.step(move.steps.lowerBound).events.compactMap { event in
      guard case .update(let update) = event, let new = update.new.scalar, let old = update.old.scalar,
        let change = update.change.scalar
      else { return nil }
      let wrong = [Question.Slip(mistake: .wrongDirection, number: old - change)]
      guard let rate = update.rate, rate != 0 else {
        let asked = Sentence.Quiz.askChange(
          wire: name(update.node), old: format.text(old), change: format.text(change),
          statement: update.statement)
        return question(
          asked, .value(update.node), new, fromShown: format.shown(old) + format.shown(change), wrong)
      }
      let gradient = -change / rate
      return question(
        .askUpdate(
          wire: name(update.node), old: format.text(old),
          gradient: references[.gradient(update.node)] ?? format.text(gradient),
          rate: narrator.text(ofRate: rate), statement: update.statement),
        .value(update.node), new, fromShown: format.shown(old) - rate * format.shown(gradient), wrong)
    }
  }
}

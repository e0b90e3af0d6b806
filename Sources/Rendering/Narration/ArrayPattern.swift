import Numbers
import TraceModel

/// Which sentence names what a gate of arrays does with the gradient.
extension ArrayGate {
  func pattern(_ backwards: [Backward]) -> Sentence.OfArrays {
    isElementwise
      ? elementwisePattern(backwards) : product(backwards) ?? rearrangement(backwards) ?? reduction(backwards)
  }

  /// What the gate is called in a sentence: an index by what the program wrote, any other by what stands in its circle.
  var symbol: String {
    let written = gate.name == "index" ? constant(at: 1)?.name : nil
    return written ?? teller.labels.symbol(of: node.id)
  }
  private var names: [String] { inputs.map(teller.labels.name) }

  // MARK: Element by element

  private func elementwisePattern(_ backwards: [Backward]) -> Sentence.OfArrays {
    let names = names
    if backwards.count == 2 { return patternOfTwo(backwards, names) }
    let constant = node.soleConstant
    let text = constant.map { $0.1.text } ?? ""
    let isFirst = constant?.position == 0
    switch (gate.name, isFirst) {
    case ("add", _), ("subtract", false): return .shifts(isAdded: gate.name == "add")
    case ("subtract", true): return .negates
    case ("multiply", _):
      return constant?.1.value.scalar == nil ? .masks : .scales(factor: text)
    case ("divide", false): return .divides(divisor: text)
    case ("exp", _): return .ownOutput(gate: symbol)
    case ("sigmoid", _): return .sigmoid
    case ("relu", _), ("max with 0", _):
      return .letsThrough(gate: symbol, open: open(backwards[0]), of: output.elements.count)
    case ("max", _), ("min", _):
      return .clips(
        constant: text, open: open(backwards[0]), ties: ties(backwards[0]), of: output.elements.count,
        isLarger: gate.name == "max")
    default: return .slope(gate: symbol, slope: slopeInX(backwards[0]))
    }
  }

  private func patternOfTwo(_ backwards: [Backward], _ names: [String]) -> Sentence.OfArrays {
    switch gate.name {
    case "add": return .distributes
    case "subtract": return .subtracts(first: names[0], second: names[1])
    case "multiply": return inputs[0] == inputs[1] ? .squares(input: names[0]) : .switches
    case "divide": return .quotient(numerator: names[0], denominator: names[1])
    case "max", "min":
      guard case .diagonal(let slopes) = backwards[0].local else { return .slopes(gate: symbol) }
      let toFirst = slopes.elements.count { $0 == 1 }
      return .picks(
        first: names[0], second: names[1], toFirst: toFirst, ties: ties(backwards[0]),
        of: slopes.elements.count,
        isLarger: gate.name == "max")
    default: return .slopes(gate: symbol)
    }
  }

  /// At how many elements a gate that lets all or nothing pass is open.
  private func open(_ backward: Backward) -> Int {
    guard case .diagonal(let slopes) = backward.local else { return 0 }
    return slopes.elements.count { $0 == 1 }
  }

  /// At how many elements both operands of a max or min are equal.
  private func ties(_ backward: Backward) -> Int {
    guard case .diagonal(let slopes) = backward.local else { return 0 }
    return slopes.elements.count { $0 != 1 && $0 != 0 }
  }

  /// The slope with the input called x.
  private func slopeInX(_ backward: Backward) -> String {
    let position = node.position(ofInput: backward.input)
    guard gate.slopes.indices.contains(position), let slope = Formula(gate.slopes[position]) else {
      return ""
    }
    var shown = teller.names(of: node).keyed
    shown[Narrator.variables[position]] = "x"
    shown["y"] = "y"
    return FormulaText(shown: shown).plain(slope.foldingConstants(of: node))
  }

  // MARK: Products

  private func product(_ backwards: [Backward]) -> Sentence.OfArrays? {
    let names = names
    switch gate.name {
    case "matmul" where isDot:
      return .dot(upstream: teller.format.text(backwards[0].upstream), names: names)
    case "matmul":
      let equations = backwards.compactMap { ruleText($0) }
      return equations.count == 1
        ? .factor(name: names[0], equation: equations[0]) : .factors(equations: equations)
    case "outer":
      return names.count == 2 ? .outer(first: names[0], second: names[1]) : .rule(gate: symbol)
    case "conv2d":
      let filter = constant(at: 1) == nil ? names.last : nil
      return .filter(input: constant(at: 0) == nil ? names.first : nil, filter: filter)
    default: return nil
    }
  }

  /// The rule of an input in plain text, `W̄ = q̄xᵀ`.
  private func ruleText(_ backward: Backward) -> String? {
    guard let formula = formula(ofInput: backward.input) else { return nil }
    let rule = words(upstream: gradient(of: node.id), input: backward.input).plain(formula)
    return "\(gradient(of: backward.to).text) = \(rule)"
  }

  /// A gradient in a sentence: `W̄`, or `∂f/∂scores` where a bar would not span the name.
  func gradient(of node: Int) -> GradientSymbol {
    hasBars ? .bar(teller.labels.name(of: node)) : teller.gradient(of: node, at: step)
  }

  /// Whether the gradients of its nodes are written with bars: where all their names are short.
  var hasBars: Bool { teller.takesBar(node.id) && inputs.allSatisfy(teller.takesBar) }

  // MARK: Elements to other places

  private func rearrangement(_ backwards: [Backward]) -> Sentence.OfArrays? {
    let read = operands.first?.elements.count ?? 0
    switch gate.name {
    case "transpose": return .transposes
    case "reshape": return .reshapes(shape: ArrayText.shape(operands.first?.shape ?? []))
    case "stack", "concatenate": return .unstacks(count: inputs.count)
    case "pad": return .crops
    case "assign":
      return .replaces(first: name(ofOperand: 0), second: name(ofOperand: 1), replaced: facts.chosen)
    case "max_pool2d": return .pools(hasTies: backwards.first.map(hasTies) ?? false)
    case "where":
      let names: [String?] = [1, 2].map { position in
        node.operands.indices.contains(position) ? name(ofOperand: position) : nil
      }
      let mask = stretchedMask
      return .selects(first: names[0], second: names[1], toFirst: mask.count { $0 }, of: mask.count)
    case "index": return gather(positions, read)
    default: return nil
    }
  }

  private func name(ofOperand position: Int) -> String? {
    if case .node(let id) = node.operands[position] { teller.labels.name(of: id) } else { nil }
  }

  private func gather(_ positions: [Int], _ read: Int) -> Sentence.OfArrays {
    let picked = Set(positions).count
    let isBracket = constant(at: 1)?.name?.hasPrefix("[") ?? true
    guard isRepeating else {
      return picked == read && !isBracket
        ? .returns(symbol: symbol) : .scatters(symbol: symbol, picked: picked, of: read, isRepeated: false)
    }
    if isBracket || picked < read {
      return .scatters(symbol: symbol, picked: picked, of: read, isRepeated: true)
    }
    var uses = [Int](repeating: 0, count: read)
    for position in positions where uses.indices.contains(position) { uses[position] += 1 }
    return .addsCopies(symbol: symbol, copies: uses.allSatisfy { $0 == uses[0] } ? uses[0] : nil)
  }

  // MARK: Many to one

  private func reduction(_ backwards: [Backward]) -> Sentence.OfArrays {
    let backward = backwards[0]
    let count = backward.downstream.elements.count / max(1, output.elements.count)
    let upstream =
      backward.upstream.elements.count == 1 ? teller.format.text(backward.upstream.elements[0]) : nil
    switch gate.name {
    case "sum": return .spreads(upstream: upstream, count: count)
    case "mean":
      return .shares(
        upstream: upstream, count: count,
        downstream: backward.downstream.elements.first.map(teller.format.text))
    case "largest", "smallest": return routes(backward, upstream)
    case "product": return .others
    case "softmax": return .softmax
    case "logsumexp": return .logsumexp
    case "norm": return .norm(input: names[0], output: name, isZero: output.elements.contains(0))
    default: return .rule(gate: symbol)
    }
  }

  private func routes(_ backward: Backward, _ upstream: String?) -> Sentence.OfArrays {
    let input = value(ofInput: 0)
    let winners = input.elements.indices.filter { input.elements[$0] == output.elements.first }
    let isLarger = gate.name == "largest"
    let place = winners.count == 1 ? winners[0].place(in: input.shape) : nil
    let ties = upstream == nil ? (hasTies(backward) ? 2 : 1) : winners.count
    return .routes(
      upstream: upstream, place: place.map { names[0] + $0 }, ties: ties, isLarger: isLarger)
  }

  /// Whether more elements get a gradient than there were groups to pick one from.
  private func hasTies(_ backward: Backward) -> Bool {
    backward.downstream.elements.count { $0 != 0 } > backward.upstream.elements.count { $0 != 0 }
  }
}

extension Int {
  /// A flat position as an index in brackets, `[0, 2]`.
  func place(in shape: [Int]) -> String { "\(Shape.coordinates(ofPlace: self, in: shape))" }
}

import Numbers
import TraceModel

extension Narrator {
  /// One gate backward: for each input upstream × local, and what that means.
  func backward(_ move: Move, _ id: Int) -> Account {
    let node = trace.node(id)
    let step = move.steps.lowerBound
    if let arrays = ArrayGate(node, at: step, teller: self) { return backward(move, arrays) }
    let shares = trace.backwards(ofStep: step).map { Share($0, of: node, at: step, teller: self) }
    let patterns = shares.isEmpty ? [] : [ownBackward(node) ?? pattern(node, shares, at: step)]
    return Account(
      steps: move.steps, title: .stepBackward(gate: labels.symbol(of: id)),
      equations: shares.map { $0.equation(isOnly: shares.count == 1) },
      sentences: patterns + haste(of: id, at: step) + forks(node.inputs, at: step)
        + carried(to: node.inputs, at: step))
  }

  /// Whether what a node receives is added to what came along other branches or is held from earlier passes.
  func addsUp(_ node: Int, at step: Int) -> Bool {
    trace.mistake != .overwrite && (circuit.branches(of: node).count > 1 || held(by: node, at: step) != nil)
  }

  /// What is said of a gate that does not wait for all branches of its output.
  func haste(of id: Int, at step: Int) -> [Sentence] {
    guard case .accumulating(_, let outstanding) = states.gradient(of: id, at: step) else { return [] }
    return [.tooEarly(name: labels.name(of: id), outstanding: outstanding)]
  }

  /// For each input that has several branches, the sum, once for each.
  func forks(_ inputs: [Int], at step: Int) -> [Sentence] {
    var told: Set<Int> = []
    return inputs.compactMap { input in
      guard told.insert(input).inserted else { return nil }
      let arrivals = arrivals(at: input, by: step)
      let branches = arrivals.branches
      guard branches > 1 else { return nil }
      let name = labels.name(of: input)
      switch states.gradient(of: input, at: step) {
      case .final(let sum):
        guard carried(to: [input], at: step).isEmpty else { return nil }
        if trace.mistake == .overwrite {
          return .overwritten(name: name, branches: branches, left: arrayText.compact(sum))
        }
        if sum.scalar == nil { return .ofArrays(.fork(name: name, branches: branches)) }
        return .fork(name: name, branches: branches, sum: self.sum(arrivals.terms, sum))
      case .accumulating:
        return .forkWaiting(name: name, branches: branches, outstanding: branches - arrivals.terms.count)
      case .pending, .noPath: return nil
      }
    }
  }

  /// What comes to a wire in the backward pass of a step: along how many branches, and the sums of those that are there
  /// in full. A collapsed function is one branch, however often it uses the wire inside.
  private func arrivals(at wire: Int, by step: Int) -> (branches: Int, terms: [Tensor]) {
    guard circuit.branches(of: wire).count > 1 else { return (0, []) }
    let last = states.sweep(at: step).upperBound - 1
    var branches: [Circuit.Use] = []
    var outstanding: [Circuit.Use: Int] = [:]
    func branch(_ gate: Int, _ input: Int) -> Circuit.Use {
      if let drawn = circuit.gate(of: gate), circuit.gates[drawn].group != nil {
        return Circuit.Use(node: circuit.gates[drawn].nodes[0], input: -1)
      }
      return Circuit.Use(node: gate, input: input)
    }
    for arrival in states.arrivals(at: wire, by: last) {
      let use = branch(arrival.gate, arrival.input)
      if outstanding[use] == nil { branches.append(use) }
      outstanding[use, default: 0] += arrival.step > step ? 1 : 0
    }
    var sums: [Circuit.Use: Tensor] = [:]
    for part in states.contributions(to: wire, at: step) {
      let use = branch(part.gate, part.input)
      sums[use] = sums[use].map { Tensor.sum([$0, part.downstream]) } ?? part.downstream
    }
    return (branches.count, branches.filter { outstanding[$0] == 0 }.compactMap { sums[$0] })
  }

  /// For each input that held a gradient before this backward pass began, the sum with it, once all has arrived.
  func carried(to inputs: [Int], at step: Int) -> [Sentence] {
    if trace.mistake == .overwrite { return [] }
    var told: Set<Int> = []
    return inputs.compactMap { input in
      guard told.insert(input).inserted, let before = held(by: input, at: step),
        case .final(let total) = states.gradient(of: input, at: step)
      else { return nil }
      if total.scalar == nil { return .ofArrays(.carried(name: labels.name(of: input))) }
      let terms = states.contributions(to: input, at: step).map(\.downstream)
      return .carried(name: labels.name(of: input), sum: sum([before] + terms, total))
    }
  }

  /// Of a sum of more terms only some are written out.
  private static let mostTerms = 12

  private func sum(_ terms: [Tensor], _ total: Tensor) -> String {
    let isLong = terms.count > Self.mostTerms
    let shown = (isLong ? terms.prefix(Self.mostTerms - 2) : terms[...]).map(format.text)
    let list = shown.enumerated().map { index, text in
      index > 0 && text.hasPrefix("−") ? "(\(text))" : text
    }
    let result = format.text(total)
    // Nobody adds up a long sum, so there is no rounding to explain.
    if isLong { return list.joined(separator: " + ") + " + … = \(result)" }
    let added = terms.compactMap(\.scalar).map(format.shown).reduce(0, +)
    let exact = total.scalar.map {
      format.text(added) == result || format.isExact($0) ? "" : ", more exactly \(format.exact($0))"
    }
    return "\(list.joined(separator: " + ")) = \(result)\(exact ?? "")"
  }

  /// The sentence that names what the gate does with the gradient.
  private func pattern(_ node: Node, _ shares: [Share], at step: Int) -> Sentence {
    let gate = node.gate?.name ?? ""
    let upstream = shares[0].upstream.text
    let product = shares[0].product
    guard shares.count == 1 else { return patternOfTwo(gate, node, shares, at: step) }
    let constant = node.soleConstant
    let isFirst = constant?.position == 0
    let constantText = constant.map { $0.1.text } ?? ""
    switch (gate, isFirst) {
    case ("add", _), ("subtract", false): return .shifts(upstream: upstream, isAdded: gate == "add")
    case ("subtract", true): return .negates(upstream: upstream)
    case ("multiply", _): return .scales(factor: constantText, product: product)
    case ("divide", false): return .divides(divisor: constantText, product: product)
    case ("divide", true) where constantText == "1": return .reciprocal(product: product)
    case ("power", false):
      return .power(symbol: labels.symbol(of: node.id), slope: shares[0].slopeInX, product: product)
    case ("exp", _): return .ownOutput(gate: gate, product: product)
    case ("sigmoid", _): return .sigmoid(slope: shares[0].slopeInNumbers)
    case ("relu", _), ("max with 0", _):
      let input = numbers(of: node, at: step)[0].text
      let symbol = labels.symbol(of: node.id)
      return shares[0].local.exact == 0
        ? .gateShut(gate: symbol, input: input)
        : .gateOpen(gate: symbol, input: input, upstream: upstream)
    case ("max", _) where shares[0].isTie, ("min", _) where shares[0].isTie:
      let part = shares[0].local.exact
      if part == 0.5 { return .tieWithConstant(gate: labels.symbol(of: node.id), product: product) }
      let total = Int((1 / min(part, 1 - part)).rounded())
      return .tieOfSeveralWithConstant(count: part < 0.5 ? 1 : total - 1, total: total, product: product)
    default:
      return .slope(gate: labels.symbol(of: node.id), slope: shares[0].slopeInX, product: product)
    }
  }

  private func patternOfTwo(_ gate: String, _ node: Node, _ shares: [Share], at step: Int) -> Sentence {
    let names = node.inputs.map(labels.name)
    let upstream = shares[0].upstream.text
    switch gate {
    case "add": return .distributes(upstream: upstream)
    case "subtract": return .subtracts(upstream: upstream, first: names[0], second: names[1])
    case "multiply" where node.inputs[0] == node.inputs[1]:
      return .squares(input: names[0], product: shares[0].product)
    case "multiply":
      return .switches(
        first: names[0], firstProduct: shares[0].product, second: names[1],
        secondProduct: shares[1].product)
    case "divide": return .quotient(numerator: names[0], denominator: names[1])
    case "max", "min":
      let winner = shares[0].local.exact == 1 ? 0 : shares[1].local.exact == 1 ? 1 : nil
      guard let winner else {
        let parts = shares.map(\.local.exact)
        if parts[0] == parts[1] { return .tie(upstream: upstream, first: names[0], second: names[1]) }
        return .tieOfSeveral(
          upstream: upstream, first: names[0], second: names[1], count: Int((parts[0] / parts[1]).rounded()))
      }
      return .routes(
        upstream: upstream, winner: names[winner], loser: names[1 - winner], isLarger: gate == "max")
    default: return .slopes(gate: labels.symbol(of: node.id))
    }
  }
}

/// One input's share of a backward step, with its numbers as they are shown.
struct Share {
  let upstream: Narrator.ShownNumber
  let local: Narrator.ShownNumber
  let downstream: Narrator.ShownNumber
  /// Whether both operands of a max or min are equal.
  let isTie: Bool
  /// `−0.53 × 0.37 = −0.20`, with more digits where the numbers shown do not give the result.
  let product: String
  /// The local gradient with the input called x, `−1/x²`.
  let slopeInX: String
  /// The local gradient worked out, `0.73 × (1 − 0.73) = 0.20`.
  let slopeInNumbers: String
  private let symbols: String
  private let symbolsInWords: String
  /// The local gradient in names, `−1/x²` as `−1/⟨11⟩²`.
  let slopeInNames: String
  private let target: String
  private let numbers: String
  private let exact: String?

  init(_ backward: Backward, of node: Node, at step: Int, teller: Narrator) {
    let format = teller.format
    func shown(_ number: Double) -> Narrator.ShownNumber {
      Narrator.ShownNumber(exact: number, text: format.text(number), shown: format.shown(number))
    }
    let slope: Double = if case .number(let number) = backward.local { number } else { .nan }
    let position = node.position(ofInput: backward.input)
    let upstream = shown(backward.upstream.scalar ?? .nan)
    let local = shown(slope)
    let downstream = shown(backward.downstream.scalar ?? .nan)
    (self.upstream, self.local, self.downstream) = (upstream, local, downstream)
    let gate = node.gate ?? .unknown
    let formula = gate.slopes.indices.contains(position) ? Formula(gate.slopes[position]) : nil
    var names = teller.names(of: node).keyed
    names["y"] = teller.labels.name(of: node.id)
    let operands = teller.numbers(of: node, at: step)
    var inNumbers = operands.map(\.text).keyed
    let output = shown(teller.states.value(of: node.id, at: step)?.scalar ?? .nan)
    inNumbers["y"] = output.text

    let folded = formula?.foldingConstants(of: node)
    func value(_ number: KeyPath<Narrator.ShownNumber, Double>) -> Double? {
      folded?.replacing { name in
        name == "y"
          ? .number(output[keyPath: number])
          : Narrator.variables.firstIndex(of: name).map { .number(operands[$0][keyPath: number]) }
      }.evaluated(with: Formula.functions)
    }
    // At a tie of max or min the gradient is shared, which no formula says.
    isTie = ["max", "min"].contains(gate.name) && value(\.exact) != slope
    let literal = isTie ? nil : folded
    let written = literal.map { FormulaText(shown: inNumbers).plain($0) } ?? local.text
    let isPlain = literal == .number(local.exact) || written == local.text
    let isLocalHonest = isPlain || value(\.shown).map { format.text($0) == local.text } ?? false
    let isProductHonest = format.text(upstream.shown * local.shown) == downstream.text

    let spaced = { (text: String) in
      let isCondition = text.hasPrefix("[") && text.firstIndex(of: "]") == text.indices.last
      return !isCondition && text.contains(where: { " /".contains($0) }) ? "(\(text))" : text
    }
    let last = "\(upstream.text) × \(isPlain ? written : local.text)"
    numbers = isPlain ? last : "\(upstream.text) × \(spaced(written)) = \(last)"
    exact =
      isLocalHonest && isProductHonest || format.isExact(downstream.exact)
      ? nil : format.exact(downstream.exact)
    let factor = isPlain ? written : gate.name == "exp" || written.count > 16 ? local.text : spaced(written)
    let honest = exact.map { ", more exactly \($0)" } ?? ""
    product = "\(upstream.text) × \(factor) = \(downstream.text)\(honest)"
    let exactSlope =
      isLocalHonest || format.isExact(local.exact) ? "" : ", more exactly \(format.exact(local.exact))"
    slopeInNumbers = "\(written) = \(local.text)\(exactSlope)"
    target = teller.labels.name(of: backward.to)
    slopeInX = literal.map { FormulaText(shown: ["a": "x", "b": "x", "y": "y"]).plain($0) } ?? local.text
    // The slope of a gate of the program's own has no formula, and a tie's share is no slope.
    let unwritten =
      isTie
      ? GradientSymbol(tex: TeX.number(local.text), text: local.text)
      : teller.local(of: gate.name, node.id, by: backward.to, at: step)
    let symbolic = literal.map { FormulaText(shown: names).texFactor($0) } ?? unwritten.tex
    slopeInNames = literal.map { FormulaText(shown: names).plain($0) } ?? unwritten.text
    let isSum = teller.addsUp(backward.to, at: step)
    let (into, from) = (teller.target(backward.to, at: step), teller.gradient(of: node.id, at: step))
    symbolsInWords = "\(into.text) \(isSum ? "+=" : "=") \(from.text) × \(spaced(slopeInNames))"
    symbols = "\(into.tex) \(isSum ? "\\mathrel{+}=" : "=") \(from.tex) \\cdot \(symbolic)"
  }

  func equation(isOnly: Bool) -> Equation {
    Equation(
      symbols: symbols, target: isOnly ? nil : target, numbers: numbers, result: downstream.text,
      exact: exact, isProduct: true, symbolsInWords: symbolsInWords)
  }
}

extension Formula {
  /// The formula with the constants that a gate keeps inside in place of their names.
  func foldingConstants(of node: Node) -> Formula {
    replacing { name in
      guard let position = Narrator.variables.firstIndex(of: name), position < node.operands.count,
        case .constant(let constant) = node.operands[position], constant.name == nil,
        let number = constant.value.scalar
      else { return nil }
      return .number(number)
    }.simplified
  }
}

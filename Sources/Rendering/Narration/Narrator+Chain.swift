import TraceModel

extension Narrator {
  /// The chain rule for a wire of the circuit, as far as it is known after a step; nil if the pass starts no
  /// backpropagation.
  ///
  /// Linear in the part of the circuit between the wire and the output.
  public func chain(to wire: Int, at step: Int) -> Chain? {
    guard let finder = ChainFinder(self, to: wire, at: step) else { return nil }
    return finder.chain
  }
}

/// Follows the gradients that come to a wire back to where they started.
private struct ChainFinder {
  /// One gate that handed a gradient from the wire behind it to one before it.
  private struct Edge {
    var from: Int
    var to: Int
    var gate: Int
    var step: Int
    var local: Double?
    var rule: String
    /// The local gradient in names.
    var formula = ""
  }

  private let narrator: Narrator
  private let wire: Int
  private let step: Int
  private let seedStep: Int
  private let end: Int
  private let output: Int
  private var edges: [Int: [Edge]] = [:]
  private var counts: [Int: Double] = [:]

  private var trace: Trace { narrator.trace }
  private var format: NumberFormat { narrator.format }

  init?(_ narrator: Narrator, to wire: Int, at step: Int) {
    self.narrator = narrator
    self.wire = wire
    self.step = step
    let steps = narrator.circuit.pass.steps ?? 0..<0
    let seeds = steps.filter { narrator.trace.stepRecords[$0].form == .seed }
    guard let seed = seeds.last(where: { $0 <= step }) ?? seeds.first else { return nil }
    seedStep = seed
    end = (seeds.first { $0 > seed } ?? steps.upperBound) - 1
    output = narrator.trace.stepRecords[seed].node
    follow()
    count()
  }

  /// Finds what lies between the wire and the output.
  private mutating func follow() {
    var waiting = [wire]
    while let next = waiting.popLast() {
      guard edges[next] == nil else { continue }
      let found = edges(to: next)
      edges[next] = found
      waiting += found.map(\.from)
    }
  }

  private func edges(to wire: Int) -> [Edge] {
    var found: [Edge] = []
    var told: Set<Int> = []
    for part in narrator.states.contributions(to: wire, at: end) {
      guard let gate = narrator.circuit.gate(of: part.gate) else { continue }
      if narrator.circuit.gates[gate].group != nil {
        if told.insert(gate).inserted { found += edges(to: wire, throughGroup: gate, at: part.step) }
        continue
      }
      let local = trace.backwards(ofStep: part.step)[part.input].local
      let number: Double? = if case .number(let number) = local { number } else { nil }
      found.append(
        Edge(
          from: part.gate, to: wire, gate: gate, step: part.step, local: number, rule: text(of: local),
          formula: number == nil ? "" : formula(of: part)))
    }
    return found
  }

  private func formula(of part: Contribution) -> String {
    let backward = trace.backwards(ofStep: part.step)[part.input]
    return Share(backward, of: trace.node(part.gate), at: part.step, teller: narrator).slopeInNames
  }

  /// From a collapsed group one edge comes for each of its outputs that depends on the wire.
  private func edges(to wire: Int, throughGroup gate: Int, at step: Int) -> [Edge] {
    let drawn = narrator.circuit.gates[gate]
    guard let branch = drawn.branches.first(where: { narrator.circuit.branches[$0].wire == wire }) else {
      return []
    }
    return drawn.outputs.compactMap { output in
      let locals = narrator.locals(inside: drawn, from: output, steps: seedStep...end)
      // Of arrays the product along the paths inside is not formed; each output is taken to depend on the wire.
      let isReached = locals[branch] != nil || narrator.worksOnArrays(drawn)
      guard isReached, !narrator.states.contributions(to: output, at: end).isEmpty || output == self.output
      else { return nil }
      return Edge(from: output, to: wire, gate: gate, step: step, local: locals[branch], rule: "…")
    }
  }

  private func text(of local: Local) -> String {
    switch local {
    case .number(let number): format.text(number)
    case .diagonal(let slopes): narrator.arrayText.compact(slopes)
    case .matrix(let matrix): narrator.arrayText.compact(matrix)
    case .rule(let rule): rule
    }
  }

  /// Counts the paths from the output to each wire; a gate comes after what it reads.
  private mutating func count() {
    for node in edges.keys.sorted(by: >) {
      let above = (edges[node] ?? []).reduce(0) { $0 + (counts[$1.from] ?? 0) }
      counts[node] = above + (node == output ? 1 : 0)
    }
  }

  // MARK: Telling

  var chain: Chain {
    let paths = paths()
    let shown = paths.map(told)
    let total = narrator.states.gradient(of: wire, at: step)
    let carried = narrator.held(by: wire, at: step)
    let count = counts[wire] ?? 0
    let parts = narrator.states.contributions(to: wire, at: step)
    return Chain(
      wire: narrator.labels.name(of: wire), output: narrator.labels.name(of: output), seed: seedText,
      paths: shown, count: text(ofCount: count), rest: rest(paths, of: count, total, carried),
      carried: carried.map(narrator.arrayText.compact),
      shares: parts.map { narrator.arrayText.compact($0.downstream) }, total: total,
      hasArrays: paths.joined().contains { $0.local == nil },
      isPending: seedStep > step || paths.joined().contains { $0.step > step })
  }

  private var seedText: String {
    seedStep > step ? "◦" : narrator.arrayText.compact(trace.seed(ofStep: seedStep))
  }

  /// The first paths, each from the output to the wire.
  private func paths() -> [[Edge]] {
    var found: [[Edge]] = []
    var path: [Edge] = []
    var next = [0]
    while let index = next.last, found.count < Chain.mostPaths {
      let node = path.last?.from ?? wire
      let above = (edges[node] ?? []).filter { (counts[$0.from] ?? 0) > 0 }
      if index == 0, node == output { found.append(path.reversed()) }
      guard index < above.count else {
        next.removeLast()
        if !path.isEmpty { path.removeLast() }
        continue
      }
      next[next.count - 1] += 1
      next.append(0)
      path.append(above[index])
    }
    return found
  }

  private func told(_ path: [Edge]) -> Chain.Path {
    var product = seedStep <= step ? trace.seed(ofStep: seedStep).scalar : nil
    var shown = product.map(format.shown)
    let links = path.map { edge in
      let isKnown = edge.step <= step
      product = isKnown ? edge.local.flatMap { local in product.map { $0 * local } } : nil
      shown = edge.local.flatMap { local in shown.map { $0 * format.shown(local) } }
      return Chain.Link(
        gate: narrator.symbol(ofGate: edge.gate), from: narrator.labels.name(of: edge.from),
        to: narrator.labels.name(of: edge.to),
        derivative: "∂\(narrator.labels.name(of: edge.from))/∂\(narrator.labels.name(of: edge.to))",
        formula: edge.formula, local: isKnown ? edge.local.map(format.text) ?? edge.rule : "◦",
        product: product.map(format.text))
    }
    let omitted = max(0, links.count - Chain.mostLinks)
    let half = Chain.mostLinks / 2
    let isHonest = product.map(format.text) == shown.map(format.text)
    return Chain.Path(
      links: omitted == 0 ? links : Array(links.prefix(half) + links.suffix(half)),
      number: product, product: product.map(format.text), exact: isHonest ? nil : product.map(format.exact),
      omitted: omitted)
  }

  private func rest(_ paths: [[Edge]], of count: Double, _ total: GradientState, _ carried: Tensor?)
    -> Chain.Rest?
  {
    guard count > Double(paths.count) else { return nil }
    let shown = paths.reduce(0) { sum, path in
      sum + path.reduce(trace.seed(ofStep: seedStep).scalar ?? .nan) { $0 * ($1.local ?? .nan) }
    }
    var sum: String?
    if case .final(let gradient) = total, let number = gradient.scalar, shown.isFinite {
      sum = format.text(number - shown - (carried?.scalar ?? 0))
    }
    return Chain.Rest(paths: text(ofCount: count - Double(paths.count)), sum: sum)
  }

  private func text(ofCount count: Double) -> String { NumberFormat(digits: 0).text(count) }
}

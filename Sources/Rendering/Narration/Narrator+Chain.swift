import Numbers
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
    /// Which of the gate's inputs; nil for a collapsed group.
    var input: Int?
    var local: Double?
  }

  private let narrator: Narrator
  private let wire: Int
  private let step: Int
  private let seedStep: Int
  private let end: Int
  private let output: Int
  /// The edges to node `wire + n` are `edges[starts[n]..<starts[n + 1]]`.
  private var edges: [Edge] = []
  private var starts: [Int] = [0]
  /// How many paths there are from the output to node `wire + n`.
  private var counts: [Double] = []

  private var trace: Trace { narrator.trace }
  private var format: NumberFormat { narrator.format }

  init?(_ narrator: Narrator, to wire: Int, at step: Int) {
    self.narrator = narrator
    self.wire = wire
    self.step = step
    guard let sweep = narrator.circuit.pass.steps.map({ _ in narrator.states.sweep(at: step) }),
      !sweep.isEmpty
    else { return nil }
    seedStep = sweep.lowerBound
    end = sweep.upperBound - 1
    output = narrator.trace.node(ofStep: seedStep)
    follow()
    count()
  }

  /// Finds what lies between the wire and the output; a gate comes after what it reads.
  private mutating func follow() {
    guard wire <= output else { return }
    var isReached = [Bool](repeating: false, count: output - wire + 1)
    isReached[0] = true
    for node in wire...output {
      if isReached[node - wire] { appendEdges(to: node) }
      for edge in edges[starts[node - wire]...] where edge.from <= output {
        isReached[edge.from - wire] = true
      }
      starts.append(edges.count)
    }
  }

  private func edges(to node: Int) -> ArraySlice<Edge> {
    node <= output ? edges[starts[node - wire]..<starts[node - wire + 1]] : []
  }

  private mutating func appendEdges(to wire: Int) {
    var told: Set<Int> = []
    for arrival in narrator.states.arrivals(at: wire, by: end) {
      guard let gate = narrator.circuit.gate(of: arrival.gate) else { continue }
      if narrator.circuit.gates[gate].group != nil {
        if told.insert(gate).inserted { edges += edges(to: wire, throughGroup: gate, at: arrival.step) }
        continue
      }
      let local = trace.local(ofStep: arrival.step, input: arrival.input)
      let number: Double? = if case .number(let number) = local { number } else { nil }
      edges.append(
        Edge(
          from: arrival.gate, to: wire, gate: gate, step: arrival.step, input: arrival.input, local: number))
    }
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
      return Edge(from: output, to: wire, gate: gate, step: step, local: locals[branch])
    }
  }

  /// Counts the paths from the output to each wire.
  private mutating func count() {
    counts = Array(repeating: 0, count: max(1, output - wire + 1))
    for node in stride(from: output, through: wire, by: -1) {
      counts[node - wire] = edges(to: node).reduce(node == output ? 1 : 0) { $0 + count(of: $1.from) }
    }
  }

  private func count(of node: Int) -> Double { node <= output ? counts[node - wire] : 0 }

  // MARK: Telling

  var chain: Chain {
    let paths = paths()
    let shown = paths.map(told)
    let total = narrator.states.gradient(of: wire, at: step)
    let carried = narrator.held(by: wire, at: step)
    let count = counts[0]
    let parts = narrator.states.contributions(to: wire, at: step)
    return Chain(
      wire: narrator.labels.name(of: wire), output: narrator.labels.name(of: output),
      symbol: narrator.gradient(of: wire, at: seedStep).text,
      startsFrom: narrator.startsFromGivenGradient(at: seedStep)
        ? narrator.gradient(of: output, at: seedStep).text : nil,
      seed: seedText,
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
      let above = edges(to: node)
      if index == 0, node == output { found.append(path.reversed()) }
      guard let branch = above.dropFirst(index).firstIndex(where: { count(of: $0.from) > 0 }) else {
        next.removeLast()
        if !path.isEmpty { path.removeLast() }
        continue
      }
      next[next.count - 1] = branch - above.startIndex + 1
      next.append(0)
      path.append(above[branch])
    }
    return found
  }

  private func told(_ path: [Edge]) -> Chain.Path {
    let omitted = max(0, path.count - Chain.mostLinks)
    let half = omitted == 0 ? path.count : Chain.mostLinks / 2
    var product = seedStep <= step ? trace.seed(ofStep: seedStep).scalar : nil
    var shown = product.map(format.shown)
    var links: [Chain.Link] = []
    for (index, edge) in path.enumerated() {
      product = edge.step <= step ? edge.local.flatMap { local in product.map { $0 * local } } : nil
      if index < half || index >= path.count - half { links.append(link(edge, product)) }
      shown = edge.local.flatMap { local in shown.map { $0 * format.shown(local) } }
    }
    let isHonest = product.map(format.text) == shown.map(format.text)
    return Chain.Path(
      links: links, number: product, product: product.map(format.text),
      exact: isHonest ? nil : product.map(format.exact), omitted: omitted)
  }

  private func link(_ edge: Edge, _ product: Double?) -> Chain.Link {
    let from = narrator.labels.name(of: edge.from)
    let to = narrator.labels.name(of: edge.to)
    return Chain.Link(
      gate: narrator.symbol(ofGate: edge.gate), from: from, to: to, derivative: "∂\(from)/∂\(to)",
      formula: formula(of: edge), local: edge.step <= step ? text(ofLocal: edge) : "◦",
      product: product.map(format.text))
  }

  /// The local gradient in names, where it is a number.
  private func formula(of edge: Edge) -> String {
    guard let input = edge.input, edge.local != nil else { return "" }
    let backward = trace.backwards(ofStep: edge.step)[input]
    return Share(backward, of: trace.node(edge.from), at: edge.step, teller: narrator).slopeInNames
  }

  private func text(ofLocal edge: Edge) -> String {
    if let number = edge.local { return format.text(number) }
    guard let input = edge.input else { return "…" }
    return switch trace.local(ofStep: edge.step, input: input) {
    case .number(let number): format.text(number)
    case .diagonal(let slopes): narrator.arrayText.compact(slopes)
    case .matrix(let matrix): narrator.arrayText.compact(matrix)
    case .rule(let rule): rule
    }
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

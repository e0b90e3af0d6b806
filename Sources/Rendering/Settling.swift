import Numbers
package import TraceModel

extension Trace {
  /// The trace as it is told: numbers that are 0 but for rounding are 0.
  ///
  /// A sum is one where it is nothing beside its terms, as 0.1 + 0.2 − 0.3 is, and so is what is computed from it where
  /// a 0 in its place would give 0. What a program wrote or a gate made without adding is never one, however small.
  /// Linear in the trace, and without a copy where there is no such number.
  package var settled: Trace {
    var settling = Settling(self)
    settling.settleValues()
    if mistake == nil { settling.settleGradients() }
    return settling.builder.trace
  }
}

/// Sets the numbers of a trace to 0 that are 0 but for rounding.
private struct Settling {
  /// A sum that is smaller than its largest term by this factor is 0.
  private static let factor = 1e-12

  private(set) var builder: TraceBuilder
  /// The nodes some of whose values were settled.
  private var settled: Set<Int> = []

  init(_ trace: Trace) { builder = TraceBuilder(trace) }

  private static func isNothing(_ number: Double, beside scale: Double) -> Bool {
    number != 0 && number.isFinite && scale.isFinite && (number.magnitude < factor * scale || scale == 0)
  }

  // MARK: Values

  mutating func settleValues() {
    let names = builder.trace.gates.map(\.name)
    let isSum = names.map { ["add", "subtract", "sum", "mean", "matmul"].contains($0) }
    for id in 0..<builder.trace.nodeCount {
      guard let gate = builder.trace.gateIndex(of: id) else { continue }
      let isAfter = !settled.isEmpty && builder.trace.inputs(of: id).contains(where: settled.contains)
      if isSum[gate] || isAfter { settleValue(of: id, isSum: isSum[gate], isAfter: isAfter) }
    }
  }

  private mutating func settleValue(of id: Int, isSum: Bool, isAfter: Bool) {
    // Most sums are of single numbers and need no more than a look.
    if !isAfter, let number = builder.trace.initialNumber(of: id),
      let terms = builder.trace.twoNumbers(readBy: id)
    {
      let scale = max(terms.0.magnitude, terms.1.magnitude)
      if Self.isNothing(number, beside: scale) { settle([0], of: id) }
      return
    }
    let node = builder.trace.node(id)
    let operands = operands(of: node)
    let value = builder.trace.initialValue(of: id)
    let scales = isSum ? scales(of: node, operands, value) : nil
    let again = isAfter ? recomputed(node, operands, value) : nil
    let nothing = value.elements.indices.filter { place in
      let number = value.elements[place]
      return number != 0
        && (scales.map { Self.isNothing(number, beside: $0.elements[place]) } ?? false
          || again?[place] == 0)
    }
    if !nothing.isEmpty { settle(nothing, of: id) }
  }

  private mutating func settle(_ places: [Int], of id: Int) {
    for place in places { builder.set(element: place, ofValueOf: id, to: 0) }
    settled.insert(id)
  }

  private func operands(of node: Node) -> [Tensor] {
    node.operands.map { operand in
      switch operand {
      case .node(let id): builder.trace.initialValue(of: id)
      case .constant(let constant): constant.value
      }
    }
  }

  /// For each element of a sum the size of what was added.
  private func scales(of node: Node, _ operands: [Tensor], _ value: Tensor) -> Tensor? {
    let sizes = operands.map { $0.map(\.magnitude) }
    switch node.gate?.name {
    case "add", "subtract":
      guard sizes.count == 2, sizes.allSatisfy({ $0.fits(value.shape) }) else { return nil }
      return Tensor(
        filling: value.shape, with: Tensor.joined(sizes[0], sizes[1], to: value.shape) { max($0, $1) })
    case "sum", "mean":
      // Along an axis the terms of each sum are not looked for.
      guard value.elements.count == 1, let largest = sizes.first?.elements.max() else { return nil }
      return Tensor(shape: value.shape, elements: [largest])
    case "matmul":
      guard sizes.count == 2, let smallest = value.elements.lazy.filter({ $0 != 0 }).map(\.magnitude).min(),
        let bound = sizes[0].elements.max().flatMap({ a in sizes[1].elements.max().map { a * $0 } }),
        bound == 0 || smallest < Self.factor * bound * Double(sizes[0].shape.last ?? 1),
        let scales = sizes[0].times(sizes[1]), scales.elements.count == value.elements.count
      else { return nil }
      return scales
    default: return nil
    }
  }

  /// The elements of a value, computed anew by the gate's formula; nil for a gate that has none.
  private func recomputed(_ node: Node, _ operands: [Tensor], _ value: Tensor) -> [Double]? {
    guard let gate = node.gate, !gate.slopes.isEmpty, let formula = Formula(gate.equation),
      operands.allSatisfy({ $0.fits(value.shape) })
    else { return nil }
    let stretched = operands.map { $0.stretched(to: value.shape) }
    return value.elements.indices.map { place in
      Self.evaluate(formula, stretched.map { $0[place] }, 0) ?? .nan
    }
  }

  private static func evaluate(_ formula: Formula, _ numbers: [Double], _ y: Double) -> Double? {
    formula.replacing { name in
      if name == "y" { return .number(y) }
      return Narrator.variables.firstIndex(of: name).flatMap {
        numbers.indices.contains($0) ? .number(numbers[$0]) : nil
      }
    }.evaluated(with: Formula.functions)
  }

  // MARK: Gradients

  /// What has come to a node in a run of the backward pass: the size of the terms, and whether the sum was settled.
  private struct Account {
    var sizes: [Double]
    var isSettled = false
  }

  mutating func settleGradients() {
    var accounts: [Int: Account] = [:]
    for step in 0..<builder.trace.stepCount {
      switch builder.trace.kind(ofStep: step) {
      case .seed: accounts = [:]
      case .backward where builder.trace.isScalarBackward(step: step): settleScalars(step, &accounts)
      case .backward: settleTensors(step, &accounts)
      case .inputs, .forward, .update: break
      }
    }
  }

  private mutating func settleScalars(_ step: Int, _ accounts: inout [Int: Account]) {
    let node = builder.trace.node(ofStep: step)
    let upstream = builder.trace.upstream(ofStep: step)
    let isSettled = accounts[node]?.isSettled ?? false
    if isSettled { builder.set(upstreamOfStep: step, to: 0) }
    let locals = settledLocals(of: node)
    for (index, input) in builder.trace.inputs(of: node).enumerated() {
      let (local, gradient) = builder.trace.share(ofStep: step, input: index)
      let isZero = locals?[index] == 0
      if isZero, local != 0 { builder.set(localOfStep: step, input: index, to: 0) }
      // What an input held before is a term as well.
      let before = (gradient - upstream * local).magnitude
      let term = (isSettled ? 0 : upstream) * (isZero ? 0 : local)
      let size = max(accounts[input]?.sizes.first ?? before, term.magnitude)
      let isNothing = Self.isNothing(gradient, beside: size)
      accounts[input] = Account(sizes: [size], isSettled: isNothing)
      if isNothing { builder.set(gradientOfStep: step, input: index, to: Tensor(0)) }
    }
  }

  /// The slopes of a gate of single numbers, computed anew where something that they are made of was settled.
  private func settledLocals(of id: Int) -> [Double?]? {
    guard !settled.isEmpty,
      settled.contains(id) || builder.trace.inputs(of: id).contains(where: settled.contains)
    else { return nil }
    let node = builder.trace.node(id)
    let operands = operands(of: node).compactMap(\.scalar)
    guard operands.count == node.operands.count, let y = builder.trace.initialNumber(of: id) else {
      return nil
    }
    return node.inputs.indices.map { input in
      let position = node.position(ofInput: input)
      guard let slopes = node.gate?.slopes, slopes.indices.contains(position) else { return nil }
      return Formula(slopes[position]).flatMap { Self.evaluate($0, operands, y) }
    }
  }

  private mutating func settleTensors(_ step: Int, _ accounts: inout [Int: Account]) {
    for backward in builder.trace.backwards(ofStep: step) {
      let size = max(1, backward.gradient.elements.count)
      let before = accounts[backward.to]?.sizes ?? [Double](repeating: 0, count: size)
      guard before.count == size, backward.downstream.elements.count == size else { continue }
      let held =
        accounts[backward.to] == nil
        ? zip(backward.gradient.elements, backward.downstream.elements).map { ($0 - $1).magnitude } : before
      let scales = zip(held, backward.downstream.elements).map { max($0, $1.magnitude) }
      accounts[backward.to] = Account(sizes: scales)
      let nothing = scales.indices.filter {
        Self.isNothing(backward.gradient.elements[$0], beside: scales[$0])
      }
      guard !nothing.isEmpty else { continue }
      var elements = backward.gradient.elements
      for place in nothing { elements[place] = 0 }
      builder.set(
        gradientOfStep: step, input: backward.input,
        to: Tensor(shape: backward.gradient.shape, elements: elements) ?? backward.gradient)
    }
  }
}

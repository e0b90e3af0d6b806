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
    return settling.trace
  }
}

/// Sets the numbers of a trace to 0 that are 0 but for rounding.
private struct Settling {
  /// A sum that is smaller than its largest term by this factor is 0.
  private static let factor = 1e-12

  private(set) var trace: Trace
  /// The nodes some of whose values were settled.
  private var settled: Set<Int> = []

  init(_ trace: Trace) { self.trace = trace }

  private static func isNothing(_ number: Double, beside scale: Double) -> Bool {
    number != 0 && number.isFinite && scale.isFinite && (number.magnitude < factor * scale || scale == 0)
  }

  // MARK: Values

  mutating func settleValues() {
    let names = trace.gates.map(\.name)
    let isSum = names.map { ["add", "subtract", "sum", "mean", "matmul"].contains($0) }
    for id in trace.nodeRecords.indices {
      let gate = Int(trace.nodeRecords[id].gate) - 1
      guard gate >= 0 else { continue }
      let isAfter = !settled.isEmpty && trace.inputs(of: id).contains(where: settled.contains)
      if isSum[gate] || isAfter { settleValue(of: id, isSum: isSum[gate], isAfter: isAfter) }
    }
  }

  private mutating func settleValue(of id: Int, isSum: Bool, isAfter: Bool) {
    let record = trace.nodeRecords[id]
    let first = Int(record.firstElement)
    let shape = trace.shapes[Int(record.shape)]
    // Most sums are of single numbers and need no more than a look.
    if !isAfter, shape.isEmpty, record.operandCount == 2, let terms = twoNumbers(record) {
      let scale = max(terms.0.magnitude, terms.1.magnitude)
      if Self.isNothing(trace.values[first], beside: scale) { settle([0], of: id, at: first) }
      return
    }
    let node = trace.node(id)
    let operands = operands(of: node)
    let value = trace.initialValue(of: id)
    let scales = isSum ? scales(of: node, operands, value) : nil
    let again = isAfter ? recomputed(node, operands, value) : nil
    let nothing = value.elements.indices.filter { place in
      let number = value.elements[place]
      return number != 0
        && (scales.map { Self.isNothing(number, beside: $0.elements[place]) } ?? false
          || again?[place] == 0)
    }
    if !nothing.isEmpty { settle(nothing, of: id, at: first) }
  }

  private mutating func settle(_ places: [Int], of id: Int, at first: Int) {
    for place in places { trace.values[first + place] = 0 }
    settled.insert(id)
  }

  /// Both operands of a gate, if they are single numbers.
  private func twoNumbers(_ record: NodeRecord) -> (Double, Double)? {
    func number(_ index: Int) -> Double? {
      let code = trace.operands[Int(record.firstOperand) + index]
      guard code >= 0 else { return trace.constants[Int(~code)].value.scalar }
      let operand = trace.nodeRecords[Int(code)]
      return trace.shapes[Int(operand.shape)].isEmpty ? trace.values[Int(operand.firstElement)] : nil
    }
    return number(0).flatMap { first in number(1).map { (first, $0) } }
  }

  private func operands(of node: Node) -> [Tensor] {
    node.operands.map { operand in
      switch operand {
      case .node(let id): trace.initialValue(of: id)
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
    for step in trace.stepRecords.indices {
      switch trace.stepRecords[step].form {
      case .seed: accounts = [:]
      case .scalarBackward: settleScalars(trace.stepRecords[step], &accounts)
      case .tensorBackward: settleTensors(trace.stepRecords[step], &accounts)
      case .inputs, .forward, .update: break
      }
    }
  }

  private mutating func settleScalars(_ record: StepRecord, _ accounts: inout [Int: Account]) {
    let start = Int(record.payload)
    let upstream = trace.numbers[start]
    let isSettled = accounts[record.node]?.isSettled ?? false
    if isSettled { trace.numbers[start] = 0 }
    let locals = settledLocals(of: record.node)
    for (index, input) in trace.inputs(of: record.node).enumerated() {
      let place = start + 1 + 2 * index
      let (local, gradient) = (trace.numbers[place], trace.numbers[place + 1])
      if locals?[index] == 0, local != 0 { trace.numbers[place] = 0 }
      // What an input held before is a term as well.
      let before = (gradient - upstream * local).magnitude
      let term = trace.numbers[start] * trace.numbers[place]
      let size = max(accounts[input]?.sizes.first ?? before, term.magnitude)
      let isNothing = Self.isNothing(gradient, beside: size)
      accounts[input] = Account(sizes: [size], isSettled: isNothing)
      if isNothing { trace.numbers[place + 1] = 0 }
    }
  }

  /// The slopes of a gate of single numbers, computed anew where something that they are made of was settled.
  private func settledLocals(of id: Int) -> [Double?]? {
    guard !settled.isEmpty, settled.contains(id) || trace.inputs(of: id).contains(where: settled.contains)
    else { return nil }
    let node = trace.node(id)
    let operands = operands(of: node).compactMap(\.scalar)
    guard operands.count == node.operands.count, let y = trace.initialValue(of: id).scalar else { return nil }
    return node.inputs.indices.map { input in
      let position = node.position(ofInput: input)
      guard let slopes = node.gate?.slopes, slopes.indices.contains(position) else { return nil }
      return Formula(slopes[position]).flatMap { Self.evaluate($0, operands, y) }
    }
  }

  private mutating func settleTensors(_ record: StepRecord, _ accounts: inout [Int: Account]) {
    let index = Int(record.payload)
    for place in trace.tensorBackwards[index].indices {
      let backward = trace.tensorBackwards[index][place]
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
      trace.tensorBackwards[index][place].gradient =
        Tensor(shape: backward.gradient.shape, elements: elements) ?? backward.gradient
    }
  }
}

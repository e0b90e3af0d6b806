import Numbers
import TraceModel

/// Which nodes of two passes belong together, and how their circuits differ.
struct Pairing {
  /// A node of the first pass and its counterpart in the second; none if the circuits are not wired alike.
  private(set) var pairs: [(first: Int, second: Int)] = []
  private(set) var differences: [Sentence.OfComparison] = []
  private let first: PassOfTrace
  private let second: PassOfTrace
  private var counterpart: [Int: Int] = [:]
  /// Whether numbers can be compared.
  private var isWiredAlike = true

  /// So many differences are told one by one.
  private static let mostTold = 10

  init(_ first: PassOfTrace, _ second: PassOfTrace) {
    self.first = first
    self.second = second
    pairInputs()
    pairGates()
    if !isWiredAlike {
      pairs = []
      differences.append(.numbersNotCompared)
    }
  }

  private mutating func pairInputs() {
    let names = first.inputs.map(first.name)
    let others = second.inputs.map(second.name)
    if Set(names) == Set(others) {
      for (input, name) in zip(first.inputs, names) {
        if let index = others.firstIndex(of: name) { pair(input, second.inputs[index]) }
      }
      return
    }
    let (lost, gained) = (names.filter { !others.contains($0) }, others.filter { !names.contains($0) })
    differences.append(.inputs(onlyFirst: lost, onlySecond: gained))
    isWiredAlike = names.count == others.count
    for (input, other) in zip(first.inputs, second.inputs) { pair(input, other) }
  }

  private mutating func pairGates() {
    if first.gates.count != second.gates.count {
      differences.append(.gateCount(first: first.gates.count, second: second.gates.count))
      isWiredAlike = false
    }
    var untold = 0
    for (gate, other) in zip(first.gates, second.gates) {
      let isWired = first.node(gate).inputs.map { counterpart[$0] } == second.node(other).inputs
      let isSame = isWired && first.isSameGate(gate, second, other)
      if !isWired { isWiredAlike = false }
      if !isSame, differences.count < Self.mostTold {
        differences.append(
          .gate(
            wire: first.name(of: gate), line: first.node(gate).place.line, first: first.words(for: gate),
            second: second.words(for: other)))
      } else if !isSame {
        untold += 1
      }
      pair(gate, other)
      // After gates that are wired otherwise nothing corresponds any more.
      if !isWired { break }
    }
    if untold > 0 { differences.append(.moreGates(untold)) }
  }

  private mutating func pair(_ node: Int, _ other: Int) {
    counterpart[node] = other
    pairs.append((node, other))
    if first.node(node).shape != second.node(other).shape {
      differences.append(
        .shape(
          wire: first.name(of: node), first: Labels.shape(first.node(node).shape),
          second: Labels.shape(second.node(other).shape)))
    }
  }
}

extension PassOfTrace {
  /// Whether two gates do the same, with the same constants.
  fileprivate func isSameGate(_ gate: Int, _ other: PassOfTrace, _ otherGate: Int) -> Bool {
    let (node, counterpart) = (node(gate), other.node(otherGate))
    return node.gate?.name == counterpart.gate?.name
      && node.operands.map(\.constantValue) == counterpart.operands.map(\.constantValue)
  }
}

extension Operand {
  fileprivate var constantValue: Tensor? {
    if case .constant(let constant) = self { constant.value } else { nil }
  }
}

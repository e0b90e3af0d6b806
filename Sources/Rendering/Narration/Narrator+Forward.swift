import Numbers
package import TraceModel

extension Narrator {
  /// One gate forward: its equation with names, then with numbers.
  func forward(_ move: Move, _ id: Int) -> Account {
    let node = trace.node(id)
    let gate = node.gate ?? .unknown
    let step = move.steps.lowerBound
    if let arrays = ArrayGate(node, at: step, teller: self) { return forward(move, arrays) }
    let output = states.value(of: id, at: step) ?? Tensor(.nan)
    let names = names(of: node)
    let numbers = numbers(of: node, at: step)
    let formula = Formula(gate.equation)
    let symbols = FormulaText(shown: names.keyed).tex(
      formula?.foldingConstants(of: node) ?? .name(gate.name))
    let words = FormulaText(shown: names.keyed).plain(
      formula?.foldingConstants(of: node) ?? .name(gate.name))
    let shown = formula.map { FormulaText(shown: numbers.map(\.text).keyed).plain($0) } ?? gate.name
    let computed = formula?.replacing { name in
      Self.variables.firstIndex(of: name).flatMap {
        numbers.indices.contains($0) ? .number(numbers[$0].shown) : nil
      }
    }.evaluated(with: Formula.functions)
    let result = format.text(output)
    let isHonest = computed.map { format.text($0) == result } ?? gate.isOwn
    return Account(
      steps: move.steps, title: .stepForward(gate: labels.symbol(of: id)),
      equations: [
        Equation(
          symbols: "\(TeX.name(labels.name(of: id))) = \(symbols)", target: nil, numbers: shown,
          result: result, exact: isHonest ? nil : output.scalar.map(format.exact), isProduct: false,
          symbolsInWords: "\(labels.name(of: id)) = \(words)")
      ],
      sentences: [
        ownForward(node) ?? .forward(facts(of: node, gate, names, numbers, result, output))
      ])
  }

  private func facts(
    of node: Node, _ gate: GateDescription, _ names: [String], _ numbers: [ShownNumber], _ result: String,
    _ output: Tensor
  ) -> Sentence.Forward {
    let constant = node.soleConstant
    let first = numbers.first?.exact ?? 0
    return Sentence.Forward(
      gate: gate.name, inputs: node.inputs.map(labels.name), output: result,
      constant: constant.map { $0.1.text }, sign: first > 0 ? 1 : first < 0 ? -1 : 0,
      winner: constant.map { $0.position }
        ?? numbers.firstIndex { $0.exact == output.scalar },
      isTie: constant == nil && numbers.count { $0.exact == output.scalar } > 1,
      slopes: gate.slopeNeed(of: node))
  }

  /// A number as it is, as it is written, and as a reader reads it.
  package struct ShownNumber {
    package var exact: Double
    package var text: String
    package var shown: Double
  }

  /// The names of a gate's operands; a constant is its number.
  func names(of node: Node) -> [String] {
    node.operands.map { operand in
      switch operand {
      case .node(let id): labels.name(of: id)
      case .constant(let constant): constant.name ?? constant.value.shortText
      }
    }
  }

  /// The numbers that a gate read.
  package func numbers(of node: Node, at step: Int) -> [ShownNumber] {
    node.operands.map { operand in
      switch operand {
      case .node(let id):
        let exact = states.value(of: id, at: step)?.scalar ?? .nan
        return ShownNumber(exact: exact, text: format.text(exact), shown: format.shown(exact))
      case .constant(let constant):
        let exact = constant.value.scalar ?? .nan
        return ShownNumber(exact: exact, text: constant.value.shortText, shown: exact)
      }
    }
  }

  /// The names of inputs in formulas.
  package static let variables = "abcdefghijklmopqrstvwxz".map(String.init)
}

extension [String] {
  /// The texts under the names `a`, `b` and so on.
  var keyed: [String: String] {
    Dictionary(uniqueKeysWithValues: zip(Narrator.variables, self))
  }
}

extension GateDescription {
  /// What the slopes by those operands that are nodes are made of.
  func slopeNeed(of node: Node) -> Sentence.SlopeNeed {
    let formulas = zip(node.operands, slopes).compactMap { operand, slope in
      if case .node = operand { Formula(slope)?.foldingConstants(of: node) } else { nil }
    }
    let constants = zip(Narrator.variables, node.operands).compactMap { name, operand in
      if case .constant = operand { name } else { nil }
    }
    let names = Set(formulas.flatMap(\.names)).subtracting(constants)
    return names.isEmpty ? .nothing : names == ["y"] ? .output : .inputs
  }

  /// Stands for the gate of an input, which has none.
  static let unknown = GateDescription(name: "input", symbol: "", equation: "a", slopes: [])
}

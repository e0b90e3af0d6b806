import Numbers
import TraceModel

extension Narrator {
  /// A collapsed group forward: as one gate.
  func groupForward(_ move: Move, _ gate: Circuit.Gate) -> Account {
    let step = move.steps.upperBound
    let name = gate.group.map { trace.calls[$0].name } ?? ""
    let wires = gate.branches.map { circuit.branches[$0].wire }
    let equations = gate.outputs.map { output in
      let value = states.value(of: output, at: step) ?? Tensor(.nan)
      let names = wires.map { TeX.name(labels.name(of: $0)) }.joined(separator: ", ")
      let numbers = wires.map { states.value(of: $0, at: step).map(arrayText.compact) ?? "" }
      return Equation(
        symbols: "\(TeX.name(labels.name(of: output))) = \(TeX.name(name))(\(names))", target: nil,
        numbers: gate.group.flatMap { trace.callText(of: $0) }
          ?? "\(name)(\(numbers.joined(separator: ", ")))",
        result: arrayText.compact(value), exact: nil,
        isProduct: false, line: arrayText.line(value),
        symbolsInWords:
          "\(labels.name(of: output)) = \(name)(\(wires.map(labels.name).joined(separator: ", ")))")
    }
    return Account(
      steps: move.steps, title: .stepForward(gate: name), equations: equations,
      sentences: [.groupRan(name: name, gates: gate.nodes.count)])
  }

  /// A collapsed group backward: its local gradient is the sum over the paths inside of their products.
  func groupBackward(_ move: Move, _ gate: Circuit.Gate) -> Account {
    let step = move.steps.upperBound
    let name = gate.group.map { trace.calls[$0].name } ?? ""
    var account = Account(steps: move.steps, title: .stepBackward(gate: name), equations: [], sentences: [])
    if worksOnArrays(gate) { return groupOfArraysBackward(move, gate, account, name) }
    for output in gate.outputs {
      guard case .final(let upstream) = states.gradient(of: output, at: step) else { continue }
      let locals = locals(inside: gate, from: output, steps: move.steps)
      for branch in gate.branches {
        guard let local = locals[branch], let upstream = upstream.scalar else { continue }
        let equation = equation(branch, name, output, upstream: upstream, local: local, at: step)
        account.equations.append(equation)
        let exact = equation.exact.map { ", more exactly \($0)" } ?? ""
        account.sentences.append(
          .group(name: name, product: "\(equation.numbers) = \(equation.result)\(exact)"))
      }
    }
    account.sentences = account.sentences.count == 1 ? account.sentences : []
    let wires = gate.branches.map { circuit.branches[$0].wire }
    account.sentences += forks(wires, at: step) + carried(to: wires, at: step)
    return account
  }

  /// Whether an array goes into or out of a collapsed group, or between its gates.
  func worksOnArrays(_ gate: Circuit.Gate) -> Bool {
    gate.nodes.contains { worksOnArrays(trace.node($0)) }
  }

  /// A collapsed group with arrays in it, backward: what its gates pass back to each input, summed.
  private func groupOfArraysBackward(
    _ move: Move, _ gate: Circuit.Gate, _ account: Account, _ name: String
  ) -> Account {
    var account = account
    let step = move.steps.upperBound
    for branch in gate.branches {
      let wire = circuit.branches[branch].wire
      let parts = states.contributions(to: wire, at: step).filter {
        circuit.branches[branch].uses.contains(Circuit.Use(node: $0.gate, input: $0.input))
      }
      guard !parts.isEmpty else { continue }
      let downstream = Tensor.sum(parts.map(\.downstream))
      var equation = Equation(
        symbols: symbols(name, gate.outputs.last ?? wire, to: wire, at: step).tex,
        result: arrayText.compact(downstream))
      equation.target = labels.name(of: wire)
      equation.line = arrayText.line(downstream)
      account.equations.append(equation)
    }
    let wires = gate.branches.map { circuit.branches[$0].wire }
    account.equations += sums(of: wires, at: step)
    account.sentences =
      [.ofArrays(.group(name: name))] + forks(wires, at: step) + carried(to: wires, at: step)
    return account
  }

  /// What comes to a wire through a collapsed group, in symbols: `∂f/∂x = ∂f/∂y × ∂y/∂x`.
  private func symbols(_ group: String, _ output: Int, to wire: Int, at step: Int) -> GradientSymbol {
    let isSum = addsUp(wire, at: step)
    let (into, from) = (target(wire, at: step), gradient(of: output, at: step))
    let local = local(of: group, output, by: wire, at: step)
    return GradientSymbol(
      tex: "\(into.tex) \(isSum ? "\\mathrel{+}=" : "=") \(from.tex) \\cdot \(local.tex)",
      text: "\(into.text) \(isSum ? "+=" : "=") \(from.text) × \(local.text)")
  }

  private func equation(
    _ branch: Int, _ group: String, _ output: Int, upstream: Double, local: Double, at step: Int
  ) -> Equation {
    let wire = circuit.branches[branch].wire
    let result = format.text(upstream * local)
    let isHonest =
      format.text(format.shown(upstream) * format.shown(local)) == result || format.isExact(upstream * local)
    let symbols = symbols(group, output, to: wire, at: step)
    return Equation(
      symbols: symbols.tex, target: labels.name(of: wire),
      numbers: "\(format.text(upstream)) × \(format.text(local))", result: result,
      exact: isHonest ? nil : format.exact(upstream * local), isProduct: true, symbolsInWords: symbols.text)
  }

  /// For each branch into a collapsed group, the derivative of an output by it: a backward pass inside the group.
  package func locals(inside gate: Circuit.Gate, from output: Int, steps: ClosedRange<Int>) -> [Int: Double] {
    var inside: [Int: Double] = [output: 1]
    var locals: [Int: Double] = [:]
    let branchOfUse = Dictionary(
      gate.branches.flatMap { branch in circuit.branches[branch].uses.map { ($0, branch) } },
      uniquingKeysWith: { first, _ in first })
    for step in steps {
      for backward in trace.backwards(ofStep: step) {
        guard let upstream = inside[backward.node], case .number(let local) = backward.local else { continue }
        if let branch = branchOfUse[Circuit.Use(node: backward.node, input: backward.input)] {
          locals[branch, default: 0] += upstream * local
        } else {
          inside[backward.to, default: 0] += upstream * local
        }
      }
    }
    return locals
  }
}

extension Trace {
  /// The call of a function, as the program has it, if it stands on one line: two calls with other constants
  /// look different there.
  func callText(of call: Int) -> String? {
    let place = calls[call].place
    let lines = program.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard lines.indices.contains(place.line - 1), place.column > 0 else { return nil }
    var depth = 0
    var text = ""
    for character in lines[place.line - 1].dropFirst(place.column - 1) {
      text.append(character)
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0, character == ")" { return text }
      if depth == 0, !character.isLetter, !character.isNumber, character != "_" { return nil }
    }
    return nil
  }
}

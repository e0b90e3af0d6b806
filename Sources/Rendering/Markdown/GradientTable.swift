import Numbers
public import TraceModel

/// One wire in the table of gradients.
public struct GradientRow: Equatable, Sendable {
  public var name: String
  /// The gate's symbol; empty for an input.
  public var gate: String
  public var value: String
  public var gradient: String
  public var numeric: String
  public var relativeError: String
  /// What the program worked out itself; nil if it did not.
  public var byHand: String?
  /// Whether the analytic and the numeric gradient agree, as far as they can be compared.
  public var agrees: Bool
}

extension GradientRow {
  /// Its numbers under the given titles, of which the first two are those of the wire and the gate.
  func numbers(under titles: [Label]) -> [String] {
    [value, gradient] + (titles.contains(.byHand) ? [byHand ?? "—"] : []) + [numeric, relativeError]
  }
}

extension [GradientRow] {
  /// The titles of the columns; one for gradients that were worked out by hand only where there are some.
  var titles: [Label] {
    [.wire, .gate, .value, .gradient] + (contains { $0.byHand != nil } ? [.byHand] : [])
      + [.numericGradient, .relativeError]
  }
}

extension Narrator {
  /// Above this relative error a gradient counts as wrong.
  public static let tolerance = 1e-5

  /// Value, gradient and numeric gradient of every wire at the end of the pass.
  public func gradientTable(language: any Language = English()) -> [GradientRow] {
    let steps = circuit.pass.steps ?? 0..<0
    let last = lastBackwardStep
    var checks: [Int: Check] = [:]
    for step in steps {
      for case .check(let check) in trace.step(step).events { checks[check.node] = check }
    }
    let received = receivedInLastRun
    return circuit.wires.map { wire in
      let check = checks[wire]
      return GradientRow(
        name: labels.name(of: wire), gate: circuit.gate(of: wire).map(symbol(ofGate:)) ?? "",
        value: states.value(of: wire, at: last).map(arrayText.compact) ?? "",
        gradient: gradientText(of: wire, at: last, received[wire], language),
        numeric: check.map { numericText($0, language) } ?? "—",
        relativeError: check.map { errorText($0) } ?? "—",
        byHand: (check?.byHand?.gradient).map(arrayText.compact),
        agrees: check.map { $0.isAtKink || $0.isEmpty || $0.relativeError <= Self.tolerance } ?? true)
    }
  }

  /// The last step before the updates, where every gradient of the pass is known.
  package var lastBackwardStep: Int {
    let steps = circuit.pass.steps ?? 0..<1
    return steps.last { trace.step($0).kind != .update } ?? steps.upperBound - 1
  }

  /// What stands in a gate of the circuit.
  package func symbol(ofGate gate: Int) -> String {
    let gate = circuit.gates[gate]
    return gate.group.map { trace.calls[$0].name } ?? labels.symbol(of: gate.nodes[0])
  }

  /// Named values that the output was not computed from.
  public func otherValues() -> [(name: String, value: String)] {
    guard let nodes = circuit.pass.nodes else { return [] }
    let drawn = Set(circuit.wires)
    let hidden = Set(circuit.gates.flatMap(\.nodes))
    return nodes.filter { trace.node($0).name != nil && !drawn.contains($0) && !hidden.contains($0) }.map {
      (labels.name(of: $0), states.value(of: $0, at: lastBackwardStep).map(arrayText.compact) ?? "")
    }
  }

  private func numericText(_ check: Check, _ language: any Language) -> String {
    if let number = check.numeric.scalar {
      if number.isNaN { return language.text(.notChecked) }
      return check.isAtKink
        ? language.text(.atKink) : NumberFormat(digits: labels.format.digits + 4).text(check.numeric)
    }
    // What was not nudged is NaN; an array is compared at the elements that have no kink.
    let nudged = check.numeric.elements.filter { !$0.isNaN }
    if nudged.isEmpty { return language.text(check.isAtKink ? .atKink : .notChecked) }
    let isSampled = nudged.count < check.numeric.elements.count
    let numeric = isSampled ? Tensor(shape: [nudged.count], elements: nudged) ?? check.numeric : check.numeric
    let digits = numeric.elements.count > 4 ? labels.format.digits : labels.format.digits + 4
    let text = ArrayText(format: NumberFormat(digits: digits))
    return isSampled
      ? language.text(
        .sampled(count: nudged.count, of: check.numeric.elements.count, text.range(of: numeric)))
      : text.compact(numeric)
  }

  /// What each input has received since the last seed of the pass.
  private var receivedInLastRun: [Int: Tensor] {
    var received: [Int: Tensor] = [:]
    for step in circuit.pass.steps ?? 0..<0 {
      for event in trace.step(step).events {
        switch event {
        case .seed: received = [:]
        case .backward(let backward) where trace.node(backward.to).gate == nil:
          received[backward.to] =
            received[backward.to].map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
        default: break
        }
      }
    }
    return received
  }

  /// A gradient in the table. Where an input has gradients of earlier runs in it, what this one gave stands beside it:
  /// that is what is compared.
  private func gradientText(of wire: Int, at step: Int, _ received: Tensor?, _ language: any Language)
    -> String
  {
    let state = states.gradient(of: wire, at: step)
    guard trace.mistake == nil, case .final(let all) = state, let received, !all.isNear(received) else {
      return compact(state)
    }
    return language.text(.ofThisPass(arrayText.compact(received), all: arrayText.compact(all)))
  }

  /// A gradient in the table, where large arrays are told by shape and range.
  private func compact(_ gradient: GradientState) -> String {
    switch gradient {
    case .final(let gradient) where gradient.scalar == nil: arrayText.compact(gradient)
    case .accumulating(let arrived, _) where arrived[0].scalar == nil:
      arrayText.compact(Tensor.sum(arrived)) + " + ◦"
    default: text(gradient)
    }
  }

  private func errorText(_ check: Check) -> String {
    if check.isAtKink || check.relativeError.isNaN { return "—" }
    return check.relativeError < 1e-9 ? "< 1e−9" : NumberFormat(digits: 0).text(check.relativeError)
  }
}

extension Check {
  /// Whether no element was nudged.
  fileprivate var isEmpty: Bool { numeric.elements.allSatisfy(\.isNaN) }
}

extension Tensor {
  /// Whether another is the same but for rounding.
  fileprivate func isNear(_ other: Tensor) -> Bool {
    shape == other.shape
      && zip(elements, other.elements).allSatisfy {
        $0 == $1 || !$0.isFinite || ($0 - $1).magnitude <= 1e-12 * max($0.magnitude, $1.magnitude)
      }
  }
}

extension WalkThrough {
  /// The table of a pass in Markdown, with the named values that are not drawn below it.
  public func table(of pass: Pass) -> String {
    let narrator = narrator(of: pass)
    let rows = narrator.gradientTable(language: language)
    let titles = rows.titles
    var lines = ["| " + titles.map(language.text).joined(separator: " | ") + " |"]
    lines.append("| --- | --- |" + titles.dropFirst(2).map { _ in " ---: |" }.joined())
    for row in rows {
      let gate = row.gate.isEmpty ? "" : MarkdownText.codeInTable(row.gate)
      let numbers = row.numbers(under: titles).map(MarkdownText.escaped)
      lines.append(
        "| \(MarkdownText.codeInTable(row.name)) | \(gate) | \(numbers.joined(separator: " | ")) |")
    }
    let others = narrator.otherValues()
    if !others.isEmpty {
      let list = others.map { "\(MarkdownText.code($0.name)) = \(MarkdownText.escaped($0.value))" }
      lines += ["", "\(language.text(.otherValues)): \(list.joined(separator: ", "))"]
    }
    return lines.joined(separator: "\n")
  }
}

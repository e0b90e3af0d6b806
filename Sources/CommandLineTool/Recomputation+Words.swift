import Gradwalk
import Recomputation

extension Recomputation {
  /// How many numbers were computed anew, and which could not be.
  func summary(of trace: Trace) -> String {
    let rest = notComputed == 0 ? "" : "; \(notComputed) could not be\(reason(in: trace))"
    return "\(computed) numbers of the trace were computed anew\(rest)"
  }

  private func reason(in trace: Trace) -> String {
    var reasons: [String] = []
    if !withoutFormula.isEmpty {
      reasons.append("without a formula for \(withoutFormula.keys.sorted().joined(separator: ", "))")
    }
    if trace.firstSample != nil { reasons.append("of arrays that are told by a sample") }
    return reasons.isEmpty ? "" : ", " + reasons.joined(separator: ", or ")
  }

  /// The first wrong number in words, with step and gate; nil if there is none.
  func complaint(in trace: Trace) -> String? {
    if let lie { return lie.words }
    if let brokenFormula {
      return "\(brokenFormula.gate.map { "gate \($0)" } ?? "an update"): \(brokenFormula.problem.words)"
    }
    guard let mistake else { return nil }
    let labels = Labels(trace, format: NumberFormat(digits: 12))
    let node = trace.node(mistake.node)
    let gate = node.gate == nil ? "" : ", gate \(labels.symbol(of: mistake.node))"
    let place = mistake.found.elements.count > 1 ? mistake.found.words(ofElement: mistake.element) : ""
    let words = mistake.quantity.words(of: node, labels)
    guard mistake.found.elements.count == mistake.expected.elements.count else {
      return
        "step \(mistake.step)\(gate): \(words) has the shape \(mistake.found.shape), not \(mistake.expected.shape)"
    }
    let numbers = [mistake.found, mistake.expected].map { Audit.word($0.elements[mistake.element]) }
    return
      "step \(mistake.step)\(gate): \(words)\(place) is \(numbers[0]), but \(mistake.quantity.expectation) \(numbers[1])"
  }
}

extension Recomputation.Lie {
  fileprivate var words: String {
    let letters = zip(["a", "b", "c", "d"], operands).map { "\($0) = \(Audit.word($1))" }
    let subject = input.map { "the slope '\(formula)' of its input \($0)" } ?? "its equation '\(formula)'"
    let source = input == nil ? "compute" : "pull"
    return
      "gate \(gate): \(subject) is told wrong: with \(letters.joined(separator: ", ")) it gives \(Audit.word(found)), but '\(source)' \(Audit.word(expected))"
      .visibleLine
  }
}

extension FormulaProblem {
  fileprivate var words: String {
    switch self {
    case .unreadable(let text): "'\(text)' is no formula"
    case .unknownName(let name): "its formula names '\(name)', which there is not"
    case .unknownFunction(let name): "its formula calls '\(name)', which is no function of formulas"
    case .wrongArguments(let function): "its formula gives '\(function)' other arguments than it takes"
    case .unfitting(let function): "shapes or positions do not fit in \(function)"
    case .tooMuch: "its formula takes too much"
    }
  }
}

extension Recomputation.Mistake.Quantity {
  /// What comes before the number that is right.
  fileprivate var expectation: String {
    switch self {
    case .newValue: "its old value and its change make"
    case .seed: "its gate hands on what comes from"
    case .newValueByFormula: "the formula of the update gives"
    default: "should be"
    }
  }

  fileprivate func words(of node: Node, _ labels: Labels) -> String {
    let name = labels.name(of: node.id)
    func input(_ number: Int) -> String {
      node.inputs.indices.contains(number) ? labels.name(of: node.inputs[number]) : "input \(number)"
    }
    switch self {
    case .value: return "the value of \(name)"
    case .upstream: return "the upstream gradient of \(name)"
    case .local(let number): return "the local gradient of \(name) with respect to \(input(number))"
    case .downstream(let number): return "the downstream gradient to \(input(number))"
    case .gradient(let number): return "the gradient that \(input(number)) has gathered"
    case .oldValue: return "the value of \(name) before its update"
    case .change: return "the change of \(name)"
    case .newValue, .newValueByFormula: return "the value of \(name) after its update"
    case .relativeError: return "the relative error of the gradient of \(name)"
    case .seed: return "the gradient that \(name) is seeded with"
    case .byHand: return "the gradient of \(name) by hand"
    case .outputValue: return "the value of \(name) in the record of its pass"
    case .largestChange: return "the largest change of \(name) in the record of its pass"
    }
  }
}

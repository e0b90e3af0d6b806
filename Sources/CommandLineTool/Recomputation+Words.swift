import Gradwalk
import Recomputation

extension Recomputation {
  /// How many numbers were computed anew, and which could not be.
  var summary: String {
    let rest = notComputed == 0 ? "" : "; \(notComputed) could not be\(reason)"
    return "\(computed) numbers of the trace were computed anew\(rest)"
  }

  private var reason: String {
    var reasons: [String] = []
    if !withoutFormula.isEmpty {
      reasons.append("without a formula for \(withoutFormula.keys.sorted().joined(separator: ", "))")
    }
    reasons += Obstacle.allCases.filter(obstacles.contains).map(\.words)
    return reasons.isEmpty ? "" : ", " + reasons.joined(separator: ", or ")
  }

  /// The first wrong number in words, with step and gate; nil if there is none.
  func complaint(in trace: Trace) -> String? {
    if let lie { return lie.words }
    let labels = Labels(trace, format: NumberFormat(digits: 12))
    if let brokenFormula { return brokenFormula.words(labels) }
    guard let mistake else { return nil }
    let node = trace.node(mistake.node)
    var gate = node.gate == nil ? "" : ", gate \(labels.symbol(of: mistake.node))"
    if case .outcome = mistake.quantity { gate = "" }
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

extension Recomputation.Obstacle {
  fileprivate var words: String {
    switch self {
    case .sample: "of arrays that are told by a sample"
    case .rounding: "where rounding may make anything of a number"
    case .work: "which would take too much work"
    case .passes: "from gradients that came through passes that were not kept"
    }
  }
}

extension Recomputation.Lie {
  fileprivate var words: String {
    let letters = zip(["a", "b", "c", "d"], operands).map { "\($0) = \(Audit.word($1))" }
    let told = input.map { "slope '\(formula)' of its input \($0)" } ?? "equation '\(formula)'"
    let key = input == nil ? "compute" : "pull"
    let with = "with \(letters.joined(separator: ", "))"
    let words =
      switch blame {
      case .told:
        "its \(told) is told wrong: \(with) it gives \(Audit.word(found)), but '\(key)' \(Audit.word(expected))"
      case .computing:
        "its '\(key)' '\(computing)' is wrong: \(with) it gives \(Audit.word(expected)), but its \(told), which the numbers of the trace are from, \(Audit.word(found))"
      case .either:
        "its \(told) and its '\(key)' '\(computing)' contradict each other: \(with) they give \(Audit.word(found)) and \(Audit.word(expected))"
      }
    return "gate \(gate): \(words)".visibleLine
  }
}

extension Recomputation.BrokenFormula {
  fileprivate func words(_ labels: Labels) -> String {
    let place = step.map { "step \($0), " } ?? ""
    return switch owner {
    case .gate(let name): "\(place)gate \(name): \(problem.words(of: "the gate"))".visibleLine
    case .update(let node):
      "\(place)update of \(labels.name(of: node)): \(problem.words(of: "the update"))".visibleLine
    }
  }
}

extension FormulaProblem {
  fileprivate func words(of owner: String) -> String {
    switch self {
    case .unreadable(let text): "'\(text)' is no formula"
    case .unknownName(let name): "its formula names '\(name)', which there is not"
    case .missingOperand(let letter): "its formula names '\(letter)', but \(owner) has no such operand"
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
    case .formulaOfUpdate: "its old value and its change make"
    case .rate: "its change and the gradient tell"
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
    case .rate: return "the rate of the update of \(name)"
    case .newValue: return "the value of \(name) after its update"
    case .formulaOfUpdate: return "what the formula of the update of \(name) gives"
    case .outcome(let branch):
      return
        "the outcome of \(labels.words(of: branch.left)) \(branch.operator.rawValue) \(labels.words(of: branch.right))"
    case .relativeError: return "the relative error of the gradient of \(name)"
    case .seed: return "the gradient that \(name) is seeded with"
    case .byHand: return "the gradient of \(name) by hand"
    case .outputValue: return "the value of \(name) in the record of its pass"
    case .largestChange: return "the largest change of \(name) in the record of its pass"
    }
  }
}

extension Labels {
  /// What a comparison reads, by its name or number.
  fileprivate func words(of reading: Reading) -> String {
    switch reading {
    case .node(let node): name(of: node)
    case .gradient(let node): "the gradient of \(name(of: node))"
    case .constant(let constant): constant.name ?? constant.value.scalar.map(Audit.word) ?? "an array"
    }
  }
}

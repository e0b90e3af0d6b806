extension English {
  func text(_ sentence: Sentence.Quiz) -> String {
    switch sentence {
    case .on: "The quiz is on: before each step its number is asked for."
    case .onMistake:
      "This pass is wrong on purpose: find what it gives, not the true gradient."
    case .onAtEnd: "The quiz is on, but this is the last step; 'first' goes back to the start."
    case .nothingToAsk: "Nothing was asked: the arrays are too large to be worked out by hand."
    case .off: "The quiz is off."
    case .score(let right, let asked):
      asked == 0
        ? "No question was answered." : "\(right) of \(asked) \(asked == 1 ? "question" : "questions") right."
    case .finished: "That was the last step."
    case .askValue(let wire, let gate, let inputs):
      "Forward through \(gate) with \(text(inputs)): what is the value of \(wire)?"
    case .askSeed(let output):
      "Backpropagation starts at \(output): what is its gradient, ∂\(output)/∂\(output)?"
    case .askGradient(let wire, let gate, let upstream, let values, let operands):
      operands.isEmpty
        ? "\(backward(gate, upstream, values)): what is the gradient for \(wire)?"
        : "\(backward(gate, upstream, values)). \(wire) is \(text(operands)): what is its gradient, from \(operands.count == 2 ? "both" : "all") together?"
    case .askShare(let wire, let gate, let upstream, let values, let operands):
      operands.isEmpty
        ? "\(backward(gate, upstream, values)). \(wire) is used more than once: what gradient comes to it by this branch?"
        : "\(backward(gate, upstream, values)). \(wire) is \(text(operands)) here, and is used elsewhere: what gradient comes to it from this gate, from \(operands.count == 2 ? "both" : "all") together?"
    case .askSum(let wire, let gate, let upstream, let values, let operands, let before):
      operands.isEmpty
        ? "\(backward(gate, upstream, values)). \(wire) is used more than once and so far has \(before): what is its gradient after this step?"
        : "\(backward(gate, upstream, values)). \(wire) is \(text(operands)) here, is used elsewhere, and so far has \(before): what is its gradient after this step?"
    case .askOverwritten(let wire, let gate, let upstream, let values, let before):
      "\(backward(gate, upstream, values)). \(wire) is used more than once and so far has \(before), which this pass replaces by mistake: what is left after this step?"
    case .askUpdate(let wire, let old, let gradient, let rate, let statement):
      "`\(statement)` with \(wire) = \(old), its gradient \(gradient) and the rate \(rate): what is \(wire) now?"
    case .askChange(let wire, let old, let change, let statement):
      "`\(statement)` with \(wire) = \(old), which it changes by \(change): what is \(wire) now?"
    case .right(let answer): "Right: \(answer)."
    case .rightAsShown(let answer, let exact):
      "Right with the numbers as they are shown; all their digits give \(answer) (\(exact))."
    case .tooRough: "That is near, but too rough: give one digit more."
    case .wrong: "That is not it."
    case .mistaken(let mistake): text(mistake)
    case .shown(let answer): "The answer is \(answer)."
    case .answerFirst: "A question is open: answer it, or say 'reveal'."
    }
  }

  private func backward(_ gate: String, _ upstream: String, _ values: [Sentence.Fact]) -> String {
    "Backward through \(gate), upstream gradient \(upstream), \(text(values))"
  }

  private func text(_ facts: [Sentence.Fact]) -> String {
    facts.map { fact in
      switch fact.subject {
      case .named(let name, let operands):
        "\(name) = \(fact.value)" + (operands.isEmpty ? "" : " (\(text(operands)))")
      case .mask: "the mask \(fact.value)"
      case .constant: "the constant \(fact.value)"
      case .axes: "along axis \(fact.value)"
      case .windowAndStride: "window and stride \(fact.value)"
      case .strideAndPadding: "stride and padding \(fact.value)"
      }
    }.joined(separator: ", ")
  }

  /// `the first and the second operand`.
  private func text(_ operands: [Int]) -> String {
    let words = operands.map { number in
      Self.ordinals.indices.contains(number) ? "the \(Self.ordinals[number])" : "number \(number)"
    }
    let last = words.last ?? ""
    return (words.dropLast().joined(separator: ", ") + " and " + last) + " operand"
  }

  private static let ordinals = ["", "first", "second", "third", "fourth", "fifth", "sixth"]

  private func text(_ mistake: Sentence.Mistake) -> String {
    switch mistake {
    case .sign: "The size is right, the sign is turned."
    case .swappedOperand: "That takes one operand for the other."
    case .missingUpstream: "That is the local gradient alone; multiply it by the upstream gradient."
    case .missingLocal: "That is the upstream gradient alone; multiply it by the local gradient."
    case .sumNotTaken: "That is not the whole sum: the gradients of all branches add."
    case .valueForSeed:
      "That is the output's value. How much does the output change when the output changes by one?"
    case .wrongDirection: "That moves along the gradient; the step goes against it."
    }
  }
}

extension English {
  func text(_ sentence: Sentence.OfStepper) -> String {
    switch sentence {
    case .atFirstStep: "This is the first step."
    case .atLastStep: "This is the last step."
    case .noSteps: "The program computes nothing from an input, so there is no step to show."
    case .noForwardPass: "There is no forward pass: no gate ran."
    case .noBackwardPass: "There is no backward pass: the program asks for no gradient."
    case .untouched(let wire, let isAhead):
      isAhead ? "No later step touches \(wire)." : "No earlier step touches \(wire)."
    case .noBreaks(let gate?): "No break is set; 'break \(gate)' sets one."
    case .noBreaks: "No break is set; 'break' sets one at the selected wire."
    case .noBreakReached(let isAhead):
      isAhead
        ? "No break lies ahead; this is the last step." : "No break lies behind; this is the first step."
    case .stopped(let name, let isArrival):
      "Stopped at the break \(text(name))" + (isArrival ? ": a gradient comes to it." : ".")
    case .firstPass: "This is the first pass."
    case .lastPass: "This is the last pass."
    case .onlyPass: "There is no other pass."
    case .onlyBlock: "There is no other program."
    case .breakSet(let name, let steps):
      steps == 0
        ? "A break is set \(text(name)), where no step of this program comes by."
        : "A break is set \(text(name)), where \(steps == 1 ? "1 step comes" : "\(steps) steps come") by."
    case .breakTaken(let name): "The break \(text(name)) is taken away."
    case .breaksCleared(let count):
      count == 0
        ? "There was no break." : count == 1 ? "The break is taken away." : "\(count) breaks are taken away."
    case .digits(let digits): digits == 1 ? "Numbers have 1 decimal." : "Numbers have \(digits) decimals."
    case .groupOpened(let name): "\(name) is open: its gates are steps of their own."
    case .groupCollapsed(let name): "\(name) is collapsed: it is one gate."
    case .loopOpened(let name): "All turns of \(name) are drawn."
    case .loopFolded(let name): "Of the turns of \(name), those between the first and the last are one box."
    case .found(let text, let number, let count): "\(number) of \(count) with '\(text)'."
    case .wire(let facts): text(facts)
    case .chain(let wire, let output, let paths):
      paths == "1"
        ? "One path leads from \(output) back to \(wire); the local gradients along it multiply:"
        : "\(paths) paths lead from \(output) back to \(wire); the local gradients along each multiply, and the products add:"
    case .chainOfOutput(let output, let seed):
      "\(output) is the output itself; backpropagation starts with its gradient, \(seed)."
    case .chainBroken(let wire, let output):
      "No path leads from \(output) back to \(wire): the output does not depend on it, so it gets no gradient."
    case .chainRest(let paths, let sum):
      paths == "1"
        ? "One more path is not written out\(sum.map { "; it gives \($0)" } ?? "")."
        : "\(paths) more paths are not written out\(sum.map { "; together they give \($0)" } ?? "")."
    case .chainMistaken:
      "This backward pass makes a mistake on purpose, so its gradient need not be the sum of its paths."
    case .chainPending: "◦ stands for what the backward pass has not reached yet."
    case .chainCarried(let wire, let gradient):
      "\(wire) also holds \(gradient) from before this backward pass."
    case .chainOfArrays(let wire):
      "The local gradients of arrays are rules, not numbers; what each last gate hands to \(wire) is in numbers."
    case .quiz(let sentence): text(sentence)
    }
  }

  private func text(_ facts: Sentence.WireFacts) -> String {
    let value = facts.value.map { "value \($0)" } ?? "its value is not known yet"
    let subject = facts.gate.map { "\(facts.name), made by \($0)" } ?? "\(facts.name), an input"
    switch facts.gradient {
    case .pending: return "\(subject): \(value), gradient ◦, still to come."
    case .accumulating(let sum, let arrived, let outstanding):
      let missing =
        outstanding == 1 ? "one branch is still to come" : "\(outstanding) branches are still to come"
      let present = arrived == 0 ? "what is there is left from earlier passes" : "\(arrived) arrived"
      return "\(subject): \(value), gradient \(sum); \(present), \(missing)."
    case .final(let gradient): return "\(subject): \(value), gradient \(gradient)."
    case .noPath: return "\(subject): \(value), no gradient, because the output does not depend on it."
    }
  }

  private func text(_ name: Sentence.BreakName) -> String {
    switch name {
    case .wire(let name): "at the wire \(name)"
    case .gate(let symbol): "at the gate \(symbol)"
    case .line(let line): "at line \(line)"
    case .phase(let kind): "at the start of the \(text(kind))"
    case .fault: "where a number becomes NaN or infinite"
    }
  }

  private func text(_ kind: Sentence.StepKindName) -> String {
    switch kind {
    case .forward: "forward pass"
    case .backward: "backward pass"
    case .update: "update"
    }
  }

  func text(_ label: Label.OfStepper) -> String {
    switch label {
    case .program: "Program"
    case .circuit: "Circuit"
    case .step: "Step"
    case .wires: "Wires"
    case .why: "Why"
    case .numbers: "Numbers"
    case .help: "Help"
    case .breaks: "Breaks"
    case .stepOf(let steps, let last):
      steps.count == 1
        ? "step \(steps.lowerBound) of \(last)" : "steps \(steps.lowerBound)–\(steps.upperBound) of \(last)"
    case .phase(let kind): text(kind)
    case .block(let name, let number, let count): "\(name) (\(number) of \(count))"
    case .passOf(let number, let kept): kept > 1 ? "pass \(number) (\(kept) kept)" : "pass \(number)"
    case .breakName(let name): text(name)
    case .rows(let rows, let count): "rows \(rows.lowerBound)–\(rows.upperBound) of \(count)"
    case .columns(let columns, let count):
      "columns \(columns.lowerBound)–\(columns.upperBound) of \(count)"
    case .lines(let lines, let count): "lines \(lines.lowerBound)–\(lines.upperBound) of \(count)"
    case .goesOn(let sides): "goes on \(sides)"
    case .input: "input"
    case .path(let number, let count): "path \(number) of \(count)"
    case .keys: "keys"
    case .word: "word"
    case .does: "what it does"
    case .score(let right, let asked): "\(right) of \(asked) right"
    case .answerKey: "Answer key"
    case .answerHint: "type the number, then Enter  :reveal shows it  t ends the quiz  ? help  q quit"
    case .overlayHint: "↑ ↓ ← → PageUp PageDown scroll  Esc close  n next  p previous  ? help"
    case .worksheet(let title): "Worksheet: \(title)"
    case .worksheetNote: "A number in parentheses stands for your answer to the question of that number."
    case .question(let number): "Question \(number)"
    case .solution: "Solution"
    case .searching: "search"
    case .command: "command"
    case .answer: "answer"
    }
  }
}

extension English {
  func text(_ sentence: Sentence.OfComparison) -> String {
    switch sentence {
    case .equal(let passes, let wires):
      "The traces are equal: the same circuit, and the same numbers on \(count(wires, "wire"))\(passes == 1 ? "" : " in \(passes) passes")."
    case .passCount(let first, let second):
      "The first has \(count(first, "pass", "passes")), the second \(second)."
    case .inputs(let onlyFirst, let onlySecond): inputs(onlyFirst, onlySecond)
    case .gateCount(let first, let second): "The first has \(count(first, "gate")), the second \(second)."
    case .gate(let wire, let line, let first, let second):
      "The circuits differ at \(wire)\(line > 0 ? " (line \(line))" : ""): it is \(words(first)) in the first, and \(words(second)) in the second."
    case .moreGates(let number):
      number == 1 ? "One more gate differs." : "\(number) more gates differ."
    case .shape(let wire, let first, let second):
      first.isEmpty || second.isEmpty
        ? "\(wire) \(shaped(first)) in the first, and \(shaped(second)) in the second."
        : "\(wire) has the shape \(first) in the first, and \(second) in the second."
    case .numbersNotCompared:
      "The circuits are wired differently, so their numbers are not compared."
    case .differences(let differing, let wires):
      "The numbers differ on \(differing) of \(count(wires, "wire"))."
    case .notFinite(let number):
      number == 1
        ? "One number is NaN or infinite in both, which is no agreement."
        : "\(number) numbers are NaN or infinite in both, which is no agreement."
    case .allNumbersAgree(let wires): "All numbers on \(count(wires, "wire")) agree."
    case .legend(let first, let second):
      "Where a number differs, \(first) has the one before ≠, \(second) the one behind it."
    }
  }

  private func inputs(_ onlyFirst: [String], _ onlySecond: [String]) -> String {
    if onlySecond.isEmpty { return "Only the first has the \(noun(onlyFirst)) \(list(onlyFirst))." }
    if onlyFirst.isEmpty { return "Only the second has the \(noun(onlySecond)) \(list(onlySecond))." }
    return
      "Only the first has the \(noun(onlyFirst)) \(list(onlyFirst)), only the second \(list(onlySecond))."
  }

  private func shaped(_ shape: String) -> String { shape.isEmpty ? "is a number" : "has the shape \(shape)" }

  private func noun(_ inputs: [String]) -> String { inputs.count == 1 ? "input" : "inputs" }

  private func words(_ part: Sentence.OfComparison.Part) -> String {
    guard let symbol = part.symbol else { return "an input" }
    return part.inputs.isEmpty ? symbol : "\(symbol) of \(list(part.inputs))"
  }

  private func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}

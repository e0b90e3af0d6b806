/// What steps say in English.
public struct English: Language {
  public let code = "en"
  public init() {}

  public func text(_ sentence: Sentence) -> String {
    switch sentence {
    case .inputs(let count):
      count == 1
        ? "The input has its value; no gate has run yet."
        : "The \(count) inputs have their values; no gate has run yet."
    case .forward(let forward): text(forward)
    case .seed(let output):
      "Backpropagation starts at the output; measured against itself it changes one for one: ∂\(output)/∂\(output) = 1."
    case .barred:
      "A bar above a name, or .grad behind it, stands for the gradient of that wire."
    case .seedWith(let output, let gradient):
      "Backpropagation starts at \(output) with the gradient that the program gave: \(gradient)."
    case .distributes(let upstream):
      "The add gate passes the upstream gradient (\(upstream)) unchanged to both inputs."
    case .shifts(let upstream, let isAdded):
      "\(isAdded ? "Adding" : "Subtracting") a constant shifts the value and leaves every slope alone: the upstream gradient (\(upstream)) passes unchanged."
    case .subtracts(let upstream, let first, let second):
      "\(first) gets the upstream gradient (\(upstream)) as it is; \(second), which is subtracted, gets it with its sign turned."
    case .negates(let upstream):
      "The input is subtracted, so the upstream gradient (\(upstream)) passes with its sign turned."
    case .switches(let first, let firstProduct, let second, let secondProduct):
      "Each input gets the upstream gradient times the other input's value: \(first) gets \(firstProduct), and \(second) gets \(secondProduct)."
    case .squares(let input, let product):
      "Both inputs are \(input), so it gets the upstream gradient times its own value twice, \(product) along each branch."
    case .scales(let factor, let product):
      "The slope of a product with the constant \(factor) is that constant: \(product)."
    case .divides(let divisor, let product):
      "Dividing by \(divisor) divides the gradient as well: \(product)."
    case .quotient(let numerator, let denominator):
      "\(numerator), on top, gets the upstream gradient divided by \(denominator); \(denominator), below, gets it times −\(numerator)/\(denominator)²."
    case .reciprocal(let product): "The slope of 1/x is −1/x²: \(product)."
    case .ownOutput(let gate, let product): "The slope of \(gate) is its own output: \(product)."
    case .sigmoid(let slope): "Its output alone gives its slope: \(slope)."
    case .power(let symbol, let slope, let product): "The slope of \(symbol.ofX) is \(slope): \(product)."
    case .routes(let upstream, let winner, let loser, let isLarger):
      "The whole gradient (\(upstream)) goes to the \(isLarger ? "larger" : "smaller") input, \(winner); \(loser) gets 0."
    case .tie(let upstream, let first, let second):
      "\(first) and \(second) are equal here, so they share the upstream gradient (\(upstream)) equally."
    case .tieWithConstant(let gate, let product):
      "Both sides of \(gate) are equal here, so half of the upstream gradient passes: \(product)."
    case .tieOfSeveral(let upstream, let first, let second, let count):
      "\(first) and \(second) are equal here, and \(first) stands for \(count) equal numbers, so it gets \(count)/\(count + 1) of the upstream gradient (\(upstream)), and \(second) gets 1/\(count + 1)."
    case .tieOfSeveralWithConstant(let count, let total, let product):
      "\(total) numbers are equal here and share the upstream gradient equally; this input stands for \(count) of them, so \(count)/\(total) of it passes: \(product)."
    case .gateOpen(let gate, let input, let upstream):
      "The input of \(gate) was above 0 (\(input)), so the gate is open: the upstream gradient (\(upstream)) passes unchanged."
    case .gateShut(let gate, let input):
      "The input of \(gate) was not above 0 (\(input)), so the gate is shut: its slope is 0 and no gradient passes."
    case .slope(let gate, let slope, let product): "The slope of \(gate.ofX) is \(slope): \(product)."
    case .slopes(let gate): "Each input of \(gate) gets the upstream gradient times its own slope."
    case .ownForward(let gate, let kept):
      kept.isEmpty
        ? "\(gate) runs its own forward function and keeps nothing for the way back."
        : "\(gate) runs its own forward function and keeps for the way back: \(list(kept))."
    case .ownBackward(let gate, let kept, let step):
      kept.isEmpty
        ? "\(gate) runs its own backward function, which needs nothing but the upstream gradient."
        : "\(gate) runs its own backward function, which has what was kept in step \(step): \(list(kept))."
    case .fork(let name, let branches, let sum):
      "\(name) is used \(times(branches)), so the gradients of its branches add: \(sum)."
    case .forkWaiting(let name, let branches, let outstanding):
      "\(name) is used \(times(branches)); \(outstanding == 1 ? "one branch is" : "\(outstanding) branches are") still to come."
    case .group(let name, let product):
      "Seen from outside, \(name) is one gate: its local gradient is the product of the local gradients inside, summed over the paths: \(product)."
    case .groupRan(let name, let gates):
      gates == 1
        ? "Drawn as one gate, \(name) stands for the one gate of its body, which has run."
        : "Drawn as one gate, \(name) stands for the \(gates) gates of its body, which have all run."
    case .descends(let name, let equation, let isAscent, true):
      "\(name) steps \(isAscent ? "along" : "against") its gradient: \(equation)."
    case .descends(let name, let equation, let isAscent, false):
      "\(name) steps \(isAscent ? "along" : "against") all the gradient that it holds, that of earlier backward passes included: \(equation)."
    case .moves(let name, let statement, let equation): "`\(statement)` moves \(name): \(equation)."
    case .carried(let name, let sum):
      "\(name) still holds its gradient from before this backward pass, and the new one is added to it: \(sum)."
    case .tiles(let name, let note, let range):
      "\(name) drawn as pictures, \(tileNote(note)); the numbers are \(range)."
    case .map(let name, let shape, let range):
      "\(name), \(Labels.shape(shape)), as a map; the numbers are \(range)."
    case .operatingPoint(let function, let input, let at, let value, let slope):
      "The curve of \(function): at \(input) = \(at) it gives \(value), and its slope there is \(slope)."
    case .otherWay(let isBelow, let input, let at, let comparison, let line, let holds):
      otherWay(isBelow: isBelow, input, at, comparison, line: line, holds: holds)
    case .curve(let output, let first, let firstValue, let last, let lastValue):
      "\(output) goes from \(firstValue) in pass \(first) to \(lastValue) in pass \(last)."
    case .passesLeftOut(let passes): passesLeftOut(passes)
    case .tooFewPasses(let drawn, let count): tooFewPasses(drawn, count)
    case .cleared(let names):
      "The \(names.count == 1 ? "gradient" : "gradients") of \(list(names)) \(names.count == 1 ? "is" : "are") cleared, so that a later pass starts from nothing."
    case .network(let layers, let weights, let quantity): network(layers, weights, quantity)
    case .kept(let passes):
      "The program ran \(passes) passes; the first and the last are told step by step."
    case .drawing(let note): text(note)
    case .overwritten(let name, let branches, let left):
      "\(name) is used \(times(branches)), but here the gradient of the last branch replaces the others instead of being added to them: \(left)."
    case .tooEarly(let name, let outstanding):
      "This is too early: \(outstanding == 1 ? "one branch of \(name) is" : "\(outstanding) branches of \(name) are") still to come, and what they bring will go no further."
    case .forwardOnly:
      "The program asks for no gradient, so this is a forward pass alone: nothing is sent back, and no wire has a gradient."
    case .ofArrays(let sentence): text(sentence)
    case .ofJacobian(let sentence): text(sentence)
    case .ofStepper(let sentence): text(sentence)
    case .ofComparison(let sentence): text(sentence)
    }
  }

  private func text(_ forward: Sentence.Forward) -> String {
    let first = forward.inputs.first ?? ""
    // Whatever the gate: what is the same for every input is not remembered.
    if forward.slopes == .nothing, let constant = forward.constant { return fixed(forward, constant) }
    switch (forward.gate, forward.constant) {
    case ("add", nil): return "The add gate sums its inputs. It need not remember them: both slopes are 1."
    case ("subtract", nil): return "The slopes are 1 and −1, so nothing has to be remembered."
    case ("multiply", nil):
      return "The multiply gate remembers both inputs: each will be the slope of the other."
    case ("divide", nil): return "The gate remembers both inputs: the slopes are made of them."
    case ("divide", "1"?) where forward.inputs.count == 1 && forward.winner == 0:
      return "The gate remembers its input: the slope of 1/x is −1/x²."
    case ("log", _), ("sin", _), ("cos", _), ("softplus", _), ("power", _?), ("divide", _?),
      ("remainder", _?):
      return "The gate remembers its input, \(first): the slope depends on it."
    case ("sqrt", _):
      return "The gate remembers its output, \(forward.output): the slope depends on it alone."
    case ("abs", _): return "The gate remembers the sign of its input: it will be the slope."
    case ("remainder", nil):
      return "The slope of \(first) is 1 whatever the inputs; for the other the gate remembers both."
    case ("floor divide", _):
      return "Rounding down makes steps: between them the value does not change, so the slope is 0."
    case ("exp", _): return "exp remembers its output, \(forward.output): it will be its own slope."
    case ("sigmoid", _):
      return
        "The sigmoid squashes any number into the range from 0 to 1. It remembers its output, \(forward.output), which alone gives the slope."
    case ("tanh", _):
      return
        "tanh squashes any number into the range from −1 to 1. It remembers its output, \(forward.output), which alone gives the slope."
    case ("max", nil), ("min", nil):
      if forward.isTie {
        return
          "Both inputs are equal, so their value goes on; the gate remembers that they will share the gradient."
      }
      let winner = forward.winner.map { forward.inputs[$0] } ?? first
      return "\(winner) goes on; the gate remembers which input that was."
    case ("max", let constant?), ("min", let constant?):
      return
        "The gate compares its input with \(constant) and remembers which of them went on: \(forward.output)."
    case ("relu", _), ("max with 0", _), ("leaky relu", _), ("elu", _):
      return forward.sign > 0
        ? "The input is above 0 and comes through as it is."
        : "The input is not above 0; the gate remembers that."
    default: return "The gate remembers what its slope will need."
    }
  }

  /// What is said of a gate with a constant inside whose slope no input changes.
  private func fixed(_ forward: Sentence.Forward, _ constant: String) -> String {
    switch (forward.gate, forward.winner) {
    case ("add", _): "The constant \(constant) is added; the slope is 1 whatever the input."
    case ("subtract", _):
      "The slope is \(forward.winner == 0 ? "−1" : "1") whatever the input, so nothing has to be remembered."
    case ("multiply", _): "The factor \(constant) stays inside the gate: it will be the slope."
    case ("divide", 1):
      "The divisor \(constant) stays inside the gate: the slope will be 1/\(divisor(constant))."
    case ("floor divide", _):
      "Rounding down makes steps: between them the value does not change, so the slope is 0."
    default: "The slope is the same whatever the input, so nothing has to be remembered."
    }
  }

  /// A constant below a line: a negative one in parentheses.
  private func divisor(_ constant: String) -> String { constant.hasPrefix("−") ? "(\(constant))" : constant }

  public func text(_ label: Label) -> String {
    switch label {
    case .step(let steps):
      steps.count == 1 ? "Step \(steps.lowerBound)" : "Steps \(steps.lowerBound)–\(steps.upperBound)"
    case .stepInputs: "the inputs"
    case .stepForward(let gate): "forward through \(gate)"
    case .stepSeed: "the seed"
    case .stepBackward(let gate): "backward through \(gate)"
    case .stepUpdate: "the update"
    case .upstreamTimesLocal: "upstream × local"
    case .toInput(let name): "to \(name)"
    case .exactly(let number): "more exactly \(number)"
    case .wire: "wire"
    case .gate: "gate"
    case .value: "value"
    case .gradient: "gradient"
    case .numericGradient: "numeric gradient"
    case .relativeError: "relative error"
    case .byHand: "by hand"
    case .atKink: "at a kink"
    case .noPath: "no path"
    case .notChecked: "not checked"
    case .ofThisPass(let gradient, let all): "\(gradient) (with earlier passes \(all))"
    case .sampled(let count, let all, let range): "sampled, \(count) of \(all): \(range)"
    case .otherValues: "Other values"
    case .printed: "Printed"
    case .sampledRows(let rows, let count): sample("rows", rows, of: count)
    case .sampledColumns(let columns, let count): sample("columns", columns, of: count)
    case .sampledNumbers(let numbers, let count): sample("numbers", numbers, of: count)
    case .sampledMatrices(let count, let all): "\(count) of \(all) matrices"
    case .pass(let number): number.map { "Pass \($0)" } ?? "pass"
    case .contents: "Lessons"
    case .source: "Source"
    case .output: "output"
    case .largestChange(let name): "change of \(name)"
    case .circuitCaption(let title): "The circuit of \(title)"
    case .fold(let fold): text(fold)
    case .turn(let variable, let number): "\(variable): turn \(number)"
    case .comparisonCaption(let first, let second):
      "The circuit of \(first), and what \(second) has otherwise"
    case .quantity: "number"
    case .networkCaption(let title, let quantity):
      quantity == .values ? "The net of \(title)" : "The gradients in the net of \(title)"
    case .inputCount(let count): count == 1 ? "1 input" : "\(count) inputs"
    case .neuronCount(let count): count == 1 ? "1 neuron" : "\(count) neurons"
    case .example(let number, let count): "example \(number) of \(count)"
    case .neuronColors(let quantity):
      quantity == .values
        ? "activations; the strongest colour is the largest of its column"
        : "gradients of the activations; the strongest colour is the largest of its column"
    case .weightColors(let quantity):
      quantity == .values
        ? "weights; dashed is negative, the thickest is the largest of its matrix"
        : "gradients of the weights; dashed is negative, the thickest is the largest of its matrix"
    case .curve(let output): "\(output) over the passes"
    case .tiles(let name): "\(name) as pictures"
    case .tileNote(let note): tileNote(note)
    case .tile(let part, let number): tile(part, number)
    case .map(let name): "\(name) as a map"
    case .mapNote(let shape, let rows, let columns): mapNote(shape, rows, columns)
    case .mapCounts(let count): "how many of the \(count)"
    case .belowZero: "− is below zero"
    case .before: "before"
    case .after: "after"
    case .functionCurve(let function): "The curve of \(function)"
    case .inside(let name, let kind, let number?, let count):
      "The inside of \(name): \(word(for: kind)) \(number) of \(count)"
    case .inside(let name, _, nil, _): "The inside of \(name)"
    case .operatingPoint: "the point is where the program uses it"
    case .slope: "slope"
    case .logarithmicScale: "logarithmic scale"
    case .belowReference(let pass): "below the reference from pass \(pass) on"
    case .jacobian(let output, let input): "The Jacobian of \(output) by \(input)"
    case .multipliedOut: "Transposed and multiplied with the upstream gradient"
    case .byRule: "By the gate's own rule"
    case .traceLeftOut(let command):
      "The trace of this program is too large to stand here; \(command) writes it."
    case .ofStepper(let label): text(label)
    }
  }

  func times(_ count: Int) -> String { count == 2 ? "twice" : "\(count) times" }

  /// `rows 0, 4, 8 … of 64`.
  private func sample(_ what: String, _ numbers: [Int], of count: Int) -> String {
    let first = numbers.prefix(3).map(String.init).joined(separator: ", ")
    return "\(what) \(first)\(numbers.count > 3 ? " …" : "") of \(count)"
  }

  func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

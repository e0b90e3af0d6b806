public import Numbers
public import TraceModel

/// Tells the moves of a circuit from its trace alone.
public struct Narrator: Sendable {
  public let trace: Trace
  public let states: States
  public let circuit: Circuit
  public let labels: Labels
  package var format: NumberFormat { labels.format }
  package var arrayText: ArrayText { ArrayText(format: format) }
  /// Whether gradients are written with bars, also where the backward pass started from 1.
  var writesBars = false

  public init(_ states: States, circuit: Circuit, format: NumberFormat? = nil) {
    trace = states.trace
    self.states = states
    self.circuit = circuit
    labels = Labels(trace, format: format ?? NumberFormat(for: trace))
  }

  /// The account of a move.
  public func account(of move: Move) -> Account {
    let gate = move.gate.map { circuit.gates[$0] }
    let step = move.steps.upperBound
    switch (move.kind, gate) {
    case (.inputs, _): return inputs(move)
    case (.forward, let gate?):
      return gate.group == nil ? forward(move, gate.nodes[0]) : groupForward(move, gate)
    case (.seed, _): return seed(move)
    case (.backward, let gate?):
      return gate.group == nil ? backward(move, gate.nodes[0]) : groupBackward(move, gate)
    case (.update, _): return update(move, trace.step(step).events)
    case (.forward, nil), (.backward, nil):
      return Account(steps: move.steps, title: .stepUpdate, equations: [], sentences: [])
    }
  }

  private func inputs(_ move: Move) -> Account {
    let events = trace.step(move.steps.lowerBound).events
    let count = events.count { if case .input = $0 { true } else { false } }
    let equations = events.compactMap { event -> Equation? in
      guard case .input(let node, let value) = event else { return nil }
      return Equation(
        symbols: TeX.name(labels.name(of: node)), target: labels.name(of: node), numbers: "",
        result: arrayText.compact(value), exact: nil, isProduct: false, line: arrayText.line(value),
        symbolsInWords: labels.name(of: node))
    }
    return Account(
      steps: move.steps, title: .stepInputs, equations: equations, sentences: [.inputs(count: count)])
  }

  private func seed(_ move: Move) -> Account {
    var account = Account(steps: move.steps, title: .stepSeed, equations: [], sentences: [])
    for case .seed(let node, let gradient) in trace.step(move.steps.lowerBound).events {
      let symbol = self.gradient(of: node, at: move.steps.lowerBound)
      account.sentences.append(sentence(ofSeed: gradient, at: labels.name(of: node)))
      account.equations.append(
        Equation(
          symbols: symbol.tex, target: nil, numbers: "", result: arrayText.compact(gradient),
          exact: nil, isProduct: false, line: arrayText.line(gradient), symbolsInWords: symbol.text))
    }
    if startsFromGivenGradient(at: move.steps.lowerBound) {
      account.sentences.append(.barred)
    } else if let bars {
      account.sentences.append(bars)
    }
    return account
  }

  private func update(_ move: Move, _ events: [Event]) -> Account {
    var account = Account(steps: move.steps, title: .stepUpdate, equations: [], sentences: [])
    var cleared: [String] = []
    for event in events {
      switch event {
      case .update(let update):
        let step = move.steps.lowerBound
        let (equation, sentence) =
          update.new.scalar == nil ? toldArray(update, at: step) : told(update, at: step)
        account.equations.append(equation)
        account.sentences.append(sentence)
        if update.new.scalar == nil { account.sentences += roundedUpdate(update) }
      case .clear(let node): cleared.append(labels.name(of: node))
      default: break
      }
    }
    if !cleared.isEmpty { account.sentences.append(.cleared(names: cleared)) }
    return account
  }

  /// A learning rate with the digits of the trace, unless these would change it.
  package func text(ofRate rate: Double) -> String {
    let (text, short) = (format.text(rate), Tensor(rate).shortText)
    let isClumsy = text.contains("e") && !short.contains("e")
    return format.shown(rate) == rate && !isClumsy ? text : short
  }

  /// What the backward pass of a step started from, where a pass has several.
  func outputName(at step: Int) -> String? {
    (seededNode(at: step) ?? circuit.outputs.last).map(labels.name)
  }

  private func told(_ update: Update, at step: Int) -> (Equation, Sentence) {
    let name = labels.name(of: update.node)
    let (old, new) = (format.text(update.old), format.text(update.new))
    let gradient = update.rate.flatMap { rate in
      update.change.scalar.flatMap { rate == 0 ? nil : -$0 / rate }
    }
    let change = update.change.scalar ?? .nan
    let sign = change < 0 ? "−" : "+"
    let term: String
    var shownTerm = format.shown(change.magnitude)
    if let rate = update.rate, let gradient {
      let shownGradient = format.text(gradient)
      term =
        "\(rate < 0 ? "+" : "−") \(text(ofRate: rate.magnitude)) × \(shownGradient.hasPrefix("−") ? "(\(shownGradient))" : shownGradient)"
      shownTerm = -rate * format.shown(gradient)
    } else {
      term = "\(sign) \(format.text(change.magnitude))"
      shownTerm = change < 0 ? -shownTerm : shownTerm
    }
    let numbers = "\(old) \(term)"
    let sum = format.shown(update.old.scalar ?? .nan) + shownTerm
    let isHonest = format.text(sum) == new
    let symbols = symbols(of: update, at: step)
    let equation = Equation(
      symbols: symbols.tex, target: name, numbers: numbers, result: new,
      exact: isHonest ? nil : update.new.scalar.map(format.exact), isProduct: false,
      symbolsInWords: symbols.text)
    let text = "\(numbers) = \(new)" + (equation.exact.map { ", more exactly \($0)" } ?? "")
    let isOfOnePass = isOfOnePass(update.node, at: step)
    return (
      equation,
      update.rate.map {
        .descends(name: name, equation: text, isAscent: $0 < 0, isOfOnePass: isOfOnePass)
      } ?? .moves(name: name, statement: update.statement, equation: text)
    )
  }

  /// The move of a parameter in symbols: `w ← w − 0.1 × ∂f/∂w`.
  func symbols(of update: Update, at step: Int) -> GradientSymbol {
    let name = labels.name(of: update.node)
    guard let rate = update.rate else {
      return GradientSymbol(
        tex: "\(TeX.name(name)) \\leftarrow \(TeX.name(name)) + \\Delta \(TeX.name(name))",
        text: "\(name) ← \(name) + Δ\(name)")
    }
    let gradient = gradient(forUpdateOf: update.node, at: step)
    let factor = text(ofRate: rate.magnitude)
    let sign = rate < 0 ? ("+", "+") : ("-", "−")
    return GradientSymbol(
      tex:
        "\(TeX.name(name)) \\leftarrow \(TeX.name(name)) \(sign.0) \(TeX.number(factor)) \\cdot \(gradient.tex)",
      text: "\(name) ← \(name) \(sign.1) \(factor) × \(gradient.text)")
  }
}

extension TeX {
  /// The partial derivative of one thing by another.
  static func partial(_ output: String, _ by: String) -> String {
    "\\frac{\\partial \(name(output))}{\\partial \(name(by))}"
  }
}

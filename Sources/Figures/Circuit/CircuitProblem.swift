package import Numbers
package import TraceModel

extension CircuitLayout.Problem {
  /// What is to be placed of a circuit, with room for all that its steps show.
  ///
  /// - Parameter width: The width of the medium, if there is one, in units of the measure.
  package init(
    _ circuit: Circuit, _ words: CircuitWords, states: States, pass: Pass, format: NumberFormat,
    measure: some CircuitMeasure, width: Int?
  ) {
    self.init(spacing: measure.spacing, width: width)
    let texts = CircuitTexts(states: states, pass: pass, format: format) {
      measure.text($0, format)
    }
    let isRead = circuit.isRead
    for (index, box) in circuit.boxes.enumerated() {
      let uses = circuit.operands[box.operands].map { operand in
        Use(
          of: operand.box, gradient: measure.number(texts.downstreams(along: operand)),
          local: texts.local(along: operand, into: box).map(measure.local) ?? .zero)
      }
      let name = words.names[index]
      let isEnd = box.kind == .input || !isRead[index]
      let isTag = !isEnd && box.isUnnamed(in: states.trace)
      let showsNumbers = box.showsNumbers
      add(
        size: measure.gate(words.symbols[index], box.kind), entry: box.entry, reading: uses,
        value: showsNumbers ? measure.number(texts.values(of: box.node)) : .zero,
        gradient: showsNumbers ? measure.number(texts.gradients(of: box.node)) : .zero,
        name: isEnd ? measure.endName(name) : isTag ? .zero : measure.name(name),
        tag: isTag ? measure.tag(name) : .zero)
    }
    frames = zip(circuit.frames, words.titles).map { frame, title in
      Frame(boxes: frame.boxes, title: measure.title(title))
    }
  }
}

extension Circuit {
  /// For each box, whether another one reads it.
  var isRead: [Bool] {
    var isRead = Array(repeating: false, count: boxes.count)
    for operand in operands { isRead[operand.box] = true }
    return isRead
  }
}

extension Circuit.Box {
  /// Whether its value has no name in the program.
  func isUnnamed(in trace: Trace) -> Bool { trace.node(node).name == nil }

  /// Whether one value leaves it, which its wire shows.
  var showsNumbers: Bool {
    switch kind {
    case .fold: false
    // The circles behind it show what leaves it.
    case .closed: outputs.count < 2
    case .input, .gate, .sum, .output: true
    }
  }

  /// Whether what is multiplied by at its gates is what it multiplies by as a whole.
  var hasLocals: Bool {
    switch kind {
    case .input, .gate, .sum: true
    case .closed, .fold: nodes.count == 1
    case .output: false
    }
  }

  var entry: CircuitLayout.Problem.Entry {
    switch kind {
    case .input, .gate, .output: .aside
    case .sum, .closed, .fold: .left
    }
  }
}

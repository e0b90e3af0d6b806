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
    let texts = CircuitTexts(states: states, pass: pass, format: format, measure: measure)
    self.init(
      circuit, words, states: states, measure: measure, width: width,
      value: { box in
        circuit.boxes[box].showsNumbers ? measure.number(texts.values(of: circuit.boxes[box].node)) : .zero
      },
      gradient: { box in
        circuit.boxes[box].showsNumbers ? measure.number(texts.gradients(of: circuit.boxes[box].node)) : .zero
      }, downstream: { measure.number(texts.downstreams(along: circuit.operands[$0])) },
      local: { texts.local($0, of: circuit, words).map(measure.local) ?? .zero })
  }

  /// What is to be placed of a circuit.
  ///
  /// - Parameters:
  ///   - value: How large the value of a box is, and likewise the others.
  init(
    _ circuit: Circuit, _ words: CircuitWords, states: States, measure: some CircuitMeasure, width: Int?,
    value: (Int) -> CircuitLayout.Size, gradient: (Int) -> CircuitLayout.Size,
    stub: (Int) -> CircuitLayout.Size? = { _ in nil },
    downstream: (Int) -> CircuitLayout.Size, local: (Int) -> CircuitLayout.Size
  ) {
    self.init(spacing: measure.spacing, width: width)
    let isRead = circuit.isRead
    for (index, box) in circuit.boxes.enumerated() {
      let uses = box.operands.map { operand in
        Use(of: circuit.operands[operand].box, gradient: downstream(operand), local: local(operand))
      }
      let name = words.names[index]
      let isEnd = box.kind == .input || !isRead[index]
      let isTag = !isEnd && box.showsNumbers && box.isUnnamed(in: states.trace)
      add(
        size: measure.gate(words.symbols[index], box.kind), entry: box.entry, reading: uses,
        value: value(index), gradient: gradient(index), stub: stub(index),
        name: isEnd ? measure.endName(name) : isTag ? .zero : measure.name(name),
        tag: isTag ? measure.tag(name) : .zero, isAttached: box.kind == .output,
        isElsewhere: box.kind == .outside, goesOn: box.isReadOutside)
    }
    frames = zip(circuit.frames, words.titles).map { frame, title in
      Frame(boxes: frame.boxes, title: measure.title(title))
    }
  }

  init(_ circuit: Circuit, _ words: CircuitWords, _ rooms: CircuitRooms, states: States, width: Int?) {
    self.init(
      circuit, words, states: states, measure: PageMeasure(), width: width, value: rooms.value,
      gradient: rooms.gradient, stub: rooms.stub, downstream: rooms.downstream, local: rooms.local)
  }
}

extension Circuit {
  /// For each box, whether another one reads it.
  var isRead: [Bool] { readerCounts.map { $0 > 0 } }

  /// The box that reads an operand, by the place of that.
  package func reader(of operand: Int) -> Int { Int(readers[operand]) }
}

extension Circuit.Box {
  /// Whether its value has no name in the program.
  func isUnnamed(in trace: Trace) -> Bool { !trace.isNamed(node) }

  /// Whether one value leaves it, which its wire shows.
  var showsNumbers: Bool {
    switch kind {
    case .closed, .fold: outputs.count == 1
    case .input, .outside, .gate, .sum, .output: true
    }
  }

  /// Whether one number tells what it multiplies a gradient by: of a closed group the sum over the paths inside.
  var hasLocals: Bool {
    switch kind {
    case .input, .outside, .gate, .sum: true
    case .closed: outputs.count == 1
    case .fold, .output: false
    }
  }

  var isClosed: Bool {
    if case .closed = kind { true } else { false }
  }

  var entry: CircuitLayout.Problem.Entry {
    switch kind {
    case .input, .outside, .gate, .output: .aside
    case .sum, .closed, .fold: .left
    }
  }
}

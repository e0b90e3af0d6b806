package import Numbers
package import TraceModel

// What comparisons and updates read, beside the gates.

/// What a program reads of a value when it compares or moves something.
package enum ReadValue {
  case node(Reference)
  case gradient(Reference)
  case constant(Constant)
  /// A number that is an input if the one of this order is made later.
  case later(Constant, order: Int)
}

/// The new value of a parameter as a formula of what a program reads.
package struct UpdateFormula {
  package var compute: String
  package var operands: [ReadValue]

  package init(_ compute: String, of operands: [ReadValue]) {
    self.compute = compute
    self.operands = operands
  }
}

/// A number of an event that is an input's if the one of this order is made later.
struct LateReading {
  /// Which of the pass's events beside its moves, and which of the things that it reads.
  var aside: Int
  var part: Int
  var order: Int
}

extension Tape {
  /// Records a comparison; one without a node on either side is left out of the trace.
  package mutating func branch(
    _ left: ReadValue, _ comparison: Formula.Comparison, _ right: ReadValue, outcome: Tensor,
    at place: SourceRange
  ) {
    let sides = readings([left, right])
    current.elementCount += outcome.elements.count
    current.append(
      aside: .branch(Branch(sides[0], comparison, sides[1], outcome: outcome, place: place.storable)))
  }

  /// What the event reads that is recorded next; inputs that may come are noted.
  mutating func readings(_ values: [ReadValue]) -> [Reading] {
    values.enumerated().map { part, value in
      switch value {
      case .node(let reference): return .node(Int(reference.code))
      case .gradient(let reference): return .gradient(Int(reference.code))
      case .constant(let constant): return .constant(constant)
      case .later(let constant, let order):
        current.late.append(LateReading(aside: current.asides.count, part: part, order: order))
        return .constant(constant)
      }
    }
  }
}

extension Event {
  /// What a comparison or an update reads; setting it must keep the number of parts.
  var readings: [Reading] {
    get {
      switch self {
      case .branch(let branch): [branch.left, branch.right]
      case .update(let update): update.formula?.operands ?? []
      case .input, .forward, .seed, .backward, .clear, .print, .check, .binding: []
      }
    }
    set {
      switch self {
      case .branch(var branch):
        (branch.left, branch.right) = (newValue[0], newValue[1])
        self = .branch(branch)
      case .update(var update):
        update.formula?.operands = newValue
        self = .update(update)
      case .input, .forward, .seed, .backward, .clear, .print, .check, .binding: break
      }
    }
  }
}

extension PassRecording {
  /// Inserts events; what is known of those behind them moves along.
  mutating func insert(_ events: [Aside], at place: Int) {
    asides.insert(contentsOf: events, at: place)
    for index in late.indices where late[index].aside >= place { late[index].aside += events.count }
  }

  /// Makes constants of what events read of gates that are lost.
  mutating func keepReadings(of isLost: (Int32) -> Bool, value: (Int) -> Tensor) {
    bindings.replace { node in
      node < Tape.firstLate && isLost(Int32(truncatingIfNeeded: node)) ? Tape.bound(for: value(node)) : nil
    }
    for index in asides.indices where !asides[index].event.readings.isEmpty {
      asides[index].event.readings = asides[index].event.readings.map { reading in
        guard case .node(let node) = reading, isLost(Int32(truncatingIfNeeded: node)) else { return reading }
        return .constant(Constant(value(node), from: .earlier))
      }
    }
  }
}

import Numbers

extension Trace {
  /// What ends a line of a program.
  fileprivate static let lineBreaks: [Unicode.Scalar] = [
    "\n", "\u{0B}", "\u{0C}", "\r", "\u{85}", "\u{2028}", "\u{2029}",
  ]

  /// The trace as it is shown: with signs for what a terminal or a page would take as an order.
  ///
  /// A trace may come from anywhere, so every renderer takes this one. A trace that is written to a file does not.
  package var visible: Trace {
    var builder = TraceBuilder(self)
    builder.set(title: title.visibleLine, digits: digits)
    // The lines of the program keep their numbers.
    builder.set(program: program.visible(keeping: Self.lineBreaks + ["\t"]))
    builder.set(producer: Producer(producer.name.visibleLine, version: producer.version?.visibleLine))
    builder.set(groups: groups.shown(\.name))
    builder.set(passes: shownPasses)
    builder.replaceTexts(
      gates: gates.map(\.visible), names: names.shown(\.text), constants: shownConstants,
      notes: notes.map(\.visible), asides: shownAsides,
      bindings: bindings.shown(\.visibleLine, \.visibleText), cached: shownCached,
      details: details.mapValues(\.visible))
    return builder.trace
  }

  // What is shown as it is stays where it is, so that large arrays are not copied.

  private var shownConstants: [Constant] {
    var shown = constants
    for (index, constant) in constants.enumerated() where constant.name?.isShownOtherwise ?? false {
      shown[index].name = constant.name?.visibleLine
    }
    return shown
  }

  private var shownPasses: [Pass] {
    var shown = passes
    for index in passes.indices where passes[index].printed.contains(where: \.isShownOtherwise) {
      shown[index].printed = passes[index].printed.map(\.visibleText)
    }
    return shown
  }

  private var shownAsides: [Aside] {
    var shown = asides
    for (index, aside) in asides.enumerated() {
      if let event = aside.event.visible { shown[index].event = event }
    }
    return shown
  }

  private var shownCached: [Int: [Cached]] {
    var shown = cached
    for (node, cached) in cached where cached.contains(where: \.name.isShownOtherwise) {
      shown[node] = cached.map { Cached($0.name.visibleLine, $0.value) }
    }
    return shown
  }
}

extension GateDescription {
  fileprivate var visible: GateDescription {
    var shown = self
    shown.name = name.visibleLine
    shown.symbol = symbol.visibleLine
    shown.symbolWithConstantFirst = symbolWithConstantFirst.visibleLine
    shown.symbolWithConstantSecond = symbolWithConstantSecond.visibleLine
    shown.equation = equation.visibleLine
    shown.slopes = slopes.map(\.visibleLine)
    shown.rules = rules.map(\.visibleLine)
    return shown
  }
}

extension NodeDetails {
  fileprivate var visible: NodeDetails {
    var shown = self
    shown.symbol = symbol?.visibleLine
    return shown
  }
}

extension Note {
  fileprivate var visible: Note {
    Note(
      subject, name: name?.visibleLine, of: of?.visibleLine, output: output?.visibleLine,
      last: last?.visibleLine, text: text?.visible(keeping: Trace.lineBreaks + ["\t"]), place: place)
  }
}

extension Event {
  /// The event as it is shown; nil if it is shown as it is.
  fileprivate var visible: Event? {
    switch self {
    case .print(let text) where text.isShownOtherwise: return .print(text: text.visibleText)
    case .update(var update) where update.statement.isShownOtherwise || update.formula != nil:
      update.statement = update.statement.visible(keeping: Trace.lineBreaks + ["\t"])
      let operands = update.formula?.operands.map(\.visible)
      update.formula?.operands = operands ?? []
      return .update(update)
    case .check(var check) where check.byHand?.name?.isShownOtherwise ?? false:
      let name = check.byHand?.name?.visibleLine
      check.byHand?.name = name
      return .check(check)
    case .branch(var branch):
      (branch.left, branch.right) = (branch.left.visible, branch.right.visible)
      return .branch(branch)
    default: return nil
    }
  }
}

extension Reading {
  fileprivate var visible: Reading {
    guard case .constant(var constant) = self else { return self }
    constant.name = constant.name?.visibleLine
    return .constant(constant)
  }
}

extension String {
  fileprivate var isShownOtherwise: Bool { unicodeScalars.contains(where: \.isOrder) }
}

extension Array {
  /// The elements with one text of each as it is shown.
  fileprivate func shown(_ text: WritableKeyPath<Element, String>) -> [Element] {
    var shown = self
    for index in indices where self[index][keyPath: text].isShownOtherwise {
      shown[index][keyPath: text] = self[index][keyPath: text].visibleLine
    }
    return shown
  }
}

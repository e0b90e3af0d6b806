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
    var shown = self
    shown.title = title.visibleLine
    // The lines of the program keep their numbers.
    shown.program = program.visible(keeping: Self.lineBreaks + ["\t"])
    shown.gates = gates.map(\.visible)
    shown.groups.show(\.name)
    shown.calls.show(\.name)
    shown.notes = notes.map(\.visible)
    shown.names.show(\.text)
    for (index, constant) in constants.enumerated() where constant.name?.isShownOtherwise ?? false {
      shown.constants[index].name = constant.name?.visibleLine
    }
    for index in passes.indices where passes[index].printed.contains(where: \.isShownOtherwise) {
      shown.passes[index].printed = passes[index].printed.map(\.visibleText)
    }
    for (index, aside) in asides.enumerated() {
      if let event = aside.event.visible { shown.asides[index].event = event }
    }
    for (node, cached) in cached where cached.contains(where: \.name.isShownOtherwise) {
      shown.cached[node] = cached.map { Cached($0.name.visibleLine, $0.value) }
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
    case .update(var update) where update.statement.isShownOtherwise:
      update.statement = update.statement.visible(keeping: Trace.lineBreaks + ["\t"])
      return .update(update)
    case .check(var check) where check.byHand?.name?.isShownOtherwise ?? false:
      let name = check.byHand?.name?.visibleLine
      check.byHand?.name = name
      return .check(check)
    default: return nil
    }
  }
}

extension String {
  fileprivate var isShownOtherwise: Bool { unicodeScalars.contains(where: \.isOrder) }
}

extension Array {
  /// Shows one text of each element. What is shown as it is stays in its place, so that a large array is not copied.
  fileprivate mutating func show(_ text: WritableKeyPath<Element, String>) {
    for index in indices where self[index][keyPath: text].isShownOtherwise {
      self[index][keyPath: text] = self[index][keyPath: text].visibleLine
    }
  }
}

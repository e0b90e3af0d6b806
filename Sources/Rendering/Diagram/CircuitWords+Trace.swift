package import Figures
package import TraceModel

extension CircuitWords {
  /// The texts of a circuit as its trace has them.
  package init(_ circuit: Figures.Circuit, _ labels: Labels, _ trace: Trace, _ language: any Language) {
    self.init(
      names: circuit.boxes.map { labels.name(of: $0.node) },
      symbols: circuit.boxes.map { box in
        switch box.kind {
        case .input, .output: ""
        case .gate: labels.symbol(of: box.node)
        case .sum: "Σ"
        case .closed(let group): trace.groups[group].name
        case .fold(let fold): language.text(.fold(circuit.folds[fold]))
        }
      },
      titles: circuit.frames.map { frame in
        let group = trace.groups[frame.group]
        guard let turn = group.turn else { return group.name }
        return language.text(.turn(of: group.name, turn.number))
      })
  }
}

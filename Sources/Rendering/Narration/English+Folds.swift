import Figures

extension English {
  /// What stands on a fold.
  func text(_ fold: Figures.Circuit.Fold) -> String {
    switch fold.parts {
    case .groups(_, isLoop: true): "⋯ \(fold.name): turns \(range(of: fold))"
    case .groups: "⋯ \(fold.name): calls \(range(of: fold))"
    case .inputs: "⋯ \(fold.hidden.count) inputs"
    }
  }

  /// What a fold hides, within a sentence.
  func hidden(_ fold: Figures.Circuit.Fold) -> String {
    switch fold.parts {
    case .groups(_, isLoop: true): "turns \(range(of: fold)) of the loop over \(fold.name)"
    case .groups: "calls \(range(of: fold)) of \(fold.name)"
    case .inputs: "inputs \(range(of: fold)) of a sum"
    }
  }

  func word(for kind: PartKind) -> String {
    switch kind {
    case .call: "call"
    case .turn: "turn"
    case .sum: "sum"
    }
  }

  private func range(of fold: Figures.Circuit.Fold) -> String {
    "\(fold.hidden.lowerBound)–\(fold.hidden.upperBound)"
  }
}

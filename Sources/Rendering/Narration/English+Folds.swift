import Figures

extension English {
  func text(_ fold: Figures.Circuit.Fold) -> String {
    let hidden = "\(fold.hidden.lowerBound)–\(fold.hidden.upperBound)"
    switch fold.parts {
    case .groups(_, isLoop: true): return "⋯ \(fold.name): turns \(hidden)"
    case .groups: return "⋯ \(fold.name): calls \(hidden)"
    case .inputs: return "⋯ \(fold.hidden.count) inputs"
    }
  }
}

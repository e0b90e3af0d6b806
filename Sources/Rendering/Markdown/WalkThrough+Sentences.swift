/// Which sentences stand where.
extension WalkThrough {
  /// What a frame says to those who don't see it: the sentences of its step, or of the last one where it shows several.
  func alternative(to accounts: [Account]) -> String {
    guard let last = accounts.last else { return "" }
    let sentences = last.sentences.filter { !$0.isGloss }
    return sentences.isEmpty
      ? language.heading(of: last) : sentences.map(language.text).joined(separator: " ")
  }

  /// Sentences without that about bars, if it has been told.
  mutating func withoutGloss(_ sentences: [Sentence]) -> [Sentence] {
    let left = sentences.filter { !$0.isGloss || !hasGloss }
    if left.contains(where: \.isGloss) { hasGloss = true }
    return left
  }
}

extension Sentence {
  /// Whether it says what a bar means.
  fileprivate var isGloss: Bool {
    switch self {
    case .barred, .ofArrays(.bars): true
    default: false
    }
  }
}

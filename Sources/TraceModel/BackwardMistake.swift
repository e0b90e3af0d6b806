/// A classic mistake in a backward pass, made on purpose to show what comes of it.
public enum BackwardMistake: String, CaseIterable, Sendable {
  /// Where a wire forks, the gradient of the last branch replaces the others instead of being added to them.
  case overwrite
  /// Gates hand on what they have as soon as something has reached them, the ones nearest to the output first, instead
  /// of waiting for all of their branches.
  case order
}

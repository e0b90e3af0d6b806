/// The texts of a circuit that no step changes, in the language of its document.
public struct CircuitWords: Equatable, Sendable {
  /// For each box the name of its value; a wire that a program gave no name is called by its number, `⟨8⟩`.
  public var names: [String]
  /// For each box, what stands in its gate; empty for an input.
  public var symbols: [String]
  /// For each frame its title.
  public var titles: [String]
  /// For each box that carries an array, the lines above it: its shape, and what a map shows of it.
  public var headers: [[String]]
  /// For operands whose local gradient is no number, by their places: by which rule a gradient goes back.
  public var rules: [Int: String]

  public init(
    names: [String], symbols: [String], titles: [String], headers: [[String]], rules: [Int: String]
  ) {
    self.names = names
    self.symbols = symbols
    self.titles = titles
    self.headers = headers
    self.rules = rules
  }
}

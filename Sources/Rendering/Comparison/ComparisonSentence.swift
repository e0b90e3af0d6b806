extension Sentence {
  /// What two traces, set side by side, have otherwise; names, shapes and numbers are already texts.
  public enum OfComparison: Equatable, Sendable {
    case equal(passes: Int, wires: Int)
    case passCount(first: Int, second: Int)
    case inputs(onlyFirst: [String], onlySecond: [String])
    case gateCount(first: Int, second: Int)
    /// Two gates in the same place.
    case gate(wire: String, line: Int, first: Part, second: Part)
    case moreGates(Int)
    case shape(wire: String, first: String, second: String)
    /// The wires do not correspond.
    case numbersNotCompared
    /// The numbers of so many wires differ.
    case differences(Int, of: Int)
    /// So many values and gradients are NaN or infinite in both.
    case notFinite(Int)
    case allNumbersAgree(wires: Int)
    /// How the figure is to be read.
    case legend(first: String, second: String)

    /// A gate and what it reads.
    public struct Part: Equatable, Sendable {
      /// Nil for an input.
      public var symbol: String?
      public var inputs: [String]
    }
  }
}

/// Gates that belong together: consecutive nodes that a call of a function made, or a turn of a loop.
public struct Group: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// One call of a function.
    case call
    /// One turn of a loop.
    case loop
    /// One module of a network.
    case module
  }

  /// Which turn of a loop a group is.
  public struct Turn: Equatable, Sendable {
    /// A number that all turns of one run of a loop share.
    public var loop: Int
    /// Counted from 1.
    public var number: Int

    public init(loop: Int, number: Int) {
      self.loop = loop
      self.number = number
    }
  }

  public var kind: Kind
  /// The name of the function or module; of a loop its variable, or `while`.
  public var name: String
  /// The group that it is inside of, as an index in the list that it stands in.
  public var parent: Int?
  /// The gates made meanwhile, those of groups inside it included.
  public var nodes: Range<Int>
  /// Where the function was called; of a loop what it runs over, or its condition.
  public var place: SourceRange
  /// Which turn it is, of a loop.
  public var turn: Turn?

  public init(
    kind: Kind = .call, name: String, parent: Int?, nodes: Range<Int>, place: SourceRange, turn: Turn? = nil
  ) {
    self.kind = kind
    self.name = name
    self.parent = parent
    self.nodes = nodes
    self.place = place
    self.turn = turn
  }
}

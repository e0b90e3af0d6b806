public import TraceModel

/// What is connected in one pass: boxes in an order in which each stands behind all that it reads.
///
/// It knows no places and no texts; both the layout and the figure are made from it. In a circuit as it is made from a
/// trace each box is one node; ``folded(_:pass:inside:open:closed:keepsSums:)`` makes boxes that stand for many.
public struct Circuit: Equatable, Sendable {
  /// What a box stands for.
  public enum Kind: Equatable, Sendable {
    /// An input, which reads nothing.
    case input
    /// In the inside of a part, a value that is made outside of it, or read there too.
    case outside
    /// One application of a gate.
    case gate
    /// A chain of adds of one line, drawn as one `Σ`.
    case sum
    /// All gates of a group, as its index in ``Trace/groups``.
    case closed(group: Int)
    /// Equal parts that are not shown, as their index in ``Circuit/folds``.
    case fold(Int)
    /// One of several values that leave a box of many gates: a small circle behind it, from which its own wire goes on.
    case output
  }

  public struct Box: Equatable, Sendable {
    public var kind: Kind
    /// The node whose value leaves the box; of several the last, or one inside where each has a box of its own.
    public var node: Int
    /// The nodes it stands for, in the order of creation.
    public var nodes: [Int]
    /// The nodes whose values are read outside.
    public var outputs: [Int]
    /// What it reads, in order: a range of ``Circuit/operands``.
    public var operands: Range<Int>
    /// Whether, in the inside of a part, its value is read outside of it.
    public var isReadOutside = false
  }

  /// One wire that runs into a box.
  public struct Operand: Equatable, Sendable {
    /// The box that is read.
    public var box: Int
    /// The inputs of nodes behind it: one, or all that a box of many nodes reads of the other; none for an output.
    public var uses: [Use]
  }

  /// One input of one node.
  public struct Use: Hashable, Sendable {
    public var node: Int
    public var input: Int

    public init(node: Int, input: Int) {
      self.node = node
      self.input = input
    }
  }

  /// A frame around what is shown of a group.
  public struct Frame: Equatable, Sendable {
    /// Its index in ``Trace/groups``.
    public var group: Int
    public var boxes: Range<Int>
  }

  /// Equal parts of which only the first and the last are shown.
  public struct Fold: Equatable, Sendable {
    public enum Parts: Equatable, Sendable {
      /// Turns of a loop or calls of a function, as their indices in ``Trace/groups``.
      case groups([Int], isLoop: Bool)
      /// Inputs of a sum.
      case inputs
    }

    public var parts: Parts
    /// The name of the loop's variable or of the function; empty for inputs.
    public var name: String
    /// Which parts are hidden, counted from 1, and how many there are with those shown.
    public var hidden: ClosedRange<Int>
    public var count: Int
    /// How many gates are hidden.
    public var gates: Int
    /// Whether each part reads what the one before it made.
    public var carries: Bool
  }

  public internal(set) var boxes: [Box] = []
  public internal(set) var operands: [Operand] = []
  /// For each operand the box that reads it.
  private(set) var readers: [Int32] = []
  /// An outer frame stands before those inside it.
  public internal(set) var frames: [Frame] = []
  public internal(set) var folds: [Fold] = []
  /// The nodes that backpropagation started from.
  public internal(set) var outputs: [Int] = []

  /// How many of the boxes read something and make something of it.
  public var gateCount: Int { boxes.count { !$0.operands.isEmpty && $0.kind != .output } }

  /// Whether the values that leave a box have boxes of their own behind it.
  public func isSplit(_ box: Int) -> Bool {
    boxes[box].kind != .output && box + 1 < boxes.count && boxes[box + 1].kind == .output
  }

  /// The circuit of a pass, with a frame for each call that made gates of it.
  public init(_ trace: Trace, pass: Pass) {
    self = CircuitParts(trace, pass: pass).circuit()
  }

  init() {}

  /// Notes which box reads each operand.
  mutating func noteReaders() {
    readers = [Int32](repeating: 0, count: operands.count)
    for index in boxes.indices {
      for operand in boxes[index].operands { readers[operand] = Int32(index) }
    }
  }
}

extension CircuitLayout {
  /// Where everything stands.
  public struct Placement: Hashable, Sendable {
    public var size = Size.zero
    /// For each box its shape; nil for an input, which has none.
    public var boxes: [Rect?] = []
    /// The wires as they are drawn: one for each value that forks or leaves, one for each use, one for each other end.
    public var nets: [Net] = []
    public var branches: [Branch] = []
    public var slots: [Slot] = []
    /// The frames of groups: one for each band that a group has gates in.
    public var frames: [FrameRect] = []
    public var bands: [Rect] = []
  }

  /// A value's wire in one place: at its source, or at a stub that repeats it.
  public struct Net: Hashable, Sendable {
    /// The box that makes the value.
    public var value: Int
    public var isStub: Bool
    /// From the source to the first fork or, where nothing forks, to the end of what no branch covers.
    public var trunk: [Point]
    /// Where arms meet on the trunk and the vertical line behind it.
    public var dots: [Point] = []
    /// Where the vertical line bridges the wires of other values.
    public var bridges: [Point] = []
    /// The name's flag, where the value is read in other places too: on the trunk, or at its end.
    public var flag: Rect?
    public var band: Int
  }

  /// The stretch of a value's wire that runs into one gate.
  public struct Branch: Hashable, Sendable {
    /// The use, as its index in ``Problem/uses``.
    public var use: Int
    public var net: Int
    /// From the fork to the gate; the whole of the wire where nothing forks.
    public var path: [Point]
    /// The point of the path at which this branch's own line begins; what is before it, another branch draws.
    public var drawnFrom: Int
  }

  /// A rectangle in which a step writes.
  public struct Slot: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// Of a value: above, below and at its wire.
      case value, gradient, name, tag
      /// Of a use: below its branch, and on its arrow.
      case branchGradient, local
      /// Of a stub: the name in its flag and the value.
      case stubName, stubValue
      /// Of a frame.
      case title

      /// Its place among all kinds.
      var index: Int {
        switch self {
        case .value: 0
        case .gradient: 1
        case .name: 2
        case .tag: 3
        case .branchGradient: 4
        case .local: 5
        case .stubName: 6
        case .stubValue: 7
        case .title: 8
        }
      }
    }

    public var kind: Kind
    /// The box, use, net or frame that it belongs to.
    public var subject: Int
    public var rect: Rect
  }

  public struct FrameRect: Hashable, Sendable {
    public var frame: Int
    public var rect: Rect
  }
}

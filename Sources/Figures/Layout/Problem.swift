extension CircuitLayout {
  /// What is connected, and how much room each part needs at any step.
  public struct Problem: Sendable {
    /// How operands enter a gate of two.
    public enum Entry: Sendable {
      /// One from the left, the other from above or below.
      case aside
      /// Each from the left in a row of its own, as all do that are more than two.
      case left
    }

    /// A gate, or an input, which reads nothing.
    public struct Box: Sendable {
      /// The least size of a gate's shape.
      public var size: Size
      public var entry: Entry
      /// What it reads, in order: a range of ``Problem/uses``.
      public var uses: Range<Int>
      /// What stands above and below the wire that leaves it.
      public var value: Size
      public var gradient: Size
      /// What stands above the wire where the value comes in again.
      public var stub: Size
      /// The name of the wire: left of an input, above the numbers of a gate's wire, behind an output.
      public var name: Size
      /// The name of a wire without one, `⟨8⟩`, at the shoulder of its gate.
      public var tag: Size
      /// Whether it stays in one band with what it reads, and stands right behind that.
      public var isAttached: Bool
      /// Whether its value comes in as a stub wherever it is read: it stands in a part that is not shown.
      public var isElsewhere = false
      /// Whether its value is also read in a part that is not shown.
      public var goesOn = false
    }

    /// One operand of one gate.
    public struct Use: Sendable {
      /// The box whose value is read; it stands before the reader.
      public var value: Int
      /// The number below the branch, if the value is read more than once.
      public var gradient: Size
      /// The local gradient on the arrow.
      public var local: Size
    }

    /// A frame around consecutive boxes. An outer frame stands before those inside it.
    public struct Frame: Sendable {
      public var boxes: Range<Int>
      public var title: Size

      public init(boxes: Range<Int>, title: Size) {
        self.boxes = boxes
        self.title = title
      }
    }

    public private(set) var boxes: [Box] = []
    public private(set) var uses: [Use] = []
    public var frames: [Frame] = []
    public var spacing: Spacing
    /// The width of the medium, if there is one; the places are in rows then, unless one is enough.
    public var width: Int?

    public init(spacing: Spacing, width: Int?) {
      self.spacing = spacing
      self.width = width
    }

    /// With what runs to the right running down.
    var turned: Self {
      var turned = self
      for index in boxes.indices {
        turned.boxes[index].size = boxes[index].size.turned
        turned.boxes[index].value = boxes[index].value.turned
        turned.boxes[index].gradient = boxes[index].gradient.turned
        turned.boxes[index].stub = boxes[index].stub.turned
        turned.boxes[index].name = boxes[index].name.turned
        turned.boxes[index].tag = boxes[index].tag.turned
      }
      for index in uses.indices {
        turned.uses[index].gradient = uses[index].gradient.turned
        turned.uses[index].local = uses[index].local.turned
      }
      for index in frames.indices { turned.frames[index].title = frames[index].title.turned }
      return turned
    }

    /// Adds a box behind all that it reads.
    @discardableResult
    public mutating func add(
      size: Size, entry: Entry = .aside, reading operands: [Use] = [], value: Size, gradient: Size,
      stub: Size? = nil, name: Size = .zero, tag: Size = .zero, isAttached: Bool = false,
      isElsewhere: Bool = false, goesOn: Bool = false
    ) -> Int {
      let first = uses.count
      uses += operands
      boxes.append(
        Box(
          size: size, entry: entry, uses: first..<uses.count, value: value, gradient: gradient,
          stub: stub ?? value, name: name, tag: tag, isAttached: isAttached,
          isElsewhere: isElsewhere, goesOn: goesOn))
      return boxes.count - 1
    }
  }
}

extension CircuitLayout.Problem.Use {
  public init(of value: Int, gradient: CircuitLayout.Size, local: CircuitLayout.Size) {
    self.init(value: value, gradient: gradient, local: local)
  }
}

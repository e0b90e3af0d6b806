extension CircuitLayout {
  /// The distances of a medium.
  public struct Spacing: Hashable, Sendable {
    /// How thick lines are, as far as others must keep away: nothing on a page, a column or a row in a terminal.
    public var thickness: Int
    /// What a wire keeps free above and below itself.
    public var wire: Int
    /// From one vertical line in a gap to the next.
    public var track: Int
    /// Left and right of the vertical lines in a gap.
    public var trackMargin: Int
    /// Left and right of the numbers on a wire.
    public var labelMargin: Int
    /// Between a wire and the numbers above and below it.
    public var labelGap: Int
    /// Between a name and its wire.
    public var nameGap: Int
    /// Between the name of an input and what is left of it.
    public var nameMargin: Int
    /// What a flag is wider than the name in it.
    public var flagPadding: Int
    public var flagHeight: Int
    /// The wire between an input's number and its gate, where an arrow's head is seen.
    public var tail: Int
    /// The least distance of an operand that enters from above or below from the gate's own row, beyond the gate's half.
    public var corner: Int
    /// What a gate that its operands enter side by side is higher than they are, above and below.
    public var boxMargin: Int
    /// Between the frame of a group and what is inside.
    public var framePadding: Int
    /// Between two bands.
    public var band: Int
    /// Around everything.
    public var edge: Int
    /// How many halves of the column before it an input may reach into, below and above its gates.
    public var reach: Int
    /// What a gap becomes longer where there is room.
    public var spare: Int
    /// Heights are multiples of this.
    public var snap: Int
    /// Whether names of gates' wires, the numbers of branches and what they are multiplied by stand on the wires, one behind
    /// the other, and take no height.
    public var isInline: Bool
    /// By how much a circuit may become wider than the medium where that saves a band, in hundredths: it is shown smaller
    /// as a whole then.
    public var excess: Int
    /// What a crossing and an input out of the program's order cost when places are compared, as lengths.
    public var crossing: Int
    public var inversion: Int

    public init(
      thickness: Int, wire: Int, track: Int, trackMargin: Int, labelMargin: Int, labelGap: Int, nameGap: Int,
      flagPadding: Int,
      flagHeight: Int, tail: Int, corner: Int, boxMargin: Int, framePadding: Int, band: Int, edge: Int,
      spare: Int, snap: Int, isInline: Bool = false, reach: Int = 1, nameMargin: Int = 0, excess: Int,
      crossing: Int, inversion: Int
    ) {
      self.thickness = thickness
      (self.wire, self.track, self.trackMargin) = (wire, track, trackMargin)
      (self.labelMargin, self.labelGap, self.nameGap) = (labelMargin, labelGap, nameGap)
      (self.flagPadding, self.flagHeight, self.tail) = (flagPadding, flagHeight, tail)
      (self.corner, self.boxMargin, self.framePadding) = (corner, boxMargin, framePadding)
      (self.band, self.edge, self.spare, self.snap) = (band, edge, spare, snap)
      (self.isInline, self.reach, self.nameMargin) = (isInline, reach, nameMargin)
      (self.excess, self.crossing, self.inversion) = (excess, crossing, inversion)
    }

    /// The same with less room around numbers, for circuits that would not fit otherwise.
    var tight: Spacing {
      var tight = self
      tight.labelMargin = (labelMargin * 2 + 2) / 3
      tight.trackMargin = (trackMargin * 2 + 2) / 3
      tight.tail = (tail * 3 + 3) / 4
      return tight
    }

    /// A page on which text is 13 pixels high, in tenths of a pixel.
    public static let page = Spacing(
      thickness: 0, wire: 40, track: 110, trackMargin: 60, labelMargin: 40, labelGap: 30, nameGap: 50,
      flagPadding: 130,
      flagHeight: 180, tail: 140, corner: 90, boxMargin: 160, framePadding: 100, band: 200, edge: 120,
      spare: 140, snap: 10, excess: 8, crossing: 600, inversion: 250)

    /// A terminal, in characters and rows.
    public static let terminal = Spacing(
      thickness: 1, wire: 0, track: 1, trackMargin: 0, labelMargin: 1, labelGap: 0, nameGap: 1,
      flagPadding: 2,
      flagHeight: 0, tail: 1, corner: 1, boxMargin: 1, framePadding: 1, band: 1, edge: 0, spare: 0, snap: 1,
      isInline: true, reach: 0, nameMargin: 1, excess: 0, crossing: 4, inversion: 2)
  }
}

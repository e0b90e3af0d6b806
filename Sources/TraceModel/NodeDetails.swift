public import Numbers

/// What few nodes have beside the rest: told where it is not what it is for most.
public struct NodeDetails: Equatable, Sendable {
  /// The type of its numbers, if it is another one than that of the trace.
  public var numberType: NumberType?
  /// The pictures that its rows are.
  public var picture: PictureShape?
  /// Where the number stands in the program that is the value of this input, and of nothing else.
  public var literal: SourceRange?
  /// What its value is a sample of; its shape is that of the sample then, as are those of all its numbers.
  public internal(set) var whole: WholeArray?
  /// What stands in its circle, if that is not what its gate's description makes.
  package var symbol: String?

  public init(
    numberType: NumberType? = nil, picture: PictureShape? = nil, literal: SourceRange? = nil
  ) {
    self.numberType = numberType
    self.picture = picture
    self.literal = literal
  }
}

/// The size of the pictures that the rows of an array are: its elements along the last axis, row by row of pixels, with
/// the channels of a pixel beside each other.
public struct PictureShape: Equatable, Sendable {
  public var height: Int
  public var width: Int
  /// How many numbers a pixel has; 1 is grey.
  public var channels: Int

  public init(height: Int, width: Int, channels: Int = 1) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// How many numbers a picture has; nil if that is no `Int`.
  package var count: Int? {
    let (pixels, overflows) = height.multipliedReportingOverflow(by: width)
    let (count, overflowsToo) = pixels.multipliedReportingOverflow(by: channels)
    return overflows || overflowsToo ? nil : count
  }
}

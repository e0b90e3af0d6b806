public import TraceModel

/// Where in a file a program begins: a program in a Markdown lesson starts on a later line, perhaps indented.
public struct SourceOffset: Hashable, Sendable {
  /// How many lines of the file come before the program.
  public var lines: Int
  /// How many characters were taken away at the start of each of its lines.
  public var columns: Int

  public init(lines: Int, columns: Int = 0) {
    self.lines = lines
    self.columns = columns
  }

  /// The offset of a program that is a file of its own.
  public static let none = SourceOffset(lines: 0)

  /// The place in the file of a place in the program.
  public func place(_ place: SourcePlace) -> SourcePlace {
    SourcePlace(line: place.line + lines, column: place.column + columns)
  }
}

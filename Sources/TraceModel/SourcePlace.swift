/// A place in the text of a program: line and column, both counted from 1, columns in characters.
///
/// Line 0 stands for "no place": a node that a program made through the library.
public struct SourcePlace: Hashable, Sendable {
  public var line: Int
  public var column: Int

  @inlinable public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place as far as a trace can tell it.
  package var storable: SourcePlace {
    SourcePlace(line: min(line, Int(UInt32.max)), column: min(column, Int(UInt16.max)))
  }

  /// The place of what has none.
  @inlinable public static var none: SourcePlace { SourcePlace(line: 0, column: 0) }
}

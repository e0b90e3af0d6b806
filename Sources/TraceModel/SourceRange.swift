/// A stretch of a program's text, from its first character to the one after its last.
///
/// One that is empty says only where something begins: a trace of version 1 of the format knows no more.
public struct SourceRange: Hashable, Sendable {
  public var start: SourcePlace
  /// The place after the last character.
  public var end: SourcePlace

  @inlinable public init(_ start: SourcePlace, _ end: SourcePlace) {
    self.start = start
    self.end = end
  }

  /// The stretch of so many characters from a place.
  public init(_ start: SourcePlace, length: Int = 1) {
    self.init(start, SourcePlace(line: start.line, column: start.column + length))
  }

  /// The stretch of what has no place.
  @inlinable public static var none: SourceRange { SourceRange(.none, .none) }

  /// Where it begins.
  public var line: Int { start.line }
  public var column: Int { start.column }

  /// The stretch from the start of this one to the end of another.
  package func through(_ other: SourceRange) -> SourceRange { SourceRange(start, other.end) }

  /// The stretch as far as a trace can tell it.
  package var storable: SourceRange { SourceRange(start.storable, end.storable) }
}

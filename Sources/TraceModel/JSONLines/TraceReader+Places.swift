extension TraceReader {
  /// The place of what a record is about.
  func place() throws(Reason) -> SourceRange { try object.place() }
}

extension JSONObject {
  /// The place that an object tells; none if it says no line. Without an end it is where something begins.
  func place() throws(Reason) -> SourceRange {
    guard let slot = optional(.line) else { return .none }
    let line = try whole(slot, of: .line)
    guard Self.lines.contains(line) else {
      throw .outOfRange(key: Key.line.word, found: line, allowed: Self.lines)
    }
    guard line > 0 else { return .none }
    let start = SourcePlace(line: line, column: try whole(.column, in: Self.columns))
    return SourceRange(start, try end(of: start))
  }

  /// The end of what begins at a place, which does not come before it.
  private func end(of start: SourcePlace) throws(Reason) -> SourcePlace {
    guard optional(.endLine) != nil || optional(.endColumn) != nil else { return start }
    let line = try whole(.endLine, in: start.line...Self.lines.upperBound)
    let least = line == start.line ? start.column : 0
    return SourcePlace(line: line, column: try whole(.endColumn, in: least...Self.columns.upperBound))
  }

  private static var lines: ClosedRange<Int> { 0...Int(UInt32.max) }
  private static var columns: ClosedRange<Int> { 0...Int(UInt16.max) }
}

extension TraceReader {
  /// The place of what a record is about.
  func place() throws(Reason) -> SourceRange { try object.place(inVersion: version) }
}

extension JSONObject {
  /// The place that an object tells; none if it says no line. Without an end it is where something begins.
  ///
  /// In version 1 line 0 says that there is none.
  func place(inVersion version: Int) throws(Reason) -> SourceRange {
    guard optional(.line) != nil else { return .none }
    let least = version == 1 ? 0 : 1
    let line = try whole(.line, in: least...Int(UInt32.max))
    guard line > 0 else { return .none }
    let start = SourcePlace(line: line, column: try whole(.column, in: least...Int(UInt16.max)))
    return SourceRange(start, try end(of: start))
  }

  /// The end of what begins at a place, which does not come before it.
  private func end(of start: SourcePlace) throws(Reason) -> SourcePlace {
    guard optional(.endLine) != nil || optional(.endColumn) != nil else { return start }
    let line = try whole(.endLine, in: start.line...Int(UInt32.max))
    let least = line == start.line ? start.column : 1
    return SourcePlace(line: line, column: try whole(.endColumn, in: least...Int(UInt16.max)))
  }
}

/// The places of a trace's nodes, each kept once: the gates of a loop come from the same stretches of the program.
package struct PlaceTable: Sendable {
  /// A place as it is stored. 12 bytes.
  private struct Record: Hashable {
    var line: UInt32
    var endLine: UInt32
    var column: UInt16
    var endColumn: UInt16

    init(_ range: SourceRange) {
      line = UInt32(clamping: range.start.line)
      column = UInt16(clamping: range.start.column)
      endLine = UInt32(clamping: range.end.line)
      endColumn = UInt16(clamping: range.end.column)
    }
  }

  /// The first is no place.
  private var records = [Record(.none)]
  private var numbers = [Record(.none): UInt32(0)]
  /// For each place, the one that was asked for after it last: the passes of a loop have theirs in the same order.
  private var followers: [UInt32] = [0]
  private var last = 0
  /// A table that is larger comes from no loop; it is not searched any more.
  private static let searched = 1 << 16

  package init() {}

  package subscript(number: UInt32) -> SourceRange {
    let record = records[Int(number)]
    return SourceRange(
      SourcePlace(line: Int(record.line), column: Int(record.column)),
      SourcePlace(line: Int(record.endLine), column: Int(record.endColumn)))
  }

  package var count: Int { records.count }

  /// The number of a place, which is 0 for none.
  package mutating func number(of range: SourceRange) -> UInt32 {
    let record = Record(range)
    let guess = followers[last]
    if records[Int(guess)] == record {
      last = Int(guess)
      return guess
    }
    let number = find(record)
    followers[last] = number
    last = Int(number)
    return number
  }

  private mutating func find(_ record: Record) -> UInt32 {
    if let known = numbers[record] { return known }
    let number = UInt32(truncatingIfNeeded: records.count)
    records.append(record)
    followers.append(0)
    if records.count < Self.searched { numbers[record] = number }
    return number
  }
}

import Numbers
import TraceModel

/// The trace beside a document, left out where it would make the folder of the documents large.
struct TraceFile {
  /// A trace of more bytes is left out.
  static let mostBytes = 1_000_000

  /// The trace as JSON Lines; nil if it is too large.
  let content: [UInt8]?

  init(_ trace: Trace) {
    // What is surely too large is not written to be measured.
    guard trace.numberCount < Self.mostBytes / 4 else {
      content = nil
      return
    }
    let written = trace.jsonLines
    content = written.count <= Self.mostBytes ? written : nil
  }
}

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

extension Trace {
  /// How many numbers its written form has: each takes four bytes at least, `0.0,`.
  fileprivate var numberCount: Int {
    var count = values.count + numbers.count
    for backward in tensorBackwards.joined() {
      count += backward.upstream.elements.count + backward.local.elementCount
      count += backward.downstream.elements.count + backward.gradient.elements.count
    }
    for aside in asides {
      switch aside.event {
      case .update(let update): count += 3 * update.new.elements.count
      case .check(let check): count += check.numeric.elements.count
      case .input(_, let value): count += value.elements.count
      default: break
      }
    }
    return count
  }
}

extension Local {
  fileprivate var elementCount: Int {
    switch self {
    case .number: 1
    case .diagonal(let tensor), .matrix(let tensor): tensor.elements.count
    case .rule: 0
    }
  }
}

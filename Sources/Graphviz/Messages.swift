import CGraphviz
import Synchronization

/// What Graphviz had to say since the last call, in pieces as they came.
private let heard = Mutex<[UInt8]>([])

/// Collects what Graphviz would otherwise write to standard error.
enum Messages {
  /// Makes Graphviz report to us from now on.
  static func redirect(_ library: GraphvizLibrary) {
    _ = unsafe library.call.report { piece in
      guard let piece = unsafe piece else { return 0 }
      let text = unsafe String(cString: piece)
      heard.withLock { $0 += text.utf8 }
      return 0
    }
  }

  /// The messages since the last call, each on one line, such as `Warning: using box for unknown shape star6`.
  static func take() -> [String] {
    let bytes = heard.withLock { heard in
      defer { heard = [] }
      return heard
    }
    return bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { String(decoding: $0.trimmingBlanks, as: UTF8.self) }
  }

  /// Whether one of the messages is of an error. Graphviz draws something even then, and calls it success.
  static func haveError(_ messages: [String]) -> Bool {
    messages.contains { $0.hasPrefix("Error") }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without blanks at the end.
  fileprivate var trimmingBlanks: Self { prefix(upTo: lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? startIndex) }
}

/// What a relative link or picture of a lesson leads to.
public enum LinkTarget: Equatable, Sendable {
  /// Another lesson of the course, by its name.
  case lesson(String)
  /// A file beside the lesson, which goes with the document.
  case file([UInt8])
  case missing(suggestion: String?)
  case outside
  case folder
  case unreadable
  case tooLarge(most: Int)
}

/// A relative destination in a lesson, taken apart.
struct LinkDestination: Equatable {
  /// The path from the lesson's folder without `.` and `..` that lead nowhere, characters as they are.
  let path: String
  /// A query and a fragment, as they are written.
  let suffix: String
  /// Whether the path leads out of the lesson's folder.
  let isOutside: Bool
  /// Whether the path stands as it was written.
  let isPlain: Bool

  /// Takes a destination apart; nil for what need not be made to fit: an address with a scheme or a host, a path from
  /// the root, a mere fragment or query.
  init?(_ written: String) {
    let end = written.firstIndex { $0 == "?" || $0 == "#" } ?? written.endIndex
    let raw = String(written[..<end])
    guard !raw.isEmpty, !raw.hasPrefix("/"), !Self.hasScheme(raw) else { return nil }
    suffix = String(written[end...])
    let decoded = Self.decoded(raw)
    var parts: [Substring] = []
    var isOutside = false
    for part in decoded.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        isOutside = true
      }
    }
    self.isOutside = isOutside || decoded.hasPrefix("/")
    path = isOutside ? decoded : parts.joined(separator: "/")
    isPlain = path == decoded
  }

  private static func hasScheme(_ text: String) -> Bool {
    let scheme = text.prefix { $0 != ":" }
    return scheme.count < text.count && scheme.first?.isLetter ?? false
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// A path with `%20` and the like as the characters that they stand for.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let written = Array(text.utf8)
    var index = 0
    while index < written.count {
      let digits = written[index...].dropFirst().prefix(2)
      if written[index] == UInt8(ascii: "%"), digits.count == 2,
        let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(written[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

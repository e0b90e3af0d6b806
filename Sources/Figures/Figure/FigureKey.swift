/// Names a figure by where it belongs, so that what several figures of one page call by ids is each its own.
public struct FigureKey: Hashable, Sendable {
  /// A word that begins with a letter and has letters, digits and hyphens of ASCII, as ids and selectors need it.
  public let word: String

  /// - Parameter parts: What the figure belongs to, from outside in: a lesson, a block, a step.
  public init(_ parts: [String]) {
    let text = parts.filter { !$0.isEmpty }.joined(separator: "-")
    let plain = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
    let start = plain.first.map { $0.isLetter ? "" : "f" } ?? "figure"
    // What is not plain is told apart by a sum of its bytes.
    word = start + plain + (plain == text ? "" : "-" + Self.checksum(text))
  }

  /// A figure that belongs to this one.
  public func with(_ part: String) -> FigureKey { FigureKey([word, part]) }

  /// The key of a program that has no name: figures of different programs have different keys.
  public init(ofProgram text: String) { self.init(["f", Self.checksum(text)]) }

  /// The FNV-1a checksum of a text.
  private static func checksum(_ text: String) -> String {
    let sum = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return String(sum, radix: 36)
  }
}

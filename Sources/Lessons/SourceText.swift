import Language
import TraceModel

/// The text of a bare program.
///
/// - Throws: ``LessonFailure`` with the place of the first byte that is not UTF-8.
public func programText(of bytes: [UInt8]) throws(LessonFailure) -> String { try SourceText.decode(bytes) }

/// A file's text by lines, for finding places in it.
struct SourceText: Sendable {
  let lines: [String]

  init(_ text: String) {
    // The line ends that Markdown knows; others, such as the form feed, are characters of a line.
    lines = text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }.map(
      String.init)
  }

  /// A line by its number, empty beyond the end.
  func line(_ number: Int) -> String { lines.indices.contains(number - 1) ? lines[number - 1] : "" }

  /// What stands in front of a line that is in a list or a quote.
  func margin(ofLine number: Int) -> String {
    String(line(number).prefix { $0 == " " || $0 == ">" || $0 == "\t" })
  }

  /// The place of a word in a line, the first or the last, or the whole line where it isn't found.
  func range(of word: String, inLine number: Int, last: Bool = false, after mark: String = "") -> SourceRange
  {
    let text = line(number)
    let start = mark.isEmpty ? nil : text.firstRange(of: mark)?.upperBound
    let rest = text[(start ?? text.startIndex)...]
    guard !word.isEmpty, let found = last ? rest.ranges(of: word).last : rest.firstRange(of: word) else {
      let start = text.prefix { $0 == " " }.count
      return SourceRange(SourcePlace(line: number, column: start + 1), length: max(1, text.count - start))
    }
    let column = text.distance(from: text.startIndex, to: found.lowerBound) + 1
    return SourceRange(SourcePlace(line: number, column: column), length: word.count)
  }

  /// Decodes UTF-8, or says where it is broken.
  static func decode(_ bytes: [UInt8]) throws(LessonFailure) -> String {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard String(validating: line, as: UTF8.self) == nil else { continue }
      var length = line.count
      while length > 0, String(validating: line.prefix(length), as: UTF8.self) == nil { length -= 1 }
      let before = String(validating: line.prefix(length), as: UTF8.self) ?? ""
      let place = SourcePlace(line: index + 1, column: before.count + 1)
      throw LessonFailure(
        source: String(decoding: bytes, as: UTF8.self),
        [LessonProblem.notUTF8(byte: line[line.startIndex + length]).diagnostic(at: SourceRange(place))])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

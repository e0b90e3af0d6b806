import Foundation
import Testing

/// A file of expected texts, each under a heading; `RECORD=1` writes it anew.
struct Recording {
  private let url: URL
  private static let mark = "=== "

  init(_ name: String, beside file: String = #filePath) {
    url = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Expected/\(name)")
  }

  /// Whether texts are written anew, not compared.
  static var isOn: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  /// Compares texts, but for line ends behind the last line, with what is on file.
  func expect(_ found: [(name: String, text: String)]) throws {
    if Self.isOn {
      let text = found.map { "\(Self.mark)\($0.name)\n\n\($0.text)" }.joined(separator: "\n")
      try Data(text.utf8).write(to: url)
      return
    }
    let recorded = try self.recorded()
    #expect(found.map(\.name) == recorded.map(\.name))
    for (found, recorded) in zip(found, recorded) where found.text.trimmedEnd + "\n" != recorded.text {
      Issue.record("\(found.name) says\n\(found.text)\nand not\n\(recorded.text)")
    }
  }

  /// What is on file.
  func recorded() throws -> [(name: String, text: String)] {
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    return ("\n" + text).split(separator: "\n" + Self.mark).map { part in
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
      return (String(lines.first ?? ""), lines.dropFirst(2).joined(separator: "\n").trimmedEnd + "\n")
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = Substring(self)
    while text.last?.isNewline ?? false { text.removeLast() }
    return String(text)
  }
}

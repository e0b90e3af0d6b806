import Foundation
import Testing

@testable import TraceModel

/// Keeps `docs/trace-format.md` in agreement with the code.
@Suite struct TraceFormatDocumentTests {
  private static let path = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../docs/trace-format.md").standardized

  private static let opening = "<!-- generated: trace-example -->\n"

  /// The document with its example as the writer gives it now.
  private func regenerated(_ document: String) throws -> String {
    let start = try #require(document.range(of: Self.opening)).upperBound
    let end = try #require(document.range(of: "<!-- end -->", range: start..<document.endIndex)).lowerBound
    let lines = String(decoding: try SampleTrace.product().jsonLines, as: UTF8.self)
    return document[..<start] + "```json\n\(lines)```\n" + document[end...]
  }

  /// Run with `RECORD=1` in the environment to write the example anew.
  @Test func `the example is what the writer gives`() throws {
    let document = try String(contentsOf: Self.path, encoding: .utf8)
    let expected = try regenerated(document)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try expected.write(to: Self.path, atomically: true, encoding: .utf8)
    } else {
      #expect(document == expected, "the example is stale; run the tests with RECORD=1")
    }
  }

  @Test func `every kind and every key is specified`() throws {
    let document = try String(contentsOf: Self.path, encoding: .utf8)
    let words = RecordKind.allCases.map(\.word) + Key.allCases.map(\.word)
    for word in words where !document.contains("`\(word)`") {
      let isInside = document.contains("\"\(word)\":")
      #expect(isInside, "'\(word)' is not in the document")
    }
  }

  @Test func `the error in the document is the one that the code prints`() throws {
    let document = try String(contentsOf: Self.path, encoding: .utf8)
    let error = TraceFormatError(line: 14, reason: .readsLaterNode(node: 5, reads: 9))
    #expect(document.contains("```\n\(error)\n```"))
  }
}

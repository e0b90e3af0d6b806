import Foundation
import Testing

@testable import TraceModel

@Suite struct VersionTests {
  /// Files that the first version of the format wrote, as they were.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  @Test(arguments: [
    "linear-score-learning", "matrix-product-matrix-product", "modular-gates-twice", "neuron-vectors-tick",
    "sigmoid-neuron", "three-mistakes-uncleared",
  ])
  func `a file of version 1 is read, and told in version 2 without a change`(_ name: String) throws {
    let bytes = try Array(Data(contentsOf: Self.folder.appending(path: "\(name).jsonl")))
    let trace = try Trace(jsonLines: bytes)
    #expect(trace.nodes.allSatisfy { $0.place.line > 0 && $0.place.end == $0.place.start })
    let told = String(decoding: trace.jsonLines, as: UTF8.self)
    // Version 1 told the gate's symbol at each node, without what stands inside.
    let symbol = /("kind":"node".*?"symbol":)"[^"]*"/
    #expect(
      told.replacing("\"version\":2", with: "\"version\":1").replacing(symbol) { $0.output.1 }
        == String(decoding: bytes, as: UTF8.self).replacing(symbol) { $0.output.1 })
    #expect(try Trace(jsonLines: trace.jsonLines) == trace)
  }

  @Test func `line 0 of version 1 is no place`() throws {
    let lines = DamagedFile.valid.map { line in
      line.replacing("\"version\":2", with: "\"version\":1")
        .replacing(/"line":\d+,"column":\d+,"endLine":\d+,"endColumn":\d+/, with: "\"line\":0,\"column\":0")
    }
    let trace = try Trace(jsonLines: Array(lines.joined(separator: "\n").utf8))
    #expect(trace.nodes.allSatisfy { $0.place == .none } && trace.groups.allSatisfy { $0.place == .none })
  }

  @Test func `places are kept once, whatever comes between them`() {
    var table = PlaceTable()
    let places = (1...300).map { SourceRange(SourcePlace(line: $0 % 7 + 1, column: $0 % 40 + 1), length: 3) }
    let numbers = (places + places).map { table.number(of: $0) }
    #expect(table.count == Set(places).count + 1)
    #expect(numbers.map { table[$0] } == places + places)
    #expect(table.number(of: .none) == 0 && table[0] == .none)
  }
}

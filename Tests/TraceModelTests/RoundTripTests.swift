import Autodiff
import Testing

@testable import TraceModel

@Suite struct RoundTripTests {
  @Test(arguments: SampleTrace.all) func `reading what was written gives an equal trace`(
    _ sample: SampleTrace
  )
    throws
  {
    let trace = try sample.make()
    let written = trace.jsonLines
    let back = try Trace(jsonLines: written)
    expectEqual(back, trace)
    #expect(back.gates == trace.gates)
    #expect(back.groups == trace.groups && back.calls == trace.calls)
    #expect(back.notes == trace.notes)
    #expect(back.nodes.map(\.id).map(back.initialValue) == trace.nodes.map(\.id).map(trace.initialValue))
    #expect(back.jsonLines == written, "written again, it has other bytes")
  }

  /// Compares part by part, so that a failure does not print two whole traces.
  private func expectEqual(_ found: Trace, _ expected: Trace) {
    #expect(found.nodes.elementsEqual(expected.nodes))
    for (step, expected) in zip(found.steps, expected.steps) { #expect(step == expected) }
    let isEqual = found == expected
    #expect(isEqual)
  }

  @Test(arguments: SampleTrace.all) func `pieces make up the whole`(_ sample: SampleTrace) throws {
    let trace = try sample.make()
    for size in [1, 100, 1 << 20] {
      var joined: [UInt8] = []
      trace.writeJSONLines(pieces: size) { piece in
        #expect(piece.last == UInt8(ascii: "\n"))
        joined += piece
      }
      #expect(joined == trace.jsonLines)
    }
  }

  @Test func `the calls of functions are told without the loops around them`() throws {
    let sample = try #require(SampleTrace.all.first { $0.name.hasPrefix("turns of loops") })
    let trace = try sample.make()
    #expect(trace.groups.map(\.kind) == [.loop, .call, .loop, .call, .loop, .call, .module])
    #expect(trace.groups.compactMap(\.turn?.number) == [1, 2, 3])
    #expect(trace.groups.map(\.parent) == [nil, 0, nil, 2, nil, 4, nil])
    #expect(trace.calls.map(\.name) == ["double", "double", "double"])
    #expect(trace.calls.map(\.parent) == [nil, nil, nil])
  }

  @Test func `what the closure throws ends the writing`() throws {
    struct DiskFull: Error {}
    let trace = try SampleTrace.product()
    #expect(throws: DiskFull.self) {
      try trace.writeJSONLines(pieces: 1) { (_: ArraySlice<UInt8>) throws(DiskFull) in throw DiskFull() }
    }
  }

  @Test func `random traces read back equal`() throws {
    for seed in 1...40 {
      let trace = try RandomProgram(seed: UInt64(seed)).trace()
      let written = trace.jsonLines
      let back = try Trace(jsonLines: written)
      expectEqual(back, trace)
      #expect(back.jsonLines == written, "seed \(seed)")
    }
  }

  @Test func `numbers keep their bits`() throws {
    var random = SplitMix(seed: 3)
    let patterns = (0..<4000).map { _ in Double(bitPattern: random.next()) }.filter { !$0.isNaN }
    let decimals = (0..<4000).map { index in
      Double(Int64(truncatingIfNeeded: random.next()) >> 11) / (index % 2 == 0 ? 1e17 : 1e9)
    }
    for number in patterns + decimals + SampleTrace.awkwardNumbers where !number.isNaN {
      var text = JSONText()
      text.append(number)
      var object = JSONObject(Array("{\"value\":".utf8) + text.bytes + Array("}".utf8))
      try object.read(at: 0, lineStart: 0)
      #expect(try object.number(.value).bitPattern == number.bitPattern)
    }
  }

  @Test(arguments: [
    ("0.1e1", 1.0), ("1E5", 1e5), ("1e+2", 100), ("-0", -0.0),
    ("123456789012345678901234567890", 1.2345678901234568e29),
    ("9007199254740993", 9_007_199_254_740_992), ("9007199254740993.0", 9_007_199_254_740_992),
    ("9007199254740993.00000000001", 9_007_199_254_740_994), ("0.30000000000000004", 0.30000000000000004),
    ("1e-400", 0), ("0.000000000000000000000000000000000000001", 1e-39), ("4.35", 4.35), ("2.5e-1", 0.25),
    ("18446744073709551615", 18446744073709551615.0), ("0e999999999999", 0),
  ])
  func `numbers written by others are rounded correctly`(_ text: String, _ number: Double) throws {
    var object = JSONObject(Array("{\"value\":\(text)}".utf8))
    try object.read(at: 0, lineStart: 0)
    #expect(try object.number(.value) == number)
  }
}

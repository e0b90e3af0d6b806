import Testing

@testable import TraceModel

@Suite struct DamagedFileTests {
  private static func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

  @Test func `the file that the cases damage is a trace`() throws {
    let trace = try Trace(jsonLines: Self.bytes(DamagedFile.valid))
    #expect(trace.nodeCount == 5)
    #expect(trace.stepCount == 9)
    #expect(trace.jsonLines == Self.bytes(DamagedFile.valid))
  }

  @Test(arguments: DamagedFile.all) func `a damaged file is refused with line and reason`(_ file: DamagedFile)
  {
    var lines = DamagedFile.valid
    file.damage(&lines)
    #expect(throws: TraceFormatError(line: file.line, reason: file.reason)) {
      try Trace(jsonLines: Self.bytes(lines))
    }
  }

  @Test(arguments: ["title", "name", "later"]) func `text that is not UTF-8 is refused`(_ key: String) {
    for text: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80]] {
      var bytes = Array("{\"kind\":\"header\",\"\(key)\":\"".utf8) + text
      bytes += Array("\",\"format\":\"gradwalk-trace\"}".utf8)
      #expect(throws: TraceFormatError(line: 1, reason: .notUTF8)) { try Trace(jsonLines: bytes) }
    }
    #expect(throws: TraceFormatError(line: 1, reason: .notUTF8)) { try Trace(jsonLines: [0x7B, 0xFE]) }
  }

  @Test func `the words of an error name line, offender and expectation`() {
    let error = TraceFormatError(line: 14, reason: .readsLaterNode(node: 5, reads: 9))
    #expect(error.description == "line 14: node 5 reads node 9, which does not come before it")
    let wild = TraceFormatError(
      line: 2, reason: .unknownKind("\u{1b}[2J" + String(repeating: "é", count: 9999)))
    #expect(wild.description == "line 2: unknown kind '␛[2J\(String(repeating: "é", count: 36))…'")
  }

  @Test func `unknown keys, white space, key order and other line ends are no damage`() throws {
    let original = try Trace(jsonLines: Self.bytes(DamagedFile.valid))
    var lines = DamagedFile.valid.map {
      " { \"later\" : [ { } , [ ] , null , true , { \"kind\" : 1 } ] , " + $0.dropFirst().dropLast() + " } \r"
    }
    lines[14] = #"{"value":6e0,"node":2,"ste\u0070":1,"kind":"\u0066orward"}"#
    lines.insert("", at: 3)
    let trace = try Trace(jsonLines: Self.bytes(lines).dropLast())
    #expect(trace == original)
  }
}

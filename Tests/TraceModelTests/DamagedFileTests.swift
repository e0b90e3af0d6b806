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

  @Test func `a byte order mark at the start is no damage`() throws {
    let trace = try Trace(jsonLines: [0xEF, 0xBB, 0xBF] + Self.bytes(DamagedFile.valid))
    #expect(trace.jsonLines == Self.bytes(DamagedFile.valid))
    #expect(throws: TraceFormatError(line: 1, reason: .notJSON(column: 1, expected: .object))) {
      try Trace(jsonLines: [0xEF, 0xBB, 0xBF] + Array("<svg>".utf8))
    }
  }

  @Test func `a turn that goes on after a backward pass is no damage`() throws {
    var lines = DamagedFile.valid
    lines[0] = lines[0].replacing("\"groups\":1", with: "\"groups\":2")
    let turn = #""name":"i","groupKind":"loop","loop":0,"turn":1,"nodes":"#
    lines[4] = #"{"kind":"group","id":0,\#(turn){"first":2,"count":2}}"#
    lines.insert(#"{"kind":"group","id":1,\#(turn){"first":4,"count":1}}"#, at: 5)
    let trace = try Trace(jsonLines: Self.bytes(lines))
    #expect(trace.jsonLines == Self.bytes(lines))
  }

  @Test func `what a gate of a program's own calls its equation is no damage`() throws {
    var lines = DamagedFile.valid
    lines[3] = lines[3].replacing("\"a + b\"", with: "\"whatever + comes\"")
      .replacing("[\"1\",\"1\"]", with: "[]").replacing("a + b", with: "a and b")
    #expect(try Trace(jsonLines: Self.bytes(lines)).jsonLines == Self.bytes(lines))
  }

  @Test(arguments: ["+1.0", "+1.00", "+1e0"]) func `a constant with other digits in a symbol is no damage`(
    _ symbol: String
  ) throws {
    var lines = DamagedFile.valid
    lines[10] = lines[10].replacing("\"+1\"", with: "\"\(symbol)\"")
    #expect(try Trace(jsonLines: Self.bytes(lines)).jsonLines == Self.bytes(lines))
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

import Foundation
import Testing

@testable import TraceModel

@Suite struct FuzzTests {
  /// Bytes that do most harm where they don't belong.
  private static let nasty = Array("\"{}[],:\\u0-19.eE \n\u{0}".utf8) + [0x80, 0xFF]

  /// What was read can be asked for everything.
  private static func use(_ trace: Trace) throws {
    let states = States(trace)
    for pass in trace.passes { _ = trace.circuit(of: pass) }
    for step in trace.steps.prefix(40) {
      for node in 0..<trace.nodeCount {
        _ = states.value(of: node, at: step.number)
        _ = states.gradient(of: node, at: step.number)
        _ = states.contributions(to: node, at: step.number)
      }
    }
    #expect(try Trace(jsonLines: trace.jsonLines).jsonLines == trace.jsonLines)
  }

  @Test func `bytes changed at random neither crash nor hang`() async {
    await #expect(processExitsWith: .success) {
      for sample in SampleTrace.all {
        alarm(60)
        let valid = try sample.make().jsonLines
        var random = SplitMix(seed: 7)
        var refused = 0
        for _ in 0..<400 {
          var bytes = valid
          for _ in 0...Int(random.next() % 3) { Self.mutate(&bytes, &random) }
          do { try Self.use(Trace(jsonLines: bytes)) } catch is TraceFormatError { refused += 1 }
        }
        // Some are damaged, some still tell something.
        try #require((1..<400).contains(refused), "\(sample.name): \(refused)")
      }
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let byte = nasty.randomElement(using: &random) ?? 0
    switch random.next() % 6 {
    case 0: bytes[place] = byte
    case 1: bytes[place] ^= 1 << UInt8(random.next() % 8)
    case 2: bytes.insert(byte, at: place)
    case 3: bytes.remove(at: place)
    case 4: changeDigit(after: place, in: &bytes, &random)
    default:
      let end = min(bytes.count, place + Int(random.next() % 200))
      bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
    }
    if bytes.isEmpty { bytes = [0] }
  }

  /// Makes another number of one, so that the file stays JSON.
  private static func changeDigit(after place: Int, in bytes: inout [UInt8], _ random: inout SplitMix) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let digit = bytes[place...].firstIndex(where: digits.contains) else { return }
    bytes[digit] = UInt8.random(in: digits, using: &random)
  }

  @Test func `a file cut off anywhere is refused, but for its last line end`() throws {
    let bytes = try SampleTrace.product().jsonLines
    for end in 0..<bytes.count - 1 {
      #expect(throws: TraceFormatError.self, "cut off after \(end) bytes") {
        try Trace(jsonLines: Array(bytes[..<end]))
      }
    }
    _ = try Trace(jsonLines: Array(bytes.dropLast()))
  }

  @Test func `lines exchanged at random neither crash nor hang`() async {
    await #expect(processExitsWith: .success) {
      alarm(60)
      var random = SplitMix(seed: 11)
      var refused = 0
      for _ in 0..<2000 {
        var lines = DamagedFile.valid
        lines.swapAt(
          Int.random(in: 0..<lines.count, using: &random), Int.random(in: 0..<lines.count, using: &random))
        do {
          try Self.use(Trace(jsonLines: Array(lines.joined(separator: "\n").utf8)))
        } catch is TraceFormatError {
          refused += 1
        }
      }
      try #require((1..<2000).contains(refused), "\(refused)")
    }
  }
}

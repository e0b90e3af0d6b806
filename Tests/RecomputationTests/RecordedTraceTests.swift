import Foundation
import Numbers
import Recomputation
import Testing
import TraceModel

@Suite("A trace recorded in PyTorch") struct RecordedTraceTests {
  private static func text(_ name: String) throws -> String {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name).jsonl")
    return try String(contentsOf: url, encoding: .utf8)
  }

  private static func recomputed(_ text: String) throws -> Recomputation {
    Recomputation(of: try Trace(jsonLines: Array(text.utf8)))
  }

  @Test(arguments: [
    ("torch-neuron", NumberType.float32), ("torch-net", .float32), ("torch-16-bits", .bfloat16),
  ]) func `is right, in the type of its numbers`(_ name: String, _ type: NumberType) throws {
    let trace = try Trace(jsonLines: Array(Self.text(name).utf8))
    #expect(trace.producer == Producer("torch", version: "2.13.0") && trace.numberType == type)
    let again = Recomputation(of: trace)
    #expect(again.mistake == nil && again.brokenFormula == nil && again.lie == nil)
    #expect(again.computed > 50 && again.notComputed == 0)
    #expect(try Trace(jsonLines: trace.jsonLines) == trace)
  }

  /// So that the type is what lets it pass.
  @Test(arguments: ["torch-neuron", "torch-net", "torch-16-bits"])
  func `is wrong if its numbers are said to have 64 bits`(_ name: String) throws {
    let told = try Self.text(name).replacing(/"dtype":"[a-z0-9]*"/, with: "\"dtype\":\"float64\"")
    #expect(try Self.recomputed(told).mistake != nil)
  }

  @Test(arguments: [("torch-neuron", 1.01), ("torch-net", 1.01), ("torch-16-bits", 1.25)])
  func `has each wrong number found, at its step and gate`(_ name: String, _ factor: Double) throws {
    let text = try Self.text(name)
    var random = Randomness(seed: 5)
    var tried = 0
    for _ in 0..<120 {
      guard let changed = ChangedNumber(text, by: &random, factor: factor) else { continue }
      tried += 1
      let found = try Self.recomputed(changed.text).mistake
      #expect(
        found.map(changed.isAt) == true, "\(changed) \(found.map { "\($0.step) \($0.quantity)" } ?? "")")
    }
    #expect(tried > 50)
  }

  @Test func `numbers told with the digits of their own type are right`() throws {
    var told = try Self.text("torch-neuron")
    for match in told.matches(of: #/-?\d+\.\d{9,}(e-?\d+)?/#).reversed() {
      told.replaceSubrange(match.range, with: "\(Float(Double(match.output.0) ?? 0))")
    }
    #expect(try told != Self.text("torch-neuron"))
    #expect(try Self.recomputed(told).mistake == nil)
  }

  @Test func `what is too large for a type is infinite`() throws {
    func mistake(of type: String, _ value: String) throws -> Recomputation.Mistake? {
      let lines = [
        #"{"kind":"header","format":"gradwalk-trace","version":2,"title":"t","digits":2,"dtype":"\#(type)","gates":1,"groups":0,"passes":0,"nodes":2,"steps":2,"events":2}"#,
        #"{"kind":"gate","name":"exp","symbol":"exp","symbolWithConstantFirst":"","symbolWithConstantSecond":"","equation":"exp(a)","slopes":["exp(a)"],"compute":"exp(a)","pull":["u * y"]}"#,
        #"{"kind":"node","id":0,"gate":"input","inputs":[],"shape":[]}"#,
        #"{"kind":"node","id":1,"gate":"exp","inputs":[0],"shape":[]}"#,
        #"{"kind":"input","step":0,"node":0,"value":100.0}"#,
        #"{"kind":"forward","step":1,"node":1,"value":\#(value)}"#,
      ]
      return try Self.recomputed(lines.joined(separator: "\n")).mistake
    }
    #expect(try mistake(of: "float32", "\"Infinity\"") == nil)
    #expect(try mistake(of: "float32", "\"-Infinity\"") != nil)
    #expect(try mistake(of: "float64", "\"Infinity\"") != nil)
  }
}

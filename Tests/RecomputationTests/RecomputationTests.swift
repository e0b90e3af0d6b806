import Autodiff
import Foundation
import Numbers
import Recomputation
import Script
import Testing
import TraceModel

@Suite("A trace computed anew") struct RecomputationTests {
  @Test(arguments: SampleProgram.all) func `is what was recorded`(_ program: SampleProgram) throws {
    let trace = try Program(program.source).run().trace
    let again = Recomputation(of: try Trace(jsonLines: trace.jsonLines))
    #expect(again.mistake == nil)
    #expect(again.computed > 0)
    #expect(again.notComputed == 0 || program.hasOwnGates)
    #expect(again.withoutFormula.isEmpty != program.hasOwnGates)
  }

  @Test(arguments: SampleProgram.all) func `tells each number that was changed`(_ program: SampleProgram)
    throws
  {
    let lines = try Program(program.source).run().trace.jsonLines
    var random = Randomness(seed: UInt64(program.source.utf8.count))
    for _ in 0..<60 {
      guard let changed = ChangedTrace(lines, by: &random, sparesForward: program.hasOwnGates) else {
        continue
      }
      let found = try Recomputation(of: Trace(jsonLines: Array(changed.text.utf8))).mistake
      #expect(found != nil, "\(changed)")
      guard let found else { continue }
      #expect(changed.nodes.contains(found.node) || changed.isInput, "\(changed) \(found.quantity)")
    }
  }

  private func trace(_ part: String, _ other: String) throws -> Trace {
    let lines = try Program("x = 0.5\ny = tanh(x)\ny.backward()").run().trace.jsonLines
    let text = String(decoding: lines, as: UTF8.self)
    #expect(text.contains(part))
    return try Trace(jsonLines: Array(text.replacing(part, with: other).utf8))
  }

  @Test(arguments: [
    ("tahn(a)", FormulaProblem.unknownFunction("tahn")), ("tanh(k)", .unknownName("k")),
    ("tanh(a, a)", .wrongArguments(function: "tanh")), ("tanh(a", .unreadable("tanh(a")),
    ("[1, 2, 3]", .unfitting(function: "the formula")), ("take(a, 9)", .unfitting(function: "take")),
  ]) func `says which formula gives no numbers`(_ formula: String, _ problem: FormulaProblem) throws {
    let again = try Recomputation(of: trace("\"compute\":\"tanh(a)\"", "\"compute\":\"\(formula)\""))
    #expect(again.brokenFormula?.gate == "tanh" && again.brokenFormula?.problem == problem)
  }

  @Test(arguments: [
    ("\"compute\":\"tanh(a)\"", "\"compute\":\"1e999\"", 1),
    ("\"node\":0,\"value\":0.5", "\"node\":0,\"value\":\"Infinity\"", 1),
    ("\"upstream\":1.0", "\"upstream\":\"Infinity\"", 3),
  ]) func `takes infinity for no number near`(_ part: String, _ other: String, _ step: Int) throws {
    #expect(try Recomputation(of: trace(part, other)).mistake?.step == step)
  }

  @Test func `goes on behind a formula that would take too much`() throws {
    let again = try Recomputation(of: trace("\"compute\":\"tanh(a)\"", "\"compute\":\"zeros([1e11])\""))
    #expect(again.mistake == nil && again.brokenFormula == nil)
    #expect(again.notComputed == 1 && again.computed > 5)
  }

  @Test func `takes no more than its budget`() throws {
    let trace = try Program("x = np.ones((100, 100))\ny = np.sum(x @ x)\ny.backward()").run().trace
    let again = Recomputation(of: trace, budget: 1000)
    #expect(again.mistake == nil)
    #expect(again.notComputed > 0)
  }
}

struct SampleProgram: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var source: String
  /// Whether some gates are the program's own, which have no formulas.
  var hasOwnGates = false

  static let all = [
    SampleProgram(
      testDescription: "the sigmoid neuron",
      source:
        "w0 = 2.0; x0 = -1.0; w1 = -3.0; x1 = -2.0; w2 = -3.0\nf = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))\nf.backward()"
    ),
    SampleProgram(
      testDescription: "a net that learns",
      source: """
        np.random.seed(1)
        x = np.random.randn(4, 3)
        y = np.random.randn(4, 2)
        w1 = np.random.randn(3, 5)
        w2 = np.random.randn(5, 2)
        for t in range(9):
            h = np.maximum(0, x @ w1)
            loss = np.sum(np.square(h @ w2 - y))
            loss.backward()
            w1 -= 0.01 * w1.grad
            w2 -= 0.01 * w2.grad
            w1.grad = 0; w2.grad = 0
        """),
    SampleProgram(
      testDescription: "gradients that accumulate",
      source: "w = 3.0\nf = w * w\nf.backward()\ng = w * 2 + w\ng.backward()\nw -= 0.1 * w.grad"),
    SampleProgram(
      testDescription: "a gradient that is clipped",
      source: "w = 3.0\nloss = w**2\ndw = 2 * w\ndw = np.clip(dw, -1, 1)\nw -= 0.1 * dw"),
    SampleProgram(
      testDescription: "softmax, a pool and a convolution",
      source: """
        x = np.arange(16.0).reshape(4, 4)
        w = np.array([[1.0, -1.0], [0.5, 2.0]])
        p = max_pool2d(conv2d(x, w), 2, 1)
        s = softmax(p.reshape(-1))
        loss = -np.log(s[1]) + np.mean(p[:, 0])
        loss.backward()
        """),
    SampleProgram(
      testDescription: "a gate of one's own",
      source: """
        class Square:
            def forward(self, x):
                self.x = x
                return x * x
            def backward(self, d):
                return 2 * self.x * d
        x = 3.0
        y = Square().forward(x * 2) + x
        y.backward()
        """, hasOwnGates: true),
  ]
}

/// The text of a trace with one of the numbers of its events changed.
struct ChangedTrace: CustomStringConvertible {
  var text: String
  /// The nodes that the event was about.
  var nodes: Set<Int>
  /// Whether what changed is given, so that the gate that reads it is wrong.
  var isInput: Bool
  var description: String

  /// - Parameter sparesForward: Whether values are left alone.
  init?(_ bytes: [UInt8], by random: inout Randomness, sparesForward: Bool) {
    let lines = String(decoding: bytes, as: UTF8.self)
    var records = lines.split(separator: "\n").map(String.init)
    let events = records.indices.filter { index in
      // What a gate of the program's own gives is told where it is read.
      let kinds = sparesForward ? ["backward"] : ["forward", "backward", "update", "input", "seed"]
      return kinds.contains { records[index].hasPrefix("{\"kind\":\"\($0)\"") }
    }
    guard let line = events.randomElement(using: &random) else { return nil }
    let record = records[line]
    let keys = ["value", "gradient", "upstream", "local", "downstream", "old", "change", "new", "rate"]
    guard let key = keys.filter({ record.contains("\"\($0)\":") }).randomElement(using: &random),
      let start = record.range(of: "\"\(key)\":")?.upperBound
    else { return nil }
    let end = record[start...].range(of: ",\"")?.lowerBound ?? record.index(before: record.endIndex)
    let numbers = record[start..<end].matches(of: #/-?[0-9]+\.[0-9]+(e-?[0-9]+)?/#)
    guard let match = numbers.randomElement(using: &random), let number = Double(match.output.0) else {
      return nil
    }
    let other = number == 0 ? 0.5 : number * ([1.001, -1, 0.5, 3].randomElement(using: &random) ?? 2)
    records[line].replaceSubrange(match.range, with: "\(other)")
    text = records.joined(separator: "\n") + "\n"
    nodes = Set(
      record.matches(of: #/"(node|to)":([0-9]+)/#).compactMap { Int($0.output.2) })
    isInput = record.contains("\"kind\":\"input\"") || record.contains("\"kind\":\"seed\"")
    description = "\(record) with \(other) for \(number) in \(key)"
  }
}

/// Random numbers that are the same in each run.
struct Randomness: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

import Autodiff
import Foundation
import Language
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

  @Test func `tells each of 200 numbers that were changed, at its step and gate`() throws {
    var random = Randomness(seed: 11)
    var changes = 0
    let programs = try SampleProgram.all.map { ($0, String(decoding: try $0.lines(), as: UTF8.self)) }
    for round in 0..<100 {
      for (program, text) in programs where changes < 200 {
        // What a gate of the program's own gives can't be known; it is told where it is read.
        let spared: Set<String> = program.hasOwnGates ? ["forward", "input"] : []
        let factor = [1.001, -1, 0.5, 3][round % 4]
        guard let changed = ChangedNumber(text, by: &random, factor: factor, sparing: spared) else {
          continue
        }
        changes += 1
        let found = try Recomputation(of: Trace(jsonLines: Array(changed.text.utf8))).mistake
        #expect(
          found.map(changed.isAt) == true, "\(changed) \(found.map { "\($0.step) \($0.quantity)" } ?? "")")
      }
    }
    #expect(changes == 200)
  }

  @Test(arguments: [
    (
      #""kind":"seed","step":2,"node":1,"gradient":1.0"#, #""kind":"seed","step":2,"node":1,"gradient":2.0"#,
      2, Recomputation.Mistake.Quantity.seed
    ),
    (#""upstream":1.0"#, #""upstream":1.5"#, 3, .upstream),
    (#""local":0.7864"#, #""local":0.5864"#, 3, .local(input: 0)),
    (#""downstream":0.7864"#, #""downstream":0.5864"#, 3, .downstream(input: 0)),
    (#""gradient":0.7864"#, #""gradient":0.5864"#, 3, .gradient(input: 0)),
    (
      #""kind":"forward","step":1,"node":1,"value":0.4"#, #""kind":"forward","step":1,"node":1,"value":0.5"#,
      1,
      .value
    ),
  ]) func `blames the number that was changed`(
    _ part: String, _ other: String, _ step: Int, _ quantity: Recomputation.Mistake.Quantity
  ) throws {
    let mistake = try Recomputation(of: trace(part, other)).mistake
    #expect(mistake?.step == step && mistake?.quantity == quantity && mistake?.node == 1)
  }

  @Test(arguments: [
    (#""equation":"tanh(a)""#, #""equation":"exp(a)""#, Int?.none),
    (#""slopes":["1 - y^2"]"#, #""slopes":["1 + y^2"]"#, 0),
    (#""slopes":["1 - y^2"]"#, #""slopes":["0"]"#, 0),
  ]) func `says which formula is told wrong`(_ part: String, _ other: String, _ input: Int?) throws {
    let again = try Recomputation(of: trace(part, other))
    #expect(again.lie?.gate == "tanh" && again.lie?.input == input && again.lie?.blame == .told)
    #expect(again.mistake == nil)
  }

  @Test(arguments: [
    (#""compute":"tanh(a)""#, #""compute":"exp(a)""#, Int?.none),
    (#""compute":"tanh(a)""#, #""compute":"0.9 * tanh(a)""#, nil),
    (#""pull":["u * (1 - y^2)"]"#, #""pull":["u * (1 + y^2)"]"#, 0),
  ]) func `says which formula that computes is wrong`(_ part: String, _ other: String, _ input: Int?) throws {
    let again = try Recomputation(of: trace(part, other))
    #expect(again.lie?.gate == "tanh" && again.lie?.input == input && again.lie?.blame == .computing)
    #expect(again.mistake == nil)
  }

  @Test func `blames neither of two formulas that contradict each other where no number tells`() throws {
    let equation = try Recomputation(
      of: trace(#""equation":"tanh(a)""#, #""equation":"exp(a)""#, also: #""value":0.4"#, #""value":0.7"#))
    #expect(equation.lie?.blame == .either && equation.lie?.computing == "tanh(a)")
  }

  /// A power with a negative base, of which the told local gradient is another.
  @Test(arguments: [11.0, -12, 12.001]) func `finds a wrong slope of a power with a negative base`(
    _ slope: Double
  )
    throws
  {
    let lines = try Program("a = -2.0\nf = a ** 3\nf.backward()").run().trace.jsonLines
    let text = String(decoding: lines, as: UTF8.self)
    for pull in ["u * where([b == 0], 0, b * a^(b - 1))", "u * b * a^(b - 1)"] {
      let told = text.replacing(#""u * where([b == 0], 0, b * a^(b - 1))""#, with: "\"\(pull)\"")
      #expect(try Recomputation(of: Trace(jsonLines: Array(told.utf8))).notComputed == 0)
      let wrong = told.replacing(
        #""local":12.0,"downstream":12.0"#, with: "\"local\":\(slope),\"downstream\":\(slope)")
      #expect(wrong != told)
      let again = try Recomputation(of: Trace(jsonLines: Array(wrong.utf8)))
      #expect(again.mistake?.quantity == .local(input: 0) && again.mistake?.step == 3)
    }
  }

  /// The logarithm of what is 0 but for rounding may be any number, or none.
  @Test func `counts a number of which rounding may make anything, and takes it for no agreement`() throws {
    let unsure = #""log(a * 0.2 - 0.1)""#
    let again = try Recomputation(
      of: trace(
        #""equation":"tanh(a)""#, #""equation":\#(unsure)"#, also: #""compute":"tanh(a)""#,
        #""compute":\#(unsure)"#))
    #expect(again.mistake == nil && again.notComputed == 1 && again.obstacles == [.rounding])
    #expect(again.computed > 5)
  }

  @Test func `takes 0 for whole numbers divided by 0, and nothing else`() throws {
    let lines = try Program(
      """
      import numpy as np
      a = np.array([7, -5, 3, -7])
      b = np.array([2, 0, 0, 2])
      q = a // b
      r = a % b
      x = 2.0
      f = np.sum(q) * x + np.sum(r)
      """
    ).run().trace.jsonLines
    let text = String(decoding: lines, as: UTF8.self)
    #expect(Recomputation(of: try Trace(jsonLines: lines)).mistake == nil)
    #expect(text.contains("[3.0,0.0,0.0,-4.0]") && text.contains("[1.0,0.0,0.0,1.0]"))
    for (told, other) in [
      ("[3.0,0.0,0.0,-4.0]", "[3.0,0.0,1.0,-4.0]"), ("[1.0,0.0,0.0,1.0]", "[1.0,0.0,0.0,0.0]"),
    ] {
      let changed = try Trace(jsonLines: Array(text.replacing(told, with: other).utf8))
      #expect(Recomputation(of: changed).mistake?.quantity == .value)
    }
  }

  @Test func `counts what has only a sample as not computed`() throws {
    var builder = TraceBuilder(
      try Program("x = np.ones((9, 9))\ny = np.sum(x @ x)\ny.backward()").run().trace)
    let large = Tensor(filling: [9, 9], with: Array(repeating: 2, count: 81)).sampled(atMost: 3)
    let gate = UInt16((builder.trace.gates.firstIndex { $0.name == "matmul" } ?? 0) + 1)
    let w = builder.addNode(value: large)
    let product = builder.addNode(gate: gate, reads: [Int32(w), Int32(w)], value: large)
    builder.addStep(ofInputs: w..<w + 1)
    builder.addStep(forward: product)
    let again = Recomputation(of: builder.trace)
    #expect(again.mistake == nil && again.notComputed == 9 && again.obstacles == [.sample])
  }

  /// The trace of `tanh`, in which a part of the text is another one, and perhaps a second.
  private func trace(
    _ part: String, _ other: String, also second: String = "", _ otherSecond: String = ""
  ) throws -> Trace {
    let lines = try Program("x = 0.5\ny = tanh(x)\ny.backward()").run().trace.jsonLines
    var text = String(decoding: lines, as: UTF8.self)
    for (part, other) in [(part, other), (second, otherSecond)] where !part.isEmpty {
      #expect(text.contains(part))
      text = text.replacing(part, with: other)
    }
    return try Trace(jsonLines: Array(text.utf8))
  }

  @Test(arguments: [
    ("tahn(a)", FormulaProblem.unknownFunction("tahn")), ("tanh(k)", .unknownName("k")),
    ("tanh(a, a)", .wrongArguments(function: "tanh")), ("tanh(a) + c", .missingOperand("c")),
    ("[1, 2, 3]", .unfitting(function: "the formula")), ("take(a, 9)", .unfitting(function: "take")),
  ]) func `says which formula gives no numbers`(_ formula: String, _ problem: FormulaProblem) throws {
    let again = try Recomputation(of: trace("\"compute\":\"tanh(a)\"", "\"compute\":\"\(formula)\""))
    #expect(again.brokenFormula?.owner == .gate("tanh") && again.brokenFormula?.problem == problem)
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

  func lines() throws -> [UInt8] { try Program(source).run().trace.jsonLines }

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

import Foundation
import Testing

/// A program, how `gradwalk check` ends on it, and what it says and does not say.
private struct CheckedProgram: CustomTestStringConvertible, Sendable {
  let name: String
  let program: String
  let status: Int32
  let says: [String]
  var testDescription: String { name }

  init(_ name: String, _ program: String, status: Int32 = 0, says: String...) {
    (self.name, self.program, self.status, self.says) = (name, program, status, says)
  }
}

@Suite struct CheckTests {
  private static let right = [
    CheckedProgram(
      "a scalar's share from an array gate is added",
      "g = 2.0; v = np.array([1.0, 3.0]); f = np.sum(g * v) + g\n"),
    CheckedProgram("a large constant hides digits of the value", "x = 3.0\nf = x + 1e12\n"),
    CheckedProgram(
      "a product with a large constant beside it", "x = 3.0\nf = np.tanh(x) * 1e3 + 1e9\n"),
    CheckedProgram(
      "numbers of very different size are summed", "x = np.array([1e10, 1, -1e10])\nf = np.sum(x)\n"),
    CheckedProgram(
      "a value waves a million times within 1", "x = 0.7\nf = sin(1e6 * x)\n", says: "−968839.42"),
    CheckedProgram(
      "an exponential of one's own that is very large",
      """
      class Exp:
        def forward(self, x):
          self.y = np.exp(x)
          return self.y
        def backward(self, d):
          return d * self.y
      x = 300.0
      f = Exp().forward(x)
      f.backward()
      """),
    CheckedProgram(
      "a value is used by two passes",
      "x = 2.0\nh = x * x\nw = 3.0\ny = w * h\ny.backward()\nz = w * h * h\nz.backward()\n",
      says: "h     ×         4         3            3.0000",
      "h     ×         4                            24",
      "96 (with earlier passes 108)           96.0000"),
    CheckedProgram("a kink close by is no kink here", "x = 1e-4\nf = max(0, x) * 2 + abs(x - 0.0001001)\n"),
    CheckedProgram("a small number is not nudged below 0", "x = 1e-6\nf = np.log(x)\n"),
    CheckedProgram(
      "what was computed before a long loop is read in each turn",
      """
      x = 2.0
      y = x * 1.5
      w = 0.0
      for i in range(12):
        loss = (w * x - y)**2
        loss.backward()
        w -= 0.05 * w.grad
        w.grad = None
      """, says: "−0.04         −0.043536          < 1e−9",
      "y     ×1.5    3.00                                0.02          0.021768          < 1e−9",
      "14.06)          0.000118          < 1e−9"),
    CheckedProgram(
      "a value is handed on from turn to turn of a long loop",
      """
      w = 0.9
      h = 1.0
      for i in range(12):
        h = h * w
        loss = h * h
        loss.backward()
      """, says: "h     ×0.3138   0.28                              0.56          0.564859          < 1e−9"),
    CheckedProgram(
      "a gradient is 0 where a layer cancels it", "x = np.array([1.0, 2.0])\nf = np.sum(softmax(x))\n"),
  ]

  private static let wrong = [
    CheckedProgram(
      "NaN is not agreement",
      "x = np.array([-1.0, -4.0])\nf = np.sum(np.where(x > 0, np.sqrt(x), x))\n", status: 1,
      says: "the gradient of f with respect to x is NaN",
      "the gradient of f with respect to x at [0] is NaN, but the numeric one is 1.0"),
    CheckedProgram(
      "nothing that is NaN is checked",
      "x = np.array([-1.0, -4.0])\nf = np.sqrt(x)\nf.backward(np.ones(2))\n", status: 1,
      says: "the gradient of f with respect to x is NaN"),
    CheckedProgram(
      "rounding leaves nothing of the gradient", "x = 3.0\nf = x + 1e20\n", status: 1,
      says: "nothing was checked: no gradient of f has a numeric one beside it"),
    CheckedProgram(
      "rounding leaves nothing of the gradient of the second pass",
      "x = 3.0\nf = x * 2\nf.backward()\ng = x + 1e20\ng.backward()\n", status: 1,
      says: "p.py: error: pass 2: nothing was checked: no gradient of g has a numeric one beside it"),
    CheckedProgram(
      "no gradient is asked for", "print(1)\n", status: 1,
      says: "nothing was checked: there is no backward pass"),
    CheckedProgram(
      "an exponential of one's own is wrong where it is very large",
      """
      class Exp:
        def forward(self, x):
          self.y = np.exp(x)
          return self.y
        def backward(self, d):
          return 2 * d * self.y
      x = 300.0
      f = Exp().forward(x)
      f.backward()
      """, status: 1, says: "gives 3.88485279048251", "it is too large by the factor 2"),
    CheckedProgram(
      "a very small gradient of a gate of one's own is wrong",
      """
      class Square:
        def forward(self, x):
          self.x = x
          return 1e-9 * x * x
        def backward(self, d):
          return d * self.x * 1e-9
      x = 3.0
      f = Square().forward(x)
      f.backward()
      """, status: 1, says: "the factor 2 is missing"),
    CheckedProgram(
      "the gradient of a parameter that a layer keeps is wrong",
      """
      class Dense:
        def __init__(self, W):
          self.W = W
        def forward(self, x):
          self.x = x
          return x @ self.W
        def backward(self, dout):
          self.dW = 7 * (self.x.T @ dout)
          return dout @ self.W.T
      x = np.array([[1.0, 2.0]])
      layer = Dense(np.array([[0.5], [-1.0]]))
      f = np.sum(layer.forward(x))
      f.backward()
      """, status: 1, says: ":8:15: warning: backward of 'Dense' gives 7.00 in 'self.dW'", "the factor 7",
      "error: a gradient that a layer keeps is wrong"),
  ]

  @Test(arguments: right + wrong)
  private func `a program is checked for what can be told`(_ program: CheckedProgram) throws {
    let workspace = try Workspace()
    try workspace.write(program.program, to: "p.py")
    let finished = try workspace.run(["check", "p.py"])
    #expect(finished.status == program.status, "\(finished.output)\(finished.errors)")
    for words in program.says {
      #expect((finished.output + finished.errors).contains(words), "\(finished.output)\(finished.errors)")
    }
    let longest = finished.errors.split { !$0.isNumber && $0 != "." }.map(\.count).max() ?? 0
    #expect(longest < 25, "\(finished.errors)")
  }

  /// A trace of a square without its numeric gradients, and perhaps without the formulas that compute.
  private func bareTrace(in workspace: Workspace, hasFormulas: Bool) throws -> String {
    try workspace.write("x = 3.0\nf = x * x\n", to: "p.py")
    let trace = try workspace.run(["trace", "p.py"]).output.split(separator: "\n")
    let checked = trace.filter { $0.contains("\"kind\":\"check\"") }.count
    let bare = trace.filter { !$0.contains("\"kind\":\"check\"") }.joined(separator: "\n")
    let events = try #require(bare.firstMatch(of: /"events":(\d+)/))
    let text = bare.replacing(events.0, with: "\"events\":\((Int(events.1) ?? 0) - checked)") + "\n"
    return hasFormulas ? text : text.replacing("\"compute\"", with: "\"other\"")
  }

  @Test(arguments: [
    (true, "10 numbers of the trace were computed anew\n"),
    (false, "7 numbers of the trace were computed anew; 1 could not be, without a formula for multiply\n"),
  ]) func `a trace without numeric gradients is computed anew`(hasFormulas: Bool, told: String) throws {
    let workspace = try Workspace()
    try workspace.write(bareTrace(in: workspace, hasFormulas: hasFormulas), to: "bare.jsonl")
    let finished = try workspace.run(["check", "bare.jsonl"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(finished.output.hasSuffix(told), "\(finished.output)")
  }

  @Test func `a trace of which nothing can be computed is not said to be right`() throws {
    let workspace = try Workspace()
    try workspace.write("print(1)\n", to: "p.py")
    try workspace.write(workspace.run(["trace", "p.py"]).output, to: "bare.jsonl")
    let finished = try workspace.run(["check", "bare.jsonl"])
    #expect(finished.status == 1)
    #expect(finished.errors == "bare.jsonl: error: nothing was checked: there is no backward pass\n")
  }

  @Test func `the first wrong number of a trace is named with step and gate`() throws {
    let workspace = try Workspace()
    let text = try bareTrace(in: workspace, hasFormulas: true)
    try workspace.write(
      text.replacing("\"node\":1,\"value\":9.0", with: "\"node\":1,\"value\":8.5"), to: "wrong.jsonl")
    let finished = try workspace.run(["check", "wrong.jsonl"])
    #expect(finished.status == 1)
    #expect(
      finished.errors == "wrong.jsonl: error: step 1, gate ×: the value of f is 8.5, but should be 9.0\n")
  }

  @Test func `a formula that is told wrong is named with its gate`() throws {
    let workspace = try Workspace()
    let text = try bareTrace(in: workspace, hasFormulas: true)
    try workspace.write(
      text.replacing("\"equation\":\"a * b\"", with: "\"equation\":\"a + b\""), to: "wrong.jsonl")
    let finished = try workspace.run(["check", "wrong.jsonl"])
    #expect(finished.status == 1)
    #expect(
      finished.errors.hasPrefix(
        "wrong.jsonl: error: gate multiply: its equation 'a + b' is told wrong: with a = 0.7, b = 1.9 it gives"
      ))
  }

  /// A product with a constant, and its sum, of 4096 numbers of which two are told.
  private static let sampled = #"""
    {"kind":"header","format":"gradwalk-trace","version":2,"title":"t","digits":2,"producer":{"name":"torch"},"dtype":"float32","gates":2,"groups":0,"passes":1,"nodes":4,"steps":6,"events":6}
    {"kind":"gate","name":"multiply","symbol":"×","symbolWithConstantFirst":"×{c}","symbolWithConstantSecond":"×{c}","equation":"a * b","slopes":["b","a"],"compute":"a * b","pull":["u * b","u * a"]}
    {"kind":"gate","name":"sum","symbol":"Σ","symbolWithConstantFirst":"Σ","symbolWithConstantSecond":"Σ axis {c}","equation":"sum(a)","slopes":[],"rules":["spread(u)"],"compute":"sum(a)","pull":["spread(u, a)"],"pattern":"spreads"}
    {"kind":"pass","number":1,"steps":{"first":0,"count":6},"nodes":{"first":1,"count":3},"output":3,"outputValue":4.0,"updates":[],"printed":[]}
    {"kind":"node","id":0,"gate":"input","name":"w","inputs":[],"shape":[4096]}
    {"kind":"node","id":1,"gate":"multiply","symbol":"×2","inputs":[0],"constants":[{"position":1,"value":2.0}],"shape":[4096]}
    {"kind":"node","id":2,"gate":"sum","inputs":[1],"shape":[]}
    {"kind":"node","id":3,"gate":"multiply","symbol":"×0.5","inputs":[2],"constants":[{"position":1,"value":0.5}],"shape":[]}
    {"kind":"input","step":0,"node":0,"value":{"shape":[4096],"indices":[[0,4095]],"sample":[1.0,3.0],"min":0.0,"max":3.0,"mean":0.001,"finite":true}}
    {"kind":"forward","step":1,"node":1,"value":{"shape":[4096],"indices":[[0,4095]],"sample":[2.0,6.0],"min":0.0,"max":6.0,"mean":0.002,"finite":true}}
    {"kind":"forward","step":2,"node":2,"value":8.0}
    {"kind":"forward","step":3,"node":3,"value":4.0}
    {"kind":"seed","step":4,"node":3,"gradient":1.0}
    {"kind":"backward","step":5,"node":3,"input":0,"to":2,"upstream":1.0,"local":0.5,"downstream":0.5,"gradient":0.5}

    """#

  @Test func `an array told by a sample is checked as far as that goes, and shown by no command`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.sampled, to: "s.jsonl")
    let checked = try workspace.run(["check", "s.jsonl"])
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(
      checked.output
        == "6 numbers of the trace were computed anew; 3 could not be, of arrays that are told by a sample\n")
    for command in ["draw", "show", "step", "worksheet"] {
      let finished = try workspace.run([command, "s.jsonl"])
      #expect(finished.status == 1 && finished.output.isEmpty, "\(command)")
      #expect(
        finished.errors.hasPrefix("error: s.jsonl: of an array at node 0 'w' the trace has only a sample"))
    }
    #expect(try workspace.run(["diff", "s.jsonl", "s.jsonl"]).status != 0)
  }

  @Test(arguments: [("7.0", "7.0"), ("\"Infinity\"", "infinity")])
  func `a trace in which a numeric gradient is another is wrong`(numeric: String, told: String) throws {
    let workspace = try Workspace()
    try workspace.write("x = 3.0\nf = x * x\n", to: "p.py")
    let trace = try workspace.run(["trace", "p.py"]).output
    let right = try #require(trace.firstMatch(of: /"numeric":(5\.9|6\.)\d*/))
    try workspace.write(trace.replacing(right.0, with: "\"numeric\":\(numeric)"), to: "wrong.jsonl")
    let finished = try workspace.run(["check", "wrong.jsonl"])
    #expect(finished.status == 1)
    #expect(
      finished.errors
        == "wrong.jsonl: error: the gradient of f with respect to x is 6.0, but the numeric one is \(told)\n")
  }

  @Test func `right programs pass the gradient check`() throws {
    let script =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
      + "/Reference/fuzz_gradients.py"
    let told = try Workspace().shell("python3 '\(script)' --against \"$GRADWALK\" --count 20 --every 60")
    #expect(told.status == 0, "\(told.output)\(told.errors)")
    #expect(told.output.hasSuffix("35 of 35 right programs pass the gradient check\n"), "\(told.output)")
  }
}

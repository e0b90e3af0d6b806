import Language
import Testing
import TraceModel

@testable import Script

@Suite struct WrongArrayProgramTests {
  @Test(arguments: WrongArrayPrograms.shapes) func `a program whose shapes do not fit`(
    _ program: WrongProgram
  ) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test(arguments: WrongArrayPrograms.elements) func `a program that asks an array for what it has not`(
    _ program: WrongProgram
  ) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test(arguments: WrongArrayPrograms.gradients) func `a program that goes wrong with gradients of arrays`(
    _ program: WrongProgram
  ) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test(arguments: WrongArrayPrograms.sizes) func `a program that asks for too much or too little`(
    _ program: WrongProgram
  ) {
    #expect(errors(of: program.source) == program.errors)
  }

  @Test func `work on arrays is limited`() {
    let message =
      "the program takes more than 1000000 operations (--max-operations raises the limit)"
    let options = RunOptions(limits: [.operations: 1_000_000])
    let programs = [
      "for i in range(100000):\n    x = np.zeros(1000)": "2:9",
      "a = np.ones((100, 100))\nfor i in range(10):\n    b = a @ a": "3:9",
      "w = np.ones((99, 99))\nf = np.sum(w @ np.ones(99))\nfor i in range(100):\n    f.backward()": "4:5",
    ]
    for (source, place) in programs.sorted(by: { $0.key < $1.key }) {
      #expect(errors(of: source, options) == ["\(place): \(message)"], "\(source)")
    }
  }

  @Test func `NaN and infinity in arrays flow, and the first is told with its place`() throws {
    let programs = [
      ("W = np.array([1.0, -1.0])\nf = log(W)\ng = 1 / f", "2:5 log of -1.00 at step 1 is not a number"),
      ("W = np.array([1.0, 0.0])\nf = 1 / W\nf.backward([1, 1])", "2:5 division by zero at step 1"),
      ("x = np.ones(2) / np.zeros(2)\ny = np.sqrt(x)", "1:5 division by zero"),
      (
        "W = np.zeros(3)\nf = np.sum(sqrt(W))\nf.backward()",
        "2:12 the gradient through sqrt at step 5 is infinite"
      ),
    ]
    for (source, warning) in programs {
      let warnings = try Program(source).run().diagnostics.filter { $0.severity == .warning }
      let found = warnings.map { diagnostic in
        (diagnostic.range.map { "\($0.start.line):\($0.start.column) " } ?? "") + diagnostic.message
      }
      #expect(found == [warning], "\(source)")
    }
    #expect(try Program("W = np.array([1.0, np.nan])\nprint(W * 2)").run().printed == ["[ 2. nan]"])
  }

  @Test func `a NaN that reaches a number is told together with where it came from`() throws {
    let source = "W = np.array([1.0, -1.0])\nlogs = log(W)\nf = np.sum(logs)"
    let failure = #expect(throws: ScriptFailure.self) { try Program(source).run() }
    #expect(
      failure?.diagnostics.map(\.message) == [
        "log of -1.00 at step 1 is not a number", "sum of an array at step 2 is not a number",
      ])
    #expect(failure?.diagnostics.map(\.severity) == [.warning, .error])
  }

  @Test func `huge numbers do not overflow in softmax and logsumexp`() throws {
    let source = """
      x = np.array([1e308, 1e308])
      p = softmax(x)
      print(p, logsumexp(x), softmax([-1e308, 0.0, 1e308]), logsumexp([-1e308, -1e308]))
      loss = logsumexp(x * 1e-300) - x[0] * 1e-300
      loss.backward()
      """
    let outcome = try Program(source).run(RunOptions(output: "loss"))
    #expect(outcome.printed == ["[0.5 0.5] 1e+308 [0. 0. 1.] -1e+308"])
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.values["loss"]?.isFinite == true)
  }
}

import Language
import Testing

@testable import Script

/// What is counted is the same on every machine; the time is only there to end a test that would never end.
@Suite(.timeLimit(.minutes(5))) struct LimitTests {
  @Test(arguments: LimitedPrograms.all) func `a program that would take too much is told its limit`(
    _ program: LimitedProgram
  ) {
    let found = errors(of: program.source, program.options)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("\(program.limit.option) raises the limit)") == true, "\(found)")
    // A limit is told at its place, which is not where the program begins.
    let line = (found.first?.prefix { $0.isNumber }).flatMap { Int($0) } ?? 0
    #expect(line > 1 || (line == 1 && !program.source.contains("\n")), "\(found)")
  }

  @Test func `what an ordinary lesson does stays far below the limits`() throws {
    let program = """
      import numpy as np
      np.random.seed(0)
      X = np.random.randn(100, 20)
      y = np.random.randn(100, 1)
      W = np.zeros((20, 1))
      for i in range(100):
          for row, (a, b) in enumerate(zip([1, 2, 3], ['a', 'b', 'c'])):
              text = f'{row} {a} {b}'
          loss = np.mean((X @ W - y) ** 2)
          loss.backward()
          W -= 0.1 * W.grad
          W.grad = None
      """
    var options = RunOptions()
    _ = try Program(program).run(&options) { _ in }
    for (limit, used) in options.used {
      #expect(used <= options.limit(limit) / 20, "\(limit)")
    }
  }

  @Test func `programs of a lesson share its limits`() throws {
    var options = RunOptions(limits: [.iterations: 100])
    let loop = try Program("for i in range(60):\n    pass")
    _ = try loop.run(&options) { _ in }
    #expect(options.used[.iterations] == 60)
    #expect(
      errors(of: loop.source, options) == [
        "1:10: the loops and calls of the lesson's programs take more than 100 turns"
          + " (if they do end, --max-iterations raises the limit)"
      ])
  }

  @Test func `a list that holds itself is printed as Python prints it`() throws {
    let program = """
      a = [1]
      a.append(a)
      d = {}
      d['d'] = d
      b = [a, a, (d, [d])]
      print(a)
      print(d)
      print(b)
      """
    #expect(
      try Program(program).run().printed == [
        "[1, [...]]", "{'d': {...}}", "[[1, [...]], [1, [...]], ({'d': {...}}, [{'d': {...}}])]",
      ])
  }

  @Test func `long text is not quoted whole in an error`() {
    let found = errors(of: "x = int('y' * 100000)")
    #expect(found.count == 1 && (found.first?.count ?? 0) < 1000)
  }
}

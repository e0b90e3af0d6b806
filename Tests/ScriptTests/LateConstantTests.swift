import Language
import Synchronization
import Testing
import TraceModel

@testable import Script

/// Named numbers of which only a later statement tells that they are constants.
@Suite struct LateConstantTests {
  @Test func `a hundred of them are found out in a few runs`() throws {
    let numbers = (0..<100).map { "n\($0)" }
    let lines =
      ["x = 2.0", "f = 0.0"] + numbers.map { "\($0) = 2" } + numbers.map { "f = f + x * \($0)" } + [
        "f.backward()"
      ]
      + numbers.map { "for k in range(\($0) + 1): pass" }
    let runs = Mutex(0)
    let outcome = try Program(lines.joined(separator: "\n")).run { _ in runs.withLock { $0 += 1 } }
    #expect(outcome.inputs == ["x"])
    #expect(outcome.gradients["x"] == 200)
    #expect(runs.withLock { $0 } <= 4)
  }

  @Test func `what a program prints is told once however late they are`() throws {
    let outcome = try Program(
      "x = 2.0\nn = 3\nprint('before')\nf = x * n\nfor k in range(n + 1): print(k)\nprint('after')"
    ).run()
    #expect(outcome.printed == ["before", "0", "1", "2", "3", "after"])
  }
}

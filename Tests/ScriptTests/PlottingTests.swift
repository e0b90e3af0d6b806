import Language
import Testing

@testable import Script

/// Calls that draw, which a lesson has no place for.
@Suite struct PlottingTests {
  @Test func `plotting is skipped with a note`() throws {
    let outcome = try Program(
      "import matplotlib.pyplot as plt\nx = 1.0\nplt.plot([1, 2])\nplt.show()\nf = x * 2"
    ).run()
    #expect(outcome.diagnostics.map(\.severity) == [.note, .note])
    #expect(outcome.gates.count == 1)
  }
}

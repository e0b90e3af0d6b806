import Language
import Testing

@testable import Script

/// Masks keep their kind where NumPy's do: what they pick depends on it.
@Suite struct MaskTests {
  @Test(arguments: [
    ("(x > 1.5) * (x < 3)", "[False  True False]"), ("(x > 2.5) + (x < 2)", "[ True False  True]"),
    ("(x > 1.5) * 1", "[0 1 1]"),
    ("(x > 1.5) == False", "[ True False False]"),
    ("x[(x > 1.5) * (x < 3)]", "[2.]"), ("x[[0, 1, 0]]", "[1. 2. 1.]"), ("(x > 1.5) / 2", "[0.  0.5 0.5]"),
    ("(x > 1.5) % 2", "[0 1 1]"), ("np.sum(x > 1.5)", "2"),
  ])
  func `operators between masks have NumPy's meaning`(expression: String, printed: String) throws {
    let program = "import numpy as np\nx = np.array([1.0, 2.0, 3.0])\nprint(\(expression))\n"
    #expect(try Program(program).run(RunOptions()).printed == [printed])
  }

  @Test(arguments: ["(x > 1) - (x > 2)", "-(x > 1)"])
  func `masks have no difference and no opposite sign`(expression: String) {
    let found = errors(of: "import numpy as np\nx = np.array([1.0, 2.0])\ny = \(expression)\n")
    #expect(found.count == 1)
    #expect(found[0].hasSuffix("(m == False is the opposite of a mask m; m * 1 has ones and zeros)"))
  }
}

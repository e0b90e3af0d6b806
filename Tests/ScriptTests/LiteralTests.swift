import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// Where the numbers stand in a program that are the values of its inputs.
@Suite("The literal of an input") struct LiteralTests {
  private func literals(_ text: String) throws -> [String: String] {
    let program = try Program(text)
    let trace = try program.run().trace
    var found: [String: String] = [:]
    for node in trace.nodes {
      guard let literal = node.details.literal, let name = node.name?.text else { continue }
      found[name] = program.text(of: literal)
    }
    return found
  }

  @Test(arguments: [
    ("x = -2.0; y = 5\nf = x * y", ["x": "-2.0", "y": "5"]),
    ("x, y = 1e-3, (2.5)\nf = x * y", ["x": "1e-3", "y": "2.5"]),
    ("[x, y] = [1.5, 2.5]\nf = x * y", ["x": "1.5", "y": "2.5"]),
    ("x = y = 3.0\nf = x * y", ["x": "3.0"]),
    ("w = [1.5, -2.0, 0.5 * 2]\nf = w[0] * w[1] + w[2]", ["w[0]": "1.5", "w[1]": "-2.0"]),
    ("합 = 1.0\nf = '👩🏽‍🚀' == 'e' or 합 * 합", ["합": "1.0"]),
    ("x = 2.0  # -3\nif x > 1:\n    y = 4.0\nf = x * y", ["x": "2.0", "y": "4.0"]),
    // A sum, a product, an array and a call are more than one literal.
    (
      "import numpy as np\nx = 2.0 + 1\ny = 2 / 3\nz = np.array([1.0])\nv = float(2)\nf = (x * y) * z[0] * v",
      [:]
    ),
    // Nor is a literal that several inputs come from: another number there would change all of them.
    ("s = 0.0\nfor i in range(2):\n    x = 2.0\n    s = s + x * x\nf = s * 1.0", [:]),
  ]) func `is the number alone, with its sign`(_ program: String, _ expected: [String: String]) throws {
    #expect(try literals(program).filter { $0.key != "s" } == expected)
  }

  @Test(arguments: ["x = -2.0; y = 5\nf = x * y + x", "a, w = 3.5, [1.5, -2.0]\nf = w[0] * a + w[1] * a"])
  func `with another number there, the program has another input`(_ text: String) throws {
    let trace = try Program(text).run().trace
    let inputs = trace.nodes.filter { $0.details.literal != nil }
    #expect(inputs.count >= 2)
    for node in inputs {
      let literal = try #require(node.details.literal)
      var lines = text.split(separator: "\n").map(Array.init)
      let columns = literal.column - 1..<literal.end.column - 1
      lines[literal.line - 1].replaceSubrange(columns, with: Array("0.625"))
      let changed = try Program(lines.map { String($0) }.joined(separator: "\n")).run().trace
      for other in trace.nodes where other.gate == nil {
        let expected = other.id == node.id ? Tensor(0.625) : trace.initialValue(of: other.id)
        #expect(changed.initialValue(of: other.id) == expected)
      }
    }
  }

  @Test func `stays that of the first value where an input moves`() throws {
    let text =
      "w = 2.0\nfor i in range(3):\n    f = w * w\n    f.backward()\n    w -= 0.1 * w.grad\n    w.grad = 0"
    #expect(try literals(text) == ["w": "2.0"])
  }
}

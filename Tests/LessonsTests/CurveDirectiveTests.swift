import Foundation
import Script
import Testing
import TraceModel

@testable import Lessons

struct `Curves and pictures in a document` {
  private func lesson(_ directive: String, options: String = "") -> String {
    let code = "x = 3.0; W = np.ones((2, 4))\nq = tanh(x)\nf = q + np.sum(W)\nf.backward()"
    return "```python trace\(options)\n\(code)\n```\n\n<!-- gradwalk: \(directive) -->\n"
  }

  @Test func `stand where the text asks for them`() throws {
    #expect(try woven(lesson("curve tanh")).contains("](curve-tanh.svg)"))
    #expect(try woven(lesson("curve q")).contains("](curve-q.svg)"))
    #expect(try woven(lesson("circuit", options: " image=W:2x2")).contains("](image-W.svg)"))
    #expect(try woven(lesson("circuit", options: " image=W")).contains("](image-W.svg)"))
  }

  @Test(arguments: [("W:2x2", [2, 4], true), ("W", [2, 4], false), ("W:2x1", [2, 4], false)])
  func `are told in the trace where they are the rows of an array`(
    request: String, shape: [Int], isTold: Bool
  ) throws {
    let text = lesson("circuit", options: " image=\(request)")
    let trace = try #require(try Lesson(Array(text.utf8), name: "lesson").run().first?.trace)
    let node = try #require(trace.nodes.first { $0.name?.text == "W" && $0.shape == shape })
    #expect(node.details.picture == (isTold ? PictureShape(height: 2, width: 2) : nil))
    #expect(try Trace(jsonLines: trace.jsonLines) == trace)
  }

  @Test(arguments: [
    ("", "curve", "8:16: 'curve' needs the name of a function"),
    ("", "curve tahn", "8:22: the program uses no function of one number named 'tahn'; did you mean 'tanh'?"),
    ("", "curve sum", "8:22: 'sum' is no function of one number"),
    ("", "curve tanh x", "8:27: 'curve' takes no 'x'"),
    ("", "passes reference=x", "8:23: 'x' is no value for 'reference': expected a number"),
    (" image=W:1x4,x:2x2,W:2x2", "circuit", "1:35: the array 'W' is given twice"),
    (" image=V:2x2", "circuit", "1:23: there is no array named 'V' to draw"),
    (
      " image=W:3x2", "circuit",
      "1:23: 'W' has the shape [2, 4], which is not made of pictures of 3x2"
    ),
  ])
  func `say what is wrong with what is asked for`(options: String, directive: String, error: String) {
    #expect(errors(lesson(directive, options: options)) == [error])
  }

  @Test(arguments: [
    ("C", "it is made of such as image=C:3x4"), ("W:3x2", "it is made of such as image=W:2x2"),
    ("P:2x2", "it is made of such as image=P:2x3"), ("T:2x2", "it is made of such as image=T:7x5"),
  ])
  func `suggest a size that fits`(request: String, hint: String) {
    let code =
      "W = np.ones((2, 4)); C = np.ones((2, 3, 4)); P = np.ones((6, 7)); T = np.ones((7, 5))\n"
      + "f = np.sum(W) + np.sum(C) + np.sum(P) + np.sum(T)\nf.backward()"
    let text = "```python trace image=\(request)\n\(code)\n```\n\n<!-- gradwalk: circuit -->\n"
    #expect(hints(text) == [hint])
  }

  @Test func `stand once, and no figure is written that nothing shows`() throws {
    let circuit = "\n\n<!-- gradwalk: circuit -->\n"
    let once = try woven(lesson("circuit", options: " image=W:2x2") + circuit)
    #expect(once.components(separatedBy: "](image-W.svg)").count == 2)
    let net =
      "```python trace style=network\nx = np.array([1.0, 2.0])\nW = np.array([[0.5, -1.0]])\n"
      + "y = np.tanh(W @ x)\nf = np.sum(y)\nf.backward()\n```\n\n"
    for (directive, has) in [("circuit", true), ("circuit style=circuit", false), ("circuit step=2", false)] {
      let text = net + "<!-- gradwalk: \(directive) -->\n"
      let document = try Lesson(Array(text.utf8), name: "lesson").document()
      #expect(document.files.contains { $0.path == "network.svg" } == has, "\(directive)")
      let pictures = document.files.map(\.path)
      #expect(document.card.map(pictures.contains) ?? false, "\(directive)")
    }
  }

  @Test func `are one picture for each number that the passes are compared with`() throws {
    let loop = "w = 1.0\nfor i in range(4):\n  f = w ** 2\n  f.backward()\n  w -= 0.25 * w.grad\n  w.grad = 0"
    let directives = ["passes", "passes reference=0.5", "passes reference=0.1", "passes reference=0.5"]
    let text =
      "```python trace\n\(loop)\n```\n\n"
      + directives.map { "<!-- gradwalk: \($0) -->\n\n" }.joined()
    let document = try Lesson(Array(text.utf8), name: "lesson").document()
    let pictures = document.files.map(\.path).filter { $0.hasPrefix("passes") }
    #expect(pictures == ["passes.svg", "passes-2.svg"])
    let shown = try woven(text).components(separatedBy: "](passes").dropFirst().map { $0.prefix(6) }
    #expect(shown == [".svg)\n", ".svg)\n", "-2.svg", ".svg)\n"])
  }
}

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
    (" image=V:2x2", "circuit", "1:23: there is no array named 'V' to draw"),
    (
      " image=W:3x2", "circuit",
      "1:23: 'W' has the shape [2, 4], which is not made of pictures of 3x2"
    ),
  ])
  func `say what is wrong with what is asked for`(options: String, directive: String, error: String) {
    #expect(errors(lesson(directive, options: options)) == [error])
  }
}

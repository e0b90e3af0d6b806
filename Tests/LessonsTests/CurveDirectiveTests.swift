import Testing

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

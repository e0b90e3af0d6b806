import Lessons
import Testing

private let net = """
  W1 = np.array([[1.0, -1], [0.5, 2], [3, 0]]); W2 = np.array([[1.0, -2, 0.5]])
  x = np.array([1.0, 2])
  f = W2 @ np.maximum(0, W1 @ x)
  """
private let batch = """
  W1 = np.array([[1.0, -1], [0.5, 2]]); X = np.array([[1.0, 2], [3, 4], [5, 6]])
  f = np.sum(np.tanh(X @ W1))
  """

struct `The style of a lesson's figures` {
  private func lesson(_ options: String, _ directives: [String] = [], _ code: String = net) -> String {
    let comments = directives.map { "<!-- gradwalk: \($0) -->" }.joined(separator: "\n\n")
    return "```python trace\(options)\n\(code)\n```\n\n\(comments)\n"
  }

  /// The pictures that the text shows, without frames of steps, and the drawings of nets among the files.
  private func images(_ text: String) throws -> (shown: [String], files: [String]) {
    let shown = try woven(text).matches(of: /\]\(([^)]*\.svg)\)/).map { String($0.1) }
    let files = try Lesson(Array(text.utf8), name: "lesson").document().files.map(\.path)
    return (shown.filter { !$0.hasPrefix("step-") }, files.filter { $0.contains("network") })
  }

  @Test func `is that of the fence, for circuits but not for steps`() throws {
    let text = lesson(" style=network", ["circuit", "circuit step=3", "steps forward"])
    #expect(
      try images(text) == (["network.svg", "network-step-03.svg"], ["network.svg", "network-step-03.svg"]))
    #expect(try woven(text).contains("](step-03.svg)"))
    let document = try Lesson(Array(text.utf8), name: "lesson").document()
    #expect(document.files.contains { $0.path == "circuit.svg" })
    let card = try #require(document.files.first { $0.path == document.card })
    let svg = String(decoding: card.content, as: UTF8.self)
    #expect(svg.contains(" width=\"320\" height=\"180\"") && svg.contains("class=\"neuron\""))
  }

  @Test func `is that of the directive where it has one`() throws {
    let text = lesson(
      " style=network-gradients", ["circuit", "circuit style=circuit", "circuit style=network"])
    #expect(try images(text).shown == ["network-gradients.svg", "circuit.svg", "network.svg"])
    #expect(try woven(text).contains("![The gradients in the net of lesson](network-gradients.svg)"))
  }

  @Test func `holds for a block that no directive is about`() throws {
    #expect(try images(lesson(" style=network")).shown == ["network.svg"])
    #expect(try images(lesson("")).shown == ["circuit.svg"])
  }

  @Test func `shows another example and another pass`() throws {
    let text = lesson(" style=network", ["circuit example=3"], batch)
    #expect(try images(text).shown == ["network-example-3.svg"])
    let loop = """
      W = np.array([[1.0, -1], [0.5, 2]]); x = np.array([1.0, 2])
      for i in range(3):
          f = np.sum((W @ x) ** 2)
          f.backward()
          W -= 0.01 * W.grad
          W.grad = None
      """
    #expect(
      try images(lesson("", ["circuit pass=3 style=network"], loop)).shown == ["network-pass-3.svg"])
  }

  @Test func `is an error at the word that asks for it where there is no net`() {
    let message = "the circuit has no net to draw: no product of data and weights leads to its output"
    #expect(errors(lesson(" style=network", [], program)) == ["1:17: \(message)"])
    #expect(errors(lesson(" style=network", ["circuit", "circuit"], program)) == ["1:17: \(message)"])
    #expect(errors(lesson("", ["circuit style=network"], program)) == ["6:24: \(message)"])
    let pictures =
      "x = np.ones((4, 4)); w = np.ones((3, 3))\nf = np.sum(np.ones((1, 4)) @ conv2d(x, w).ravel())"
    #expect(
      errors(lesson(" style=network", [], pictures))
        == ["1:17: a circuit with 'conv2d' can't be drawn as columns of neurons"])
  }

  @Test(
    arguments: [
      (
        " style=net", [],
        "1:17: 'net' is no value for 'style': expected circuit, network or network-gradients"
      ),
      (
        "", ["circuit style=x"],
        "7:24: 'x' is no value for 'style': expected circuit, network or network-gradients"
      ),
      ("", ["circuit example=0"], "7:24: '0' is no value for 'example': expected the number of an example"),
      ("", ["circuit example=2"], "7:24: 'example' is for drawings of nets; this is one of the circuit"),
      (" style=network", ["circuit example=2"], "7:24: there is no example 2; the net reads one example"),
      ("", ["steps style=network"], "7:22: 'steps' takes no 'style'"),
    ] as [(String, [String], String)])
  func `says what is wrong with it`(options: String, directives: [String], error: String) {
    #expect(errors(lesson(options, directives)) == [error])
  }
}

import Lessons
import Testing

/// Formulas, links and pictures in the text of a lesson.
struct `The prose of a lesson` {
  private static let block = "\n```python trace\n\(program)\n```\n"

  /// Lines of prose with the problems of their formulas.
  static let formulas: [(prose: String, problems: [String])] = [
    ("$a \\cdot b$, $$\\frac{1}{2}$$ and $\\mathrm{sign}(x)$", []),
    ("$x\\,y$", ["1:3: on code hosts '\\,' loses its backslash: Markdown is read before the formula"]),
    (
      "one\n$$\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}$$",
      ["2:21: on code hosts '\\\\' loses its backslash: Markdown is read before the formula"]
    ),
    (
      "> - $\\{a\\}$",
      ["{", "}"].enumerated().map {
        "1:\(6 + 3 * $0): on code hosts '\\\($1)' loses its backslash: Markdown is read before the formula"
      }
    ),
    ("# The $\\operatorname{sign}$", ["1:8: code hosts refuse the macro \\operatorname"]),
    ("$`\\mbox{a}`$", ["1:3: code hosts refuse the macro \\mbox"]),
    ("```math\na \\\\ b \\,\n\\phantom{x}\n```", ["3:1: code hosts refuse the macro \\phantom"]),
    ("$`a \\\\ b \\, c_{\\{i\\}}`$", []),
    (
      "| a | $x\\;y$ |\n| --- | --- |",
      ["1:9: on code hosts '\\;' loses its backslash: Markdown is read before the formula"]
    ),
    (
      "$a*b$ and $c*d$",
      [
        "1:2: Markdown reads part of this formula as markup",
        "1:12: Markdown reads part of this formula as markup",
      ]
    ),
    (
      "$\\bar{x}_i$ and $w_{1}$ or $\\bar{y}_{j}$",
      [
        "1:2: Markdown reads part of this formula as markup",
        "1:18: Markdown reads part of this formula as markup",
      ]
    ),
    ("$f[i](x)$", ["1:2: Markdown reads part of this formula as markup"]),
    ("$x_i$ and $w_{1}$, $a < b$", []),
    ("$\\text{y\\_pred}$", []),
    // What is no formula is none of this check's business.
    ("It costs $5\\, or $6 \\, each.", []),
    ("`$\\,$` and \\$\\,\\$", []),
    ("```text\n$\\,$ \\operatorname\n```", []),
    ("    $\\,$", []),
  ]

  @Test(arguments: formulas) func `has formulas that code hosts draw`(_ prose: String, _ problems: [String])
    throws
  {
    #expect(errors(prose + "\n" + Self.block) == problems)
  }

  @Test func `of generated documents too`() throws {
    let text = try woven(
      """
      ```python trace
      import numpy as np
      W_all = np.array([[1.0, -2.0], [3.0, 4.0]])
      x = np.array([1.0, -1.0])
      y_pred = relu(W_all @ x)
      z = np.maximum(y_pred, [0.5, 0.5])
      loss = np.sum(np.abs(z)) + np.mean(softmax(x)[[0, 0, 1]]) + logsumexp(x.reshape(1, 2))
      loss.backward()
      ```
      """)
    let barred = try woven(
      """
      ```python trace
      import numpy as np
      w1 = np.array([[1.0, -2.0], [3.0, 4.0]])
      w2 = np.array([1.0, -1.0])
      h_all = w1 @ w2 + w2
      h_all.backward([1.0, 2.0])
      ```

      <!-- gradwalk: jacobian h_all -->

      <!-- gradwalk: steps -->
      """)
    #expect(barred.contains("\\bar{w_{1}}") && barred.contains("\\overline{\\text{h\\_all}}"))
    // As a lesson's prose the formulas pass the check.
    let formulas = (text + barred).split(separator: "\n").filter { $0.contains("$") && !$0.hasPrefix("![") }
    #expect(formulas.count > 20 && text.contains("\\mathrm{spread}") && text.contains("\\text{y\\_pred}"))
    #expect(errors(formulas.joined(separator: "\n\n") + "\n" + Self.block) == [])
  }

  @Test func `the alternative text of a frame is the sentence of its step`() throws {
    let text = try woven(
      "```python trace\n\(program)\n```\n\n<!-- gradwalk: circuit step=2 -->\n\n<!-- gradwalk: steps -->\n")
    #expect(
      text.contains(
        "![Backpropagation starts at the output; measured against itself it changes one for one: ∂f/∂f = 1.](step-02.svg)"
      ))
    #expect(
      text.contains(
        "![The multiply gate remembers both inputs: each will be the slope of the other.](step-01.svg)"))
    #expect(!text.contains("![Step"))
  }

  @Test func `the language of every figure is that of the document`() throws {
    let loop = "w = 1.0\nfor i in range(3):\n  l = w * w\n  l.backward()\n  w -= 0.1 * w.grad\n  w.grad = 0"
    let document = try Lesson(
      Array("```python trace\n\(loop)\n```\n\n<!-- gradwalk: steps -->\n".utf8), name: "lesson"
    ).document()
    let figures = document.files.filter { $0.path.hasSuffix(".svg") }
    #expect(figures.count > 3 && figures.contains { $0.path == "passes.svg" })
    for figure in figures {
      let root = String(decoding: figure.content, as: UTF8.self).prefix { $0 != ">" }
      #expect(root.contains(" lang=\"en\""), "\(figure.path)")
    }
  }

  // MARK: Links

  /// What stands beside the lesson.
  private static func target(_ path: String) -> LinkTarget {
    switch path {
    case "next.md": .lesson("next")
    case "two words.md": .lesson("two words")
    case "a.png", "pictures/b c.png", "circuit.svg", "card.svg": .file(Array(path.utf8))
    case "pictures": .folder
    case "away.png": .outside
    default: .missing(suggestion: path == "b.png" ? "a.png" : nil)
    }
  }

  private func document(_ prose: String) throws(LessonFailure) -> Document {
    try Lesson(Array((prose + "\n" + Self.block).utf8), name: "lesson").document(target: Self.target)
  }

  /// Prose, what becomes of it, and the files that go with it.
  static let links: [(prose: String, fitted: String, files: [String])] = [
    ("[n](next.md)", "[n](../next/README.md)", []),
    ("[n](next.md#steps \"Title\")", "[n](../next/README.md#steps \"Title\")", []),
    ("[n](./x/../next.md?a=1#b)", "[n](../next/README.md?a=1#b)", []),
    (
      "[n](two%20words.md) [n](<two words.md>)",
      "[n](../two%20words/README.md) [n](<../two%20words/README.md>)", []
    ),
    ("![p](a.png) and ![q](a.png)", "![p](a.png) and ![q](a.png)", ["a.png"]),
    ("![p](./a.png)", "![p](a.png)", ["a.png"]),
    ("![p](pictures/b%20c.png)", "![p](pictures/b%20c.png)", ["pictures/b c.png"]),
    ("[![p](a.png)](next.md)", "[![p](a.png)](../next/README.md)", ["a.png"]),
    ("[n][r]\n\n[r]: next.md", "[n][r]\n\n[r]: ../next/README.md", []),
    ("[r]\n\n[r]: <next.md#x> 'T'", "[r]\n\n[r]: <../next/README.md#x> 'T'", []),
    ("<img src=\"a.png\" width=3>", "<img src=\"a.png\" width=3>", ["a.png"]),
    ("see <a class='c' href='next.md'>n</a>", "see <a class='c' href='../next/README.md'>n</a>", []),
    ("> - [n](next.md)", "> - [n](../next/README.md)", []),
    ("| [n](next.md) |\n| --- |", "| [n](../next/README.md) |\n| --- |", []),
    // What leads somewhere from any place stays, as does what is no link.
    (
      "[h](https://e.org/a.md) [m](mailto:a@e.org) [s](#s) [r](/docs/a.md) [p](//e.org)",
      "[h](https://e.org/a.md) [m](mailto:a@e.org) [s](#s) [r](/docs/a.md) [p](//e.org)", []
    ),
    ("`[n](next.md)` \\[n](next.md)", "`[n](next.md)` \\[n](next.md)", []),
    ("    [n](next.md)", "    [n](next.md)", []),
    // A figure of the document itself.
    ("[t](trace.jsonl)", "[t](trace.jsonl)", []),
  ]

  @Test(arguments: links)
  func `has links that fit the place of the document`(_ prose: String, _ fitted: String, _ files: [String])
    throws
  {
    let document = try document(prose)
    let text = String(decoding: document.files[0].content, as: UTF8.self)
    #expect(text.contains("\n" + fitted + "\n"), "\(text.prefix(300))")
    let own = ["README.md", "card.svg", "circuit.svg", "circuit.dot", "trace.jsonl"]
    #expect(document.files.map(\.path).filter { !own.contains($0) && !$0.hasPrefix("step-") } == files)
  }

  /// Prose with a link that leads nowhere good.
  static let wrongLinks: [(prose: String, problem: String)] = [
    ("one [n](b.png)", "1:9: 'b.png' does not exist beside the lesson; did you mean 'a.png'?"),
    ("![n](x%20y.png)", "1:6: 'x y.png' does not exist beside the lesson"),
    ("[n](../docs/a.md)", "1:5: '../docs/a.md' is outside the folder of the lesson and is not copied"),
    ("[n](away.png)", "1:5: 'away.png' is outside the folder of the lesson and is not copied"),
    ("[n](pictures/)", "1:5: 'pictures' is a folder"),
    ("[n](.)", "1:5: '.' is a folder"),
    ("[n](circuit.svg)", "1:5: the document has a file 'circuit.svg' of its own"),
    ("[n](card.svg)", "1:5: the document has a file 'card.svg' of its own"),
    ("[r]\n\n[r]: gone.md", "3:6: 'gone.md' does not exist beside the lesson"),
    ("<img src='gone.png'>", "1:11: 'gone.png' does not exist beside the lesson"),
    ("[n](a%0Ab.png)", "1:5: 'a%0Ab.png' does not exist beside the lesson"),
  ]

  @Test(arguments: wrongLinks)
  func `is told where a link leads nowhere`(_ prose: String, _ problem: String) {
    #expect(errors(prose + "\n" + Self.block, target: Self.target) == [problem])
  }
}

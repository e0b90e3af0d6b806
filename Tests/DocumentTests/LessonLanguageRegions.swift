import Gradwalk

/// The generated parts of docs/lesson-language.md.
let lessonLanguageRegions: [GeneratedRegion] = {
  let document = "docs/lesson-language.md"
  return [
    GeneratedRegion(document: document, name: "fence-options") {
      table(["option", "value"], FenceOptions.descriptions.map { ["`\($0.name)=`", $0.expected] })
    },
    GeneratedRegion(document: document, name: "directives") {
      table(
        ["directive", "is replaced by"], DirectiveKind.allCases.map { ["`\($0.rawValue)`", $0.summary] })
    },
    GeneratedRegion(document: document, name: "functions") {
      table(
        ["function", "also written", "what it is"],
        FunctionSummary.all.map { function in
          let others = function.prefixes.filter { !$0.isEmpty }.map { "`\($0)`" }.joined(separator: " ")
          let prefix = function.prefixes.contains("") ? "" : function.prefixes.first ?? ""
          return ["`\(prefix)\(function.form)`", others, function.summary.replacing("|", with: "\\|")]
        })
    },
    GeneratedRegion(document: document, name: "gates") {
      table(
        ["gate", "symbol", "value", "local gradients, or the rules"],
        Gate.all.map(\.description).map { gate in
          let told = gate.slopes.isEmpty ? gate.rules : gate.slopes
          let slopes = told.map { $0.isEmpty ? "" : "`\($0)`" }.joined(separator: ", ")
          return [gate.name, "`\(gate.symbol)`".replacing("|", with: "\\|"), "`\(gate.equation)`", slopes]
        })
        + "\n\n`a` and `b` are the inputs, `y` is the output; `[a > b]` is 1 where it holds, else 0. Gates of"
        + "\narrays have rules, which make the gradient of each input from the upstream gradient `u`. Every slope and every rule is"
        + "\ncompared with numeric gradients, and every formula with what the gate computes, by the tests."
    },
    GeneratedRegion(document: document, name: "errors") { errorExamples() },
  ]
}()

func table(_ titles: [String], _ rows: [[String]]) -> String {
  let head = [
    "| " + titles.joined(separator: " | ") + " |", "|" + String(repeating: " --- |", count: titles.count),
  ]
  return (head + rows.map { "| " + $0.joined(separator: " | ") + " |" }).joined(separator: "\n")
}

/// What programs with a mistake are told, as a reader sees it.
private func errorExamples() -> String {
  let messages = mistakes.map { program -> String in
    do throws(ScriptFailure) {
      _ = try Program(program).run(RunOptions(limits: [.iterations: 1000, .nodes: 100, .elements: 1000]))
      return "no error: \(program)"
    } catch {
      return error.diagnostics.map { $0.text(file: "lesson.md", source: program) }.joined(separator: "\n")
    }
  }
  return "```text\n" + messages.joined(separator: "\n\n") + "\n```"
}

/// Programs with one mistake each, by what is wrong with them.
private let mistakes: [String] = [
  // Text
  "x = 2.0\nf = x ? 3\n", "f = 2 × 3\n", "x = 'abc\n", "x = 12abc\n",
  // Layout
  "def f(x):\nreturn x\n", "x = 1\n  y = 2\n", "if 1:\n\tx = 2\n",
  // Brackets
  "x = 2.0\nf = (x + 1\ny = 3\n", "f = 2)\n", "f = (2]\n",
  // Grammar
  "if 2 = 3:\n  pass\n", "x = 2\nf = x ^ 2\n", "x = 1\nx++\n", "print 3\n", "if 1\n  x = 2\n", "lambda = 3\n",
  "f = 2 3\n", "break\n", "return 2\n",
  // The border of the language
  "try:\n  x = 1\nexcept:\n  pass\n", "import os\n", "f = open('x')\n", "x = eval('2')\n",
  // Names and calls
  "x = 2.0\nf = sigmod(x)\n", "x = 2.0\nf = x * yy\n", "def f(x):\n  return x\ny = f(1, 2)\n",
  "x = 2.0\nf = exp(x, 2)\n",
  "x = 2.0\nf = x * x\nf.backwards()\n", "f = 3(4)\n",
  // Values
  "f = 'a' + 1\n", "x = [1, 2]\nf = x[5]\n", "a, b = 1, 2, 3\n", "x = {'a': 1}\nf = x['b']\n",
  "for i in 3:\n  pass\n",
  "f = 1 / 0\n", "x = 2.0\nf = x / 0\n", "x = -1.0\nf = log(x)\n", "x = 2.0\nf = x * x\nassert f == 5\n",
  "x = 2\ny = 3 - x.backward()\n",
  // Arrays
  "A = np.ones((2, 3))\nb = np.ones(2)\nc = A @ b\n", "x = np.ones(3)\nb = np.ones((2, 4))\nf = x + b\n",
  "W = np.array([[1, 2], [3]])\n", "x = np.ones(3)\nf = x[3]\n", "x = np.ones(3)\nf = x * 2\nf.backward()\n",
  "x = np.zeros((2000, 2000))\n", "x = np.ones(3)\nif x > 0:\n  pass\n",
  // Gates of the program's own, and backward passes by hand
  "class Times:\n  def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y\n"
    + "  def backward(self, dz):\n    dx = self.x * dz\n    dy = self.y * dz\n    return dx, dy\n"
    + "x = 2.0; y = 3.0\nf = Times()(x, y)\n",
  "x = 2.0; y = 3.0\nf = x * y\ndx = x\n", "class Net(nn.Module):\n  pass\n",
  // Limits
  "def f(x):\n  return f(x)\nf(1)\n", "while True:\n  pass\n", "x = 1.0\nfor i in range(200):\n  x = x * x\n",
]

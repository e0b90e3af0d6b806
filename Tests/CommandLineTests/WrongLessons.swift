/// A lesson that cannot be built.
struct WrongLesson: Sendable {
  var name: String
  var bytes: [UInt8]

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A lesson of some text.
  init(_ name: String, text: String) { self.init(name, Array(text.utf8)) }

  /// A lesson with a program.
  init(_ name: String, _ program: String, options: String = "", after: String = "") {
    self.init(
      name, text: "# A lesson\n\nLook at this.\n\n```python trace\(options)\n\(program)\n```\n\n\(after)\n")
  }
}

extension WrongLesson {
  static let all = programs + arithmetic + limits + fences + directives + prose + frontMatter + files

  private static let good = "x = 3.0; y = -4.0\nf = x * y"

  /// A multiply gate whose backward function takes one input for the other.
  private static let swapped =
    "class MultiplyGate(object):\n  def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y\n"
    + "  def backward(self, dz):\n    dx = self.x * dz\n    dy = self.y * dz\n    return [dx, dy]\n"
    + "x = 3.0; y = -4.0\ngate = MultiplyGate()\nf = gate(x, y)"

  private static let programs = [
    WrongLesson("a misspelt function", "x = 3.0\nf = sigmod(x)"),
    WrongLesson("a misspelt name", "weight = 3.0\nf = wieght * 2"),
    WrongLesson("an undefined name", "x = 3.0\nf = x * q"),
    WrongLesson("a name used before it has a value", "f = x * 2\nx = 3.0"),
    WrongLesson("a missing bracket", "x = 3.0; y = 1.0\nf = (x + y * 2\ng = f * 2"),
    WrongLesson("a bracket too many", "x = 3.0\nf = (x + 1)) * 2"),
    WrongLesson("a wrong argument count", "x = 3.0\nf = sigmoid(x, 2)"),
    WrongLesson("a wrong argument count of one's own function", "def g(a, b):\n  return a * b\nf = g(3.0)"),
    WrongLesson("a missing colon", "def g(a)\n  return a\nf = g(3.0)"),
    WrongLesson("a missing closing quote", "x = 3.0\nprint(\"x is, x)\nf = x * 2"),
    WrongLesson("a tab-indented block", "x = 3.0\nif x > 0:\n\tf = x * 2"),
    WrongLesson("a block that is not indented", "x = 3.0\nif x > 0:\nf = x * 2"),
    WrongLesson("an operator of another language", "x = 3.0\nf = x ^ 2"),
    WrongLesson("a sign from a word processor", "x = 3.0\nf = x − 2"),
    WrongLesson("an assignment for a comparison", "x = 3.0\nif x = 3:\n  f = x * 2"),
    WrongLesson("a stray prompt", ">>> x = 3.0\n>>> f = x * 2"),
    WrongLesson("opening a file", "f = open(\"x\")"),
    WrongLesson("import os", "import os\nx = 3.0\nf = x * 2"),
    WrongLesson("import torch", "import torch\nx = torch.tensor(3.0)\nf = x * 2"),
    WrongLesson(
      "a class that inherits", "class Neuron(nn.Module):\n  def forward(self, x):\n    return x\nf = 1.0"),
    WrongLesson("a wrong gate", swapped),
    WrongLesson("a right gate where a wrong one is expected", good, options: " expect=wrong-gradient"),
    WrongLesson("a wrong gradient by hand", good + "\ndx = x\ndy = x"),
    WrongLesson("an attribute that nothing set", swapped.replacing("= self.x *", with: "= self.z *")),
    WrongLesson("try", "try:\n  f = 1.0\nexcept:\n  f = 2.0"),
    WrongLesson("a number added to text", "x = 3.0\nprint(\"a\" + 1)\nf = x * 2"),
    WrongLesson("the method of another kind of value", "x = 3.0\nf = x.append(2)"),
    WrongLesson("a number that is called", "x = 3.0\nf = x(2)"),
    WrongLesson("an item beyond the end", "w = [1.0, 2.0]\nf = w[2] * 3"),
    WrongLesson("several errors", "x = 3.0\nf = sigmod(x)\ng = tahn(x)\nh = x +"),
  ]

  private static let arithmetic = [
    WrongLesson("division by zero", "x = 3.0; y = 0.0\nf = x / y"),
    WrongLesson("division by a zero that is no gate", "x = 3.0\nf = x * (1 / 0)"),
    WrongLesson("log of a negative number", "x = 1.0; y = 2.0\nf = log(x - y)"),
    WrongLesson("sqrt of a negative number", "x = -4.0\nf = sqrt(x)"),
    WrongLesson("an overflow", "x = 1000.0\nf = exp(x)"),
    WrongLesson("a slope that is infinite", "x = 0.0\nf = sqrt(x)"),
    WrongLesson("an assertion that fails", "x = 3.0\nf = x * 2\nf.backward()\nassert x.grad == 3.0"),
    WrongLesson("an assertion with a tolerance", "x = 3.0\nf = x * 2\nassert abs(f - 6.1) < 0.005"),
    WrongLesson("an assertion with words", "x = 3.0\nf = x * 2\nassert f == 7, \"f should be 7\""),
  ]

  private static let limits = [
    WrongLesson("a loop that never ends", "x = 3.0\nwhile x > 0:\n  pass"),
    WrongLesson("a loop that records without end", "x = 3.0\nwhile x > 0:\n  x = x * 1.0001"),
    WrongLesson("recursion without end", "def g(x):\n  return g(x) + 1\nf = g(3.0)"),
    WrongLesson("ten million iterations", "x = 0\nfor i in range(10000000):\n  x += 1\nf = x * 2.0"),
    WrongLesson("a list without end", "l = [0]\nwhile True:\n  l = l + l"),
    WrongLesson("a line of a megabyte", "x = 3.0\nf = x" + String(repeating: " + x", count: 262_144)),
    WrongLesson(
      "brackets nested too deeply",
      "x = 3.0\nf = " + String(repeating: "(", count: 2000) + "x" + String(repeating: ")", count: 2000)),
  ]

  private static let fences = [
    WrongLesson("a fence that never closes", text: "# A lesson\n\n```python trace\nf = 1.0\n\nMore text.\n"),
    WrongLesson("an unknown fence option", good, options: " colapse=g"),
    WrongLesson("a fence option without its value", good, options: " name"),
    WrongLesson("a fence option with spaces", good, options: " name = first"),
    WrongLesson("digits that are no number", good, options: " digits=two"),
    WrongLesson("a direction there is not", good, options: " direction=LRT"),
    WrongLesson("a pass by hand that is neither", good, options: " byhand=yes"),
    WrongLesson("another expectation than a wrong gradient", good, options: " expect=failure"),
    WrongLesson("a fence option given twice", good, options: " digits=2 digits=3"),
    WrongLesson("a name with a slash", good, options: " name=../up"),
    WrongLesson("collapsing a function there is not", good, options: " collapse=sigmoid"),
    WrongLesson(
      "collapsing a misspelt function", "def sigma(x):\n  return 1 / (1 + exp(-x))\nx = 1.0\nf = sigma(x)",
      options: " collapse=sigmoid"),
    WrongLesson("an output there is not", good, options: " output=g"),
    WrongLesson("an input there is not", good, options: " inputs=x,z"),
    WrongLesson(
      "two blocks of the same name",
      text: """
        # A lesson

        ```python trace name=first
        \(good)
        ```

        ```python trace name=first
        \(good)
        ```
        """),
    WrongLesson(
      "two blocks without names",
      text: """
        # A lesson

        ```python trace
        \(good)
        ```

        ```python trace
        \(good)
        ```
        """),
    WrongLesson(
      "an error in a block inside a list",
      text: "# A lesson\n\n- An item:\n\n  ```python trace\n  x = 3.0\n  f = sigmod(x)\n  ```\n"),
    WrongLesson(
      "an error in a block inside a quote",
      text: "# A lesson\n\n> ~~~python trace\n> x = 3.0\n> f = sigmod(x)\n> ~~~\n"),
    WrongLesson("an error in an empty block", ""),
  ]

  private static let directives = [
    WrongLesson("an unknown directive", good, after: "<!-- gradwalk: circiut -->"),
    WrongLesson("a directive without a word", good, after: "<!-- gradwalk: -->"),
    WrongLesson("a directive without its colon", good, after: "<!-- gradwalk circuit -->"),
    WrongLesson("a misspelt gradwalk", good, after: "<!-- gradwlak: circuit -->"),
    WrongLesson("an argument that a directive does not take", good, after: "<!-- gradwalk: table step=3 -->"),
    WrongLesson("a directive inside a paragraph", good, after: "Look: <!-- gradwalk: circuit --> there."),
    WrongLesson("a directive with text behind it", good, after: "<!-- gradwalk: circuit --> there."),
    WrongLesson("a directive of several lines", good, after: "<!-- gradwalk:\n circuit -->"),
    WrongLesson("a directive that is not closed", good, after: "<!-- gradwalk: circuit"),
    WrongLesson("an unknown block", good, after: "<!-- gradwalk: circuit of=wrongg -->"),
    WrongLesson("a step out of range", good, after: "<!-- gradwalk: circuit step=99 -->"),
    WrongLesson("a negative step", good, after: "<!-- gradwalk: circuit step=-1 -->"),
    WrongLesson("a step that is a word", good, after: "<!-- gradwalk: circuit step=last -->"),
    WrongLesson("a pass out of range", good, after: "<!-- gradwalk: steps pass=2 -->"),
    WrongLesson("pass 0", good, after: "<!-- gradwalk: steps pass=0 -->"),
    WrongLesson(
      "a directive without a program", text: "# A lesson\n\n<!-- gradwalk: circuit -->\n"),
    WrongLesson("a part of the steps there is not", good, after: "<!-- gradwalk: steps backwards -->"),
    WrongLesson(
      "several errors in directives", good, after: "<!-- gradwalk: circus -->\n\n<!-- gradwalk: tabel -->"),
  ]

  private static let prose = [
    WrongLesson(
      "a formula that loses its line break", good, after: "So $$\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}$$"),
    WrongLesson("a formula that loses its space", good, after: "So $\\bar{x}\\,y$ holds."),
    WrongLesson("a macro that hosts refuse", good, after: "So $\\operatorname{sign}(x)$ holds."),
    WrongLesson("a formula with emphasis", good, after: "So $a*b$ and $c*d$ hold."),
    WrongLesson("a picture that is not there", good, after: "![A picture](pictures/none.png)"),
    WrongLesson("a link to a misspelt lesson", good, after: "[The good one](goood.md#start)"),
    WrongLesson("a link out of the folder", good, after: "[Notes](../notes/all.md)"),
    WrongLesson("a link to a folder", good, after: "[All](.)"),
  ]

  private static func front(_ yaml: String) -> String {
    "---\n\(yaml)\n---\n\n```python trace\n\(good)\n```\n"
  }

  private static let frontMatter = [
    WrongLesson("front matter that is not YAML", text: front("title: \"A lesson\norder: 1")),
    WrongLesson("a colon inside a title", text: front("title: Circuits: the first")),
    WrongLesson("a tab in the front matter", text: front("title:\n\t- one")),
    WrongLesson("an unknown key", text: front("title: A lesson\nsumary: Short.")),
    WrongLesson("an order that is a word", text: front("title: A lesson\norder: first")),
    WrongLesson("digits out of range", text: front("title: A lesson\ndigits: 40")),
    WrongLesson("a title that is a list", text: front("title: [one, two]")),
    WrongLesson("an empty title", text: front("title:\norder: 1")),
    WrongLesson("a key given twice", text: front("title: A lesson\norder: 1\ntitle: Another")),
    WrongLesson("front matter that is a list", text: front("- title\n- order")),
    WrongLesson(
      "front matter that is not closed", text: "---\ntitle: A lesson\n\n```python trace\n\(good)\n```\n"),
    WrongLesson("two documents of YAML", text: front("title: A\n--- b\ntitle: B")),
  ]

  private static let files = [
    WrongLesson("a file that is not UTF-8", Array("# A less".utf8) + [0xF6] + Array("n\n".utf8)),
    WrongLesson(
      "a file in UTF-16", [0xFF, 0xFE] + Array("# A lesson\n").flatMap { [UInt8($0.asciiValue ?? 0), 0] }),
    WrongLesson("an empty file", []),
    WrongLesson("a file of spaces", text: " \n\n  \n"),
    WrongLesson("a NUL byte", text: "# A lesson\n\n```python trace\nx = 3.0\nf = x\u{0} * 2\n```\n"),
    WrongLesson(
      "Windows line ends",
      text: "# A lesson\r\n\r\n```python trace\r\nx = 3.0\r\nf = sigmod(x)\r\n```\r\n"),
  ]
}

import Lessons
import Testing

struct `The woven document` {
  @Test func `the passes of a loop are a table and a curve`() throws {
    let lesson = try Lesson(
      Array(
        """
        ```python trace
        w = 3.0
        for step in range(4):
            loss = w * w
            loss.backward()
            w -= 0.1 * w.grad
            w.grad = None
        ```

        <!-- gradwalk: passes -->
        """.utf8), name: "descent")
    let document = try lesson.document()
    let text = String(decoding: document.files[0].content, as: UTF8.self)
    #expect(text.contains("| 4 |"))
    #expect(text.contains("(passes.svg)"))
    #expect(document.files.contains { $0.path == "passes.svg" })
  }

  @Test func `has the figures where the text asks for them`() throws {
    let text = try woven(
      """
      ---
      title: A product
      summary: Two numbers.
      source: "[The *notes*](x), https://example.org/a_b_(c); <i>, https://example.org."
      ---


      Look.

      ```python trace direction=LR
      x = 3.0; y = -4.0


      f = x * y
      ```



      <!-- gradwalk: circuit -->
      <!-- gradwalk: circuit step=2 -->

      The end.


      """)
    #expect(
      text == """
        \(generated)

        # A product

        *Two numbers.*

        Look.

        ```python
        x = 3.0; y = -4.0


        f = x * y
        ```

        ![The circuit of A product](circuit.svg)

        ![Backpropagation starts at the output; measured against itself it changes one for one: ∂f/∂f = 1.](step-02.svg)

        The end.

        ---

        Source: \\[The \\*notes\\*\\](x), <https://example.org/a_b_(c)>; &lt;i&gt;, https://example.org.

        """)
  }

  @Test func `keeps to lists and quotes`() throws {
    let text = try woven(
      """
      - Item

        ```python trace
        \(program.replacing("\n", with: "\n  "))
        ```

        <!-- gradwalk: output -->
        <!-- gradwalk: table -->

      > Quote
      >
      > <!-- gradwalk: table -->
      >
      > End
      """)
    #expect(text.contains("\n  | `x` |  | 3 | −4 |"))
    #expect(text.contains("\n> | `x` |  | 3 | −4 |"))
    #expect(text.hasSuffix("\n>\n> End\n"))
  }

  @Test func `a block that no directive is about is followed by all of it`() throws {
    let text = try woven("Before.\n\n```python trace\n\(program)\n```\nAfter.\n")
    let circuit = try #require(
      text.firstRange(of: "```\n\n![The circuit of lesson](circuit.svg)\n\n### Step 0"))
    let table = try #require(text.firstRange(of: "| wire | gate |"))
    let after = try #require(text.firstRange(of: "After."))
    #expect(circuit.lowerBound < table.lowerBound && table.lowerBound < after.lowerBound)
  }

  @Test func `generated parts stand apart from the text around them`() throws {
    let text = try woven("```python trace\n\(program)\n```\ntext\n<!-- gradwalk: table -->\ntext\n")
    #expect(text.contains("text\n\n| wire") && text.contains("|\n\ntext"))
    let all = try woven("```python trace\n\(program)\n```\nAfter.\n")
    #expect(all.contains("|\n\nAfter."))
  }

  @Test func `digits on the fence come before those of the front matter`() throws {
    let front = "---\ntitle: A\ndigits: 3\n---\n\n"
    let program = "x = 0.5\nf = tanh(x)"
    let after = "\n```\n\n<!-- gradwalk: table -->\n"
    #expect(try woven(front + "```python trace\n" + program + after).contains("| 0.500 |"))
    #expect(try woven(front + "```python trace digits=1\n" + program + after).contains("| 0.5 |"))
    #expect(try woven("```python trace\n" + program + after).contains("| 0.50 |"))
  }

  @Test func `collapse, output, inputs and faults do what they say`() throws {
    let functions = "def sigma(s):\n  return 1 / (1 + exp(-s))\nx = 1.0; w = 2.0\nf = sigma(w * x)\ng = f + w"
    func table(_ options: String) throws -> String {
      try woven("```python trace \(options)\n\(functions)\n```\n\n<!-- gradwalk: table -->\n")
    }
    #expect(try table("").contains("| `exp` |") && !(try table("collapse=sigma")).contains("| `exp` |"))
    #expect(try table("output=f").contains("Other values: `g` = "))
    #expect(try !table("inputs=w").contains("| `x` |"))
    let fault = "z = 0.0\nf = 1 / z"
    #expect(errors("```python trace\n\(fault)\n```\n") == ["3:5: division by zero at step 1"])
    #expect(try woven("```python trace faults=show\n\(fault)\n```\n").contains("infinity"))
  }

  @Test func `passes are kept when the fence asks for them`() throws {
    let loop =
      "w = 1.0\nfor i in range(9):\n  l = (w - 3) ** 2\n  l.backward()\n  w -= 0.1 * w.grad\n  w.grad = 0"
    func lesson(_ options: String, _ pass: Int) -> String {
      "```python trace \(options)\n\(loop)\n```\n\n<!-- gradwalk: steps pass=\(pass) -->\n"
    }
    #expect(try woven(lesson("steps=4", 4)).contains("Step 1"))
    #expect(errors(lesson("steps=4", 10)) == ["10:22: there is no pass 10; the program makes 9 passes"])
  }

  @Test func `names that are not letters of English are text everywhere`() throws {
    let document = try Lesson(
      Array(
        "---\ntitle: '<b> \"한글\" --> & σ 🙂 שלום'\n---\n\n```python trace name=größe\nσ한 = 2.0\nf = σ한 * 3\nprint('<i> --> ```')\n```\n"
          .utf8), name: "lesson"
    ).document()
    let text = String(decoding: document.files[0].content, as: UTF8.self)
    #expect(text.contains("# &lt;b&gt; ") && text.contains("한글") && text.contains("🙂 שלום"))
    #expect(courseIndex(of: [document]).contains(">&lt;b&gt; &quot;한글&quot; --&gt; &amp; σ"))
  }

  @Test func `the list of lessons links to names of any kind`() throws {
    let document = try Lesson(Array("```python trace\n\(program)\n```\n".utf8), name: "my lesson (1)")
      .document()
    #expect(courseIndex(of: [document]).contains("href=\"my%20lesson%20%281%29/README.md\""))
  }

  @Test(arguments: ["print(3)", "f = 3.0", "pass", "x = 2.0\ny = x", "def f(x):\n  return x"])
  func `a program without a gate is told without a circuit`(program: String) throws {
    let text = try woven("Text.\n\n```python trace\n\(program)\n```\n\nMore.\n")
    #expect(text.contains("More.") && !text.contains("0 inputs"))
  }
}

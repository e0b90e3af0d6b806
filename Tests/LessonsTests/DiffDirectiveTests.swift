import Lessons
import Testing

struct `The directive diff` {
  private func lesson(_ directive: String, second: String = "f = x * 4") -> String {
    """
    ```python trace name=right
    x = 2.0
    f = x * 3
    ```

    ```python trace name=wrong
    x = 2.0
    \(second)
    ```

    <!-- gradwalk: \(directive) -->

    """
  }

  @Test func `shows what another block has otherwise, as a figure and a table`() throws {
    let text = try woven(lesson("diff of=right with=wrong"))
    #expect(text.contains("![The circuit of right, and what wrong has otherwise](right/diff-wrong.svg)"))
    #expect(text.contains("Where a number differs, right has the one before ≠, wrong the one behind it."))
    #expect(text.contains("| `x` | gradient | 3 | 4 |\n| `f` | value | 6 | 8 |"))
    let files = try Lesson(Array(lesson("diff of=right with=wrong").utf8), name: "lesson").document().files
    #expect(files.contains { $0.path == "right/diff-wrong.svg" })
  }

  @Test func `says so where nothing differs, without a figure`() throws {
    let text = try woven(lesson("diff of=right with=wrong", second: "f = x * 3"))
    #expect(text.contains("All numbers on 2 wires agree."))
    #expect(!text.contains("diff-wrong.svg"))
  }

  @Test(arguments: [
    (
      "diff of=right",
      "11:16: 'diff' needs the name of another block"
    ),
    ("diff of=right with=wrnog", "11:35: no block is named 'wrnog'; did you mean 'wrong'?"),
    ("diff of=rihgt with=wrong", "11:24: no block is named 'rihgt'; did you mean 'right'?"),
  ])
  func `needs another block`(directive: String, message: String) {
    #expect(errors(lesson(directive)) == [message])
  }
}

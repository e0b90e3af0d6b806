import Foundation
import Gradwalk
import Testing

/// The generated parts of README.md.
let readmeRegions: [GeneratedRegion] = [
  GeneratedRegion(document: "README.md", name: "help") {
    let help = try gradwalk(["--help"]).output
    return "```text\n" + help.trimmingCharacters(in: .newlines) + "\n```"
  },
  GeneratedRegion(document: "README.md", name: "draw-example") {
    let command = "gradwalk draw 'f = (x + y) * z' x=-2 y=5 z=-4 -o f.svg"
    return """
      ```sh
      \(command)
      ```
      """
  },
  GeneratedRegion(document: "README.md", name: "five-minutes") { try fiveMinutes() },
  GeneratedRegion(document: "README.md", name: "swift-example") {
    let url = GeneratedRegion.root.appending(path: "Tests/DocumentTests/SwiftExample.swift")
    let source = try String(contentsOf: url, encoding: .utf8)
    let start = try #require(source.range(of: "// begin\n")).upperBound
    let end = try #require(source.range(of: "\n// end")).lowerBound
    let code = String(source[start..<end])
    return "```swift\nimport Gradwalk\n\n\(code.trimmingCharacters(in: .newlines))\n```"
  },
]

/// The lesson of the section, which is built, and made wrong once, to show what comes of it.
private let lesson = """
  ---
  title: How far is the target?
  summary: A guess, a target, and the square of what lies between them.
  order: 20
  source: "Worked out by hand"
  ---

  A guess of 2 × 3 misses the target 5 by 1. Which way should `w` move?

  ```python trace
  w = 2.0
  x = 3.0
  target = 5.0

  error = w * x - target
  loss = error**2
  loss.backward()

  assert w.grad == 6
  ```

  <!-- gradwalk: circuit -->

  The gradient of `w` is 6, so a larger `w` makes the loss larger. Every step on the way there:

  <!-- gradwalk: steps backward -->

  """

private func fiveMinutes() throws -> String {
  let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "gradwalk-readme-\(UUID().uuidString)")
  let manager = FileManager.default
  try manager.createDirectory(at: folder.appending(path: "lessons"), withIntermediateDirectories: true)
  defer { try? manager.removeItem(at: folder) }
  let file = folder.appending(path: "lessons/distance.md")
  try lesson.write(to: file, atomically: true, encoding: .utf8)
  let checked = try gradwalk(["check", "lessons/distance.md"], in: folder)
  let built = try gradwalk(["build", "lessons/distance.md"], in: folder)
  #expect(built.status == 0, "\(built.errors)")
  try lesson.replacingOccurrences(of: "w.grad == 6", with: "w.grad == 5")
    .write(to: file, atomically: true, encoding: .utf8)
  let wrong = try gradwalk(["build", "lessons/distance.md"], in: folder)
  #expect(wrong.status == 1)
  return """
    ## Write a lesson of your own in five minutes

    A lesson is a Markdown file. Prose is prose; the program stands in a fenced block that says `trace`; an HTML comment marks
    the place where a figure goes. Save this as `lessons/distance.md`:

    ````markdown
    \(lesson.trimmingCharacters(in: .newlines))
    ````

    Check the numbers: each gradient beside one found by nudging.

    ```text
    $ gradwalk check lessons/distance.md
    \(checked.output.trimmingCharacters(in: .newlines))
    ```

    Then build the document:

    ```text
    $ gradwalk build lessons/distance.md
    \(built.output.trimmingCharacters(in: .newlines))
    ```

    Open `output/distance/README.md`: each comment has become what it asked for. Now make it wrong once. Change the assertion to
    `w.grad == 5` and build again; `output/` stays as it was:

    ```text
    $ gradwalk build lessons/distance.md
    \(wrong.errors.trimmingCharacters(in: .newlines))
    ```

    A lesson whose numbers no longer agree with its text does not get built. From here:

    - *Inputs* are the names that you bind to plain numbers at the outermost level. Each becomes a labelled wire with a gradient.
      A number written inside an expression, such as the 2 in `error**2`, becomes part of its gate.
    - *The output* is what you call `backward()` on. Without such a call it is the last value computed.
    - *Several programs* in one lesson need names: `python trace name=first` on the fence, and
      `<!-- gradwalk: circuit of=first -->` for its figure.
    - *A moment of the walk* is `<!-- gradwalk: circuit step=4 -->`. Step 0 shows the inputs; then comes one step for each gate,
      the seed, and one step for each gate on the way back.
    - *A function* defined with `def` is drawn as a frame around its gates; `collapse=NAME` on the fence closes it to one gate.
    - `<!-- gradwalk: table -->` compares each gradient with its numeric twin, and `<!-- gradwalk: output -->` shows what the
      program printed.
    """
}

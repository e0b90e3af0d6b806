import Foundation
import Testing

/// The blocks of lessons whose arrays are made with `np.array` are Python: after `from lesson import *` they have
/// the same values and gradients there. `Tests/Reference/check_lessons_in_python.py` does both and compares.
@Suite struct LessonsInPythonTests {
  @Test(.enabled(if: Python.withNumPy != nil, "Python with NumPy is not here: install python3-numpy"))
  func `lessons of arrays have the values and gradients that Python gives them`() throws {
    let lines = try compared(Python.lessons.filter { try !Python.trainsLong($0) })
    #expect(lines.filter { $0.hasSuffix("values and gradients agree") }.count > 15)
  }

  @Test(.enabled(if: Python.withNumPy != nil, "Python with NumPy is not here: install python3-numpy"))
  func `a gradient that Python has otherwise is told`() throws {
    let workspace = try Workspace()
    let lesson = "```python trace\nimport numpy as np\nx = np.array([1.0, 2.0])\nf = np.sum(x * 3.0)\n```\n"
    try lesson.write(toFile: workspace.path + "/other.md", atomically: true, encoding: .utf8)
    // An executable that traces another program than it was asked to.
    let wrong = "#!/bin/sh\nsed s/3.0/4.0/ \"$2\" | '\(Workspace.executable)' trace -\n"
    try wrong.write(toFile: workspace.path + "/wrong", atomically: true, encoding: .utf8)
    let told = try workspace.shell(
      "chmod +x wrong; \(Python.withNumPy ?? "") '\(Python.script)' --against ./wrong other.md")
    #expect(told.status == 1)
    #expect(
      told.output == """
        other.md other: gradient of x is [4.0, 4.0], in Python [3.0, 3.0]
        other.md other: value of f is 12.0, in Python 9.0

        """)
  }

  private func compared(_ lessons: [String]) throws -> [Substring] {
    let workspace = try Workspace()
    let names = lessons.map { "'\($0)'" }.joined(separator: " ")
    let told = try workspace.shell(
      "\(Python.withNumPy ?? "") '\(Python.script)' --against \"$GRADWALK\" \(names)")
    #expect(told.status == 0, "\(told.output)\(told.errors)")
    return told.output.split(separator: "\n")
  }
}

/// Where Python and the lessons are.
private enum Python {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let script = repository + "/Tests/Reference/check_lessons_in_python.py"

  /// The first of the usual interpreters that has NumPy.
  static let withNumPy = ["python3", "/usr/bin/python3"].first { name in
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name, "-c", "import numpy"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  static var lessons: [String] {
    get throws {
      let folder = repository + "/lessons/"
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
        .sorted().map { folder + $0 }
    }
  }

  /// Long training takes a debug build too long; `make compare` has these lessons too.
  static func trainsLong(_ lesson: String) throws -> Bool {
    try String(contentsOfFile: lesson, encoding: .utf8).split(separator: "\n")
      .contains { $0.hasPrefix("```") && $0.contains(" steps=") }
  }
}

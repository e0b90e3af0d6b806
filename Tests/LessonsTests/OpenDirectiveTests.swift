import Foundation
import Script
import Testing
import TraceModel

@testable import Lessons

struct `A part of a large circuit in a document` {
  private static let code = """
    def gate(a, b):
        return tanh(a * b)
    x = 0.5
    h = x
    for i in range(20):
        h = gate(h, 1.1) + gate(x, h)
    f = x + h + x * 2 + h * 3 + x * 4 + h * 5 + x * 6
    f.backward()
    """

  private func lesson(_ directive: String, options: String = "") -> String {
    "```python trace\(options)\n\(Self.code)\n```\n\n<!-- gradwalk: \(directive) -->\n"
  }

  @Test(arguments: [
    ("open i", "![The inside of i: turn 1 of 20](inside-i.svg)"),
    ("open i 7", "![The inside of i: turn 7 of 20](inside-i-7.svg)"),
    ("open gate 40", "![The inside of gate: call 40 of 40](inside-gate-40.svg)"),
    ("open f", "![The inside of f](inside-f.svg)"),
    ("open i 7 step=32", "(inside-i-7-step-32.svg)"),
  ])
  func `stands where the text asks for it`(directive: String, image: String) throws {
    #expect(try woven(lesson(directive)).contains(image))
  }

  @Test(arguments: [
    ("", "open", "12:16: 'open' needs the name of a function, a loop or a sum"),
    (
      "", "open gates",
      "12:21: the circuit has no function, loop or sum named 'gates'; did you mean 'gate'?"
    ),
    ("", "open i 21", "12:23: the loop over 'i' has no turn 21"),
    ("", "open gate 41", "12:26: 'gate' is not called 41 times"),
    ("", "open f 2", "12:23: there is no sum 'f' number 2"),
    ("", "open i step=9999", "12:23: there is no step 9999"),
    (
      " open=gates", "circuit",
      "1:22: the circuit has no function, loop or sum named 'gates'; did you mean 'gate'?"
    ),
    (" collapse=i", "circuit", "1:26: the program calls no function of its own named 'i'"),
  ])
  func `says what is wrong with what is asked for`(options: String, directive: String, error: String) {
    #expect(errors(lesson(directive, options: options)).map { String($0.prefix(error.count)) } == [error])
  }

  @Test func `is told how many there are`() {
    #expect(hints(lesson("open i 21")) == ["it has 20"])
    #expect(hints(lesson("open gate 41")) == ["it is called 40 times"])
    #expect(hints(lesson("open q")) == ["it has i, gate, f"])
  }
}

import Numbers
import Script
import Testing
import TraceModel

@testable import Lessons

struct `The Jacobian in a document` {
  private func lesson(_ directive: String, _ code: String = "x = 3.0; y = -4.0\nq = x * y\nf = q + x")
    -> String
  {
    "```python trace\n\(code)\n```\n\n<!-- gradwalk: \(directive) -->\n"
  }

  @Test func `stands where the text asks for it`() throws {
    let text = try woven(lesson("jacobian q"))
    #expect(
      text.contains("**The Jacobian of `q` by `x`**") && text.contains("**The Jacobian of `q` by `y`**"))
    let one = try woven(lesson("jacobian q y pass=1"))
    #expect(!one.contains("by `x`**") && one.contains("by `y`**"))
  }

  @Test(arguments: [
    ("jacobian", "7:16: 'jacobian' needs the name of a gate's value"),
    ("jacobian qq", "7:25: the program computes no value named 'qq'; did you mean 'q'?"),
    ("jacobian x", "7:25: 'x' is an input; a Jacobian belongs to a gate"),
    ("jacobian q z", "7:27: 'q' is not computed from 'z' in one step"),
    ("jacobian f qq", "7:27: 'f' is not computed from 'qq' in one step; did you mean 'q'?"),
    ("jacobian q x y", "7:29: 'jacobian' takes no 'y'"),
    ("jacobian q step=2", "7:27: 'jacobian' takes no 'step'"),
  ])
  func `says what is wrong with what it asks for`(directive: String, error: String) {
    #expect(errors(lesson(directive)) == [error])
  }
}

struct `The trace beside a document` {
  @Test func `is left out where it is large`() throws {
    func content(_ numbers: [Double]) throws -> [UInt8]? {
      var builder = TraceBuilder(title: "large")
      builder.addNode(value: try #require(Tensor(shape: [numbers.count], elements: numbers)))
      builder.addStep(ofInputs: 0..<1)
      return TraceFile(builder.trace).content
    }
    #expect(TraceFile(Trace(title: "large")).content != nil)
    #expect(try content([Double](repeating: 1, count: 300_000)) == nil)
    #expect(try content((0..<60_000).map { 1 / Double($0 + 1) }) == nil)
    #expect(try content((0..<6_000).map { 1 / Double($0 + 1) }) != nil)
  }
}

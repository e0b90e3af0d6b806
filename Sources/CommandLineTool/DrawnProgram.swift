import Gradwalk
import TraceModel

/// The program that `gradwalk draw` was given in several arguments: its inputs, then the expression.
struct DrawnProgram {
  let text: String
  private let expression: String
  private let inputs: [String]

  init(_ expression: String, inputs: [String]) {
    self.expression = expression
    self.inputs = inputs
    text = (inputs + [expression]).joined(separator: "\n") + "\n"
  }

  /// Runs the program.
  func run(_ fence: FenceOptions, limits: [Limit: Int]) throws -> Trace {
    do throws(ScriptFailure) {
      let options = fence.commandLineRun(title: expression, limits: limits)
      let outcome = try Program(text).run(options)
      if !outcome.diagnostics.isEmpty { Files.complain(outcome.diagnostics.text(told)) }
      return outcome.trace
    } catch {
      // What is wrong with an input makes it unknown to the expression: one error is enough.
      let ofInputs = error.diagnostics.filter { ($0.range?.start.line ?? .max) <= lineCount(of: inputs) }
      let chosen = ofInputs.isEmpty ? error.diagnostics : ofInputs
      throw CommandFailure(told: chosen.text(told))
    }
  }

  /// A diagnostic with its place in the argument that it is about.
  private func told(_ diagnostic: Diagnostic) -> String {
    guard let range = diagnostic.range else { return diagnostic.text(file: "<expression>", source: text) }
    var first = 1
    for (number, input) in inputs.enumerated() {
      let count = lineCount(of: [input])
      if range.start.line < first + count {
        return moved(diagnostic, range, by: first - 1).text(file: "<input \(number + 1)>", source: input)
      }
      first += count
    }
    return moved(diagnostic, range, by: first - 1).text(file: "<expression>", source: expression)
  }

  private func moved(_ diagnostic: Diagnostic, _ range: SourceRange, by lines: Int) -> Diagnostic {
    let offset = SourceOffset(lines: -lines)
    var moved = diagnostic
    moved.range = SourceRange(offset.place(range.start), offset.place(range.end))
    return moved
  }

  private func lineCount(of texts: [String]) -> Int {
    texts.reduce(0) { $0 + $1.count(where: \.isNewline) + 1 }
  }
}

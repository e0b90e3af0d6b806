import Language
import Numbers
import TraceModel

@testable import Script

extension Outcome {
  /// The lines that the program printed.
  var printed: [String] {
    trace.steps.flatMap(\.events).compactMap { if case .print(let text) = $0 { text } else { nil } }
  }

  /// The parameters' moves, in order.
  var updates: [Update] {
    trace.steps.flatMap(\.events).compactMap { if case .update(let update) = $0 { update } else { nil } }
  }

  /// The inputs' names.
  var inputs: [String] { trace.nodes.filter { $0.gate == nil }.map { $0.shownName } }

  /// The gates as `name = symbol(operands)`, with constants as `name:value` or value.
  var gates: [String] {
    trace.nodes.filter { $0.gate != nil }.map { node in
      let operands = node.operands.map { operand in
        switch operand {
        case .node(let id): trace.node(id).shownName
        case .constant(let constant):
          (constant.name.map { $0 + ":" } ?? "") + "\(constant.value.elements[0])"
        }
      }
      return "\(node.shownName) = \(node.gate?.symbol ?? "")(\(operands.joined(separator: ", ")))"
    }
  }
}

extension Node {
  /// `c`, `c₁`, or `⟨8⟩` for a node without a name.
  var shownName: String {
    guard let name else { return "⟨\(id)⟩" }
    guard name.rebinding > 0 else { return name.text }
    let digits = String(name.rebinding).unicodeScalars.compactMap { Unicode.Scalar($0.value - 48 + 0x2080) }
    return name.text + digits.map { String($0) }.joined()
  }
}

/// The messages of a program's errors as `line:column: message`, for tables of wrong programs.
func errors(of source: String, _ options: RunOptions = RunOptions()) -> [String] {
  do throws(ScriptFailure) {
    _ = try Program(source).run(options)
    return []
  } catch {
    return error.diagnostics.filter { $0.severity == .error }.map { diagnostic in
      let place = diagnostic.range.map { "\($0.start.line):\($0.start.column): " } ?? ""
      return place + diagnostic.message + (diagnostic.hint.map { " (\($0))" } ?? "")
    }
  }
}

/// Why Graphviz could not lay out a graph.
public enum GraphvizError: Error, Sendable, Hashable {
  /// libgvc is not on this machine.
  case noLibrary(reason: String)
  /// A library that Graphviz comes with is not where it should be.
  case missingPlugin(String, folder: String)
  /// The DOT text was refused.
  case refused(messages: [String])
  /// The layout failed.
  case layout(messages: [String])
  /// A figure has more gates than Graphviz is given: its search would take minutes.
  case tooLarge(gates: Int, most: Int)
}

extension GraphvizError: CustomStringConvertible {
  /// The error in words, with what Graphviz itself said.
  public var description: String {
    switch self {
    case .noLibrary(let reason): "circuits are placed by Graphviz, which can't be loaded: \(reason)"
    case .missingPlugin(let name, let folder):
      "Graphviz's plugin '\(name)' cannot be loaded from '\(folder)'; is Graphviz installed completely?"
    case .refused(let messages): "Graphviz refused the graph" + Self.clause(messages)
    case .layout(let messages): "Graphviz could not lay out the graph" + Self.clause(messages)
    case .tooLarge(let gates, let most):
      "a figure of \(gates) gates is too large to be placed by Graphviz, which is given at most \(most)"
    }
  }

  /// What can be done about it.
  public var hint: String? {
    switch self {
    case .noLibrary, .missingPlugin:
      "install libgraphviz-dev (apt) or graphviz (brew), or leave the layout as it is, which needs no library"
    case .tooLarge: "leave the layout as it is, or open fewer parts"
    case .refused, .layout: nil
    }
  }

  private static func clause(_ messages: [String]) -> String {
    messages.isEmpty ? "" : ": " + messages.joined(separator: "; ")
  }
}

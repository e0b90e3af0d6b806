/// Why Graphviz could not lay out or draw a graph.
public enum GraphvizError: Error, Sendable, Hashable {
  /// A library that Graphviz comes with is not where it should be.
  case missingPlugin(String, folder: String)
  /// The DOT text was refused.
  case refused(messages: [String])
  /// The layout failed.
  case layout(messages: [String])
  /// The drawing failed.
  case drawing(Format, messages: [String])
  /// The graph to be drawn is not the one that was laid out: it has a node, edge or cluster that has no place.
  case unplaced(String)
}

extension GraphvizError: CustomStringConvertible {
  /// The error in words, with what Graphviz itself said.
  public var description: String {
    switch self {
    case .missingPlugin(let name, let folder):
      "Graphviz's plugin '\(name)' cannot be loaded from '\(folder)'; is Graphviz installed completely?"
    case .refused(let messages): "Graphviz refused the graph" + Self.clause(messages)
    case .layout(let messages): "Graphviz could not lay out the graph" + Self.clause(messages)
    case .drawing(let format, let messages):
      "Graphviz could not draw the graph as \(format.rawValue.uppercased())" + Self.clause(messages)
    case .unplaced(let name): "the graph was laid out without '\(name)', so there is no place to draw it at"
    }
  }

  private static func clause(_ messages: [String]) -> String {
    messages.isEmpty ? "" : ": " + messages.joined(separator: "; ")
  }
}

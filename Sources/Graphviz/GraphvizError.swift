/// Why Graphviz could not lay out or draw a graph.
public enum GraphvizError: Error, Sendable, Hashable {
  /// A library that Graphviz comes with is not where it should be.
  case missingPlugin(String, folder: String)
  /// The DOT text was refused.
  case refused(messages: [String])
  /// The layout failed.
  case layout(messages: [String])
  /// The drawing failed.
  case drawing(messages: [String])
  /// The graph to be drawn is not the one that was laid out: it has a node, edge or cluster that has no place.
  case unplaced(String)
  /// A circuit is too large to be laid out: its gates and lines take more places than the most that are searched.
  case tooManyPlaces(Int, gates: Int, most: Int)
}

extension GraphvizError: CustomStringConvertible {
  /// The error in words, with what Graphviz itself said.
  public var description: String {
    switch self {
    case .missingPlugin(let name, let folder):
      "Graphviz's plugin '\(name)' cannot be loaded from '\(folder)'; is Graphviz installed completely?"
    case .refused(let messages): "Graphviz refused the graph" + Self.clause(messages)
    case .layout(let messages): "Graphviz could not lay out the graph" + Self.clause(messages)
    case .drawing(let messages): "Graphviz could not draw the graph" + Self.clause(messages)
    case .tooManyPlaces(let places, let gates, let most):
      "the circuit is too large to draw: its \(gates) gates and their lines take \(places) places, and at most \(most) are laid out"
    case .unplaced(let name): "the graph was laid out without '\(name)', so there is no place to draw it at"
    }
  }

  /// What can be done about it.
  public var hint: String? {
    switch self {
    case .tooManyPlaces:
      "put what repeats into a function (def), whose calls are then drawn as one gate each (--collapse), or draw a smaller part: end the program earlier, or name its output"
    case .missingPlugin, .refused, .layout, .drawing, .unplaced: nil
    }
  }

  private static func clause(_ messages: [String]) -> String {
    messages.isEmpty ? "" : ": " + messages.joined(separator: "; ")
  }
}

/// A format that Graphviz draws in.
public enum Format: String, Sendable, Hashable, CaseIterable {
  /// Graphviz's own SVG; `SVGDocument` makes a finished one of it.
  case svg
  case png
  case pdf

  /// Whether drawing needs Cairo and Pango, and so depends on the fonts of the machine.
  var needsCairo: Bool { self != .svg }
}

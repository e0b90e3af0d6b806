import CGraphviz

/// One of Graphviz's contexts with just the plugins it needs.
@safe struct Context: ~Copyable {
  private let pointer: OpaquePointer

  /// Makes a context without demand loading, which would read the machine's plugin list and bring in Pango.
  init(_ plugins: [Plugin]) throws(GraphvizError) {
    Messages.redirect()
    unsafe pointer = gvContextPlugins(nil, 0)
    for plugin in plugins { try unsafe plugin.load(into: pointer) }
  }

  deinit { unsafe gvFreeContext(pointer) }

  /// Reads a graph and gives its nodes and edges their places.
  func place(_ dot: [UInt8], by layout: String) throws(GraphvizError) -> PlacedGraph {
    try unsafe PlacedGraph(dot, context: pointer, layout: layout)
  }
}

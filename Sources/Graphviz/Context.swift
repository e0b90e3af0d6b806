import CGraphviz

/// One of Graphviz's contexts with just the plugins it needs.
@safe struct Context: ~Copyable {
  private let pointer: OpaquePointer
  /// The plugins, ended by an empty entry. The context refers to this table.
  private let plugins: UnsafeMutableBufferPointer<lt_symlist_t>

  /// Makes a context without demand loading, which would read the machine's plugin list and bring in Pango.
  ///
  /// The plugins go in as builtins, because the context chooses what measures text while it is made.
  init(_ plugins: [Plugin]) throws(GraphvizError) {
    Messages.redirect()
    var table = unsafe [lt_symlist_t]()
    for plugin in plugins {
      let library = try unsafe plugin.load()
      unsafe table.append(lt_symlist_t(name: gradwalk_plugin_name(), address: library))
    }
    unsafe table.append(lt_symlist_t(name: nil, address: nil))
    let copy = unsafe UnsafeMutableBufferPointer<lt_symlist_t>.allocate(capacity: table.count)
    _ = unsafe copy.initialize(from: table)
    unsafe self.plugins = copy
    unsafe pointer = gvContextPlugins(copy.baseAddress, 0)
  }

  deinit {
    unsafe gvFreeContext(pointer)
    unsafe plugins.deallocate()
  }

  /// Reads a graph and gives its nodes and edges their places.
  func place(_ dot: [UInt8], by layout: String) throws(GraphvizError) -> PlacedGraph {
    try unsafe PlacedGraph(dot, context: pointer, layout: layout)
  }
}

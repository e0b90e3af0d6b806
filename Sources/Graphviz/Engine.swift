import CGraphviz
import Synchronization

/// Graphviz keeps global state and crashes when two tasks use it at once, so this lock owns all of it.
let engine = Mutex(Engine())

/// Graphviz with one context, made when first needed and kept for the life of the process.
@safe struct Engine: ~Copyable {
  private var loaded: (library: GraphvizLibrary, context: OpaquePointer)?

  /// Finds the places of a graph.
  mutating func layout(of dot: [UInt8]) throws(GraphvizError) -> Layout {
    let locale = PlainLocale()
    defer { extendLifetime(locale) }
    let (library, context) = try unsafe self.context()
    let graph = try unsafe PlacedGraph(dot, library, context: context)
    return Layout(graph)
  }

  private mutating func context() throws(GraphvizError) -> (GraphvizLibrary, OpaquePointer) {
    if let loaded = unsafe loaded { return unsafe loaded }
    let library = try GraphvizLibrary()
    Messages.redirect(library)
    let context = try unsafe Self.makeContext([.core, .dotLayout], library)
    unsafe loaded = (library, context)
    return unsafe (library, context)
  }

  /// Makes a context without demand loading, which would read the machine's plugin list and bring in Pango.
  ///
  /// The plugins go in as builtins. The context refers to their table, which is never freed.
  private static func makeContext(_ plugins: [Plugin], _ library: GraphvizLibrary) throws(GraphvizError)
    -> OpaquePointer
  {
    let table = UnsafeMutableBufferPointer<graphviz_builtin>.allocate(capacity: plugins.count + 1)
    unsafe table.initialize(repeating: graphviz_builtin(name: nil, address: nil))
    for (index, plugin) in plugins.enumerated() {
      let address = try unsafe plugin.load(besideLibraryIn: library.folder)
      unsafe table[index] = graphviz_builtin(name: graphviz_plugin_name(), address: address)
    }
    guard let context = unsafe library.call.make_context(table.baseAddress, 0) else {
      throw .layout(messages: Messages.take())
    }
    return unsafe context
  }
}

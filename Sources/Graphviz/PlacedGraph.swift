import CGraphviz

/// A graph in Graphviz's memory whose parts have their places as attributes; owns that memory.
@safe struct PlacedGraph: ~Copyable {
  let library: GraphvizLibrary
  let pointer: OpaquePointer
  private let context: OpaquePointer

  init(_ dot: [UInt8], _ library: GraphvizLibrary, context: OpaquePointer) throws(GraphvizError) {
    _ = Messages.take()
    guard let graph = unsafe Self.read(dot, library) else { throw .refused(messages: Messages.take()) }
    let status = unsafe library.call.lay_out(context, graph, "dot")
    let messages = Messages.take()
    guard status == 0, !Messages.haveError(messages) else {
      _ = unsafe library.call.free_layout(context, graph)
      _ = unsafe library.call.close(graph)
      throw .layout(messages: messages)
    }
    unsafe library.call.attach(graph)
    self.library = library
    unsafe pointer = graph
    unsafe self.context = context
  }

  deinit {
    _ = unsafe library.call.free_layout(context, pointer)
    _ = unsafe library.call.close(pointer)
  }

  private static func read(_ dot: [UInt8], _ library: GraphvizLibrary) -> OpaquePointer? {
    let text = dot + [0]
    return unsafe text.withUnsafeBytes { bytes in
      unsafe library.call.read(bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
  }

  func attribute(_ name: String, of part: OpaquePointer) -> String? {
    unsafe library.attribute(name, of: part)
  }

  /// Calls a function with each node.
  func forEachNode(_ body: (OpaquePointer) -> Void) {
    var next = unsafe library.call.first_node(pointer)
    while let node = unsafe next {
      unsafe body(node)
      unsafe next = library.call.next_node(pointer, node)
    }
  }

  /// Calls a function with each edge.
  func forEachEdge(_ body: (OpaquePointer) -> Void) {
    unsafe forEachNode { node in
      var next = unsafe library.call.first_edge(pointer, node)
      while let edge = unsafe next {
        unsafe body(edge)
        unsafe next = library.call.next_edge(pointer, edge)
      }
    }
  }

  /// Calls a function with each part of the graph, and with the parts of these.
  func forEachPart(_ body: (OpaquePointer) -> Void) {
    var waiting = unsafe [pointer]
    while let graph = unsafe waiting.popLast() {
      var next = unsafe library.call.first_part(graph)
      while let part = unsafe next {
        unsafe body(part)
        unsafe waiting.append(part)
        unsafe next = library.call.next_part(part)
      }
    }
  }
}

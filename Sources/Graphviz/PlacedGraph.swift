import CGraphviz

/// A graph in Graphviz's memory whose nodes and edges have their places; owns that memory.
@safe struct PlacedGraph: ~Copyable {
  let pointer: UnsafeMutablePointer<Agraph_t>
  private let context: OpaquePointer
  /// What Graphviz complained about, though it went on.
  let warnings: [String]

  init(_ dot: [UInt8], context: OpaquePointer, layout: String) throws(GraphvizError) {
    _ = Messages.take()
    guard let graph = unsafe Self.parse(dot) else { throw .refused(messages: Messages.take()) }
    let status = unsafe gvLayout(context, graph, layout)
    let messages = Messages.take()
    guard status == 0, !Messages.haveError(messages) else {
      unsafe gvFreeLayout(context, graph)
      unsafe agclose(graph)
      throw .layout(messages: messages)
    }
    unsafe self.pointer = graph
    unsafe self.context = context
    warnings = messages
  }

  deinit {
    unsafe gvFreeLayout(context, pointer)
    unsafe agclose(pointer)
  }

  private static func parse(_ dot: [UInt8]) -> UnsafeMutablePointer<Agraph_t>? {
    let text = dot + [0]
    return unsafe text.withUnsafeBytes { bytes in
      unsafe agmemread(bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
  }

  /// Draws the graph where it stands.
  func svg() throws(GraphvizError) -> [UInt8] {
    var data: UnsafeMutablePointer<CChar>? = nil
    var length: UInt32 = 0
    let status = unsafe gvRenderData(context, pointer, "svg", &data, &length)
    defer { unsafe gvFreeRenderData(data) }
    let messages = Messages.take()
    guard status == 0, let data = unsafe data, !Messages.haveError(messages) else {
      throw .drawing(messages: messages)
    }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
  }
}

import CGraphviz

/// The functions of libgvc. It is loaded when the first graph is placed and stays loaded.
@safe struct GraphvizLibrary: Sendable {
  let call: graphviz_functions
  /// Where the library was found.
  let path: String

  #if canImport(Darwin)
    private static let names = ["", "/opt/homebrew/lib/", "/usr/local/lib/"].flatMap { folder in
      ["libgvc.dylib", "libgvc.7.dylib", "libgvc.6.dylib"].map { folder + $0 }
    }
  #else
    private static let names = ["libgvc.so.6", "libgvc.so.7", "libgvc.so"]
  #endif

  /// Loads the library of this machine.
  init() throws(GraphvizError) {
    var reasons: [String] = []
    for name in Self.names {
      var functions = graphviz_functions()
      var answer = [CChar](repeating: 0, count: 1000)
      let isLoaded = unsafe answer.withUnsafeMutableBufferPointer { answer in
        unsafe answer.baseAddress.map { unsafe graphviz_load(name, &functions, $0, answer.count) } ?? false
      }
      let text = String(decoding: answer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if isLoaded {
        call = functions
        path = text
        return
      }
      reasons.append(text)
    }
    throw .noLibrary(reason: reasons.first ?? "it has no name")
  }

  /// The folder in which it lies; that of its plugins is in there.
  var folder: String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// The text of an attribute of a graph, a node or an edge, if it has one.
  func attribute(_ name: String, of part: OpaquePointer) -> String? {
    var name = Array(name.utf8CString)
    return unsafe name.withUnsafeMutableBufferPointer { name in
      guard let text = unsafe call.attribute(UnsafeMutableRawPointer(part), name.baseAddress) else {
        return nil
      }
      return unsafe String(cString: text)
    }
  }

  func name(of part: OpaquePointer) -> String {
    unsafe call.name(UnsafeMutableRawPointer(part)).map { unsafe String(cString: $0) } ?? ""
  }
}

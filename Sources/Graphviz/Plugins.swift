import CGraphviz

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The libraries that Graphviz draws with. They lie in the folder `graphviz` beside libgvc itself.
enum Plugin: String {
  case core
  case dotLayout = "dot_layout"
  case neatoLayout = "neato_layout"

  /// Loads the library, which stays loaded, and returns its entry point.
  func load() throws(GraphvizError) -> UnsafeMutableRawPointer {
    let folder = Self.folder
    guard let file = Self.files(in: folder).filter(isFile).max(),
      let handle = unsafe dlopen(folder + "/" + file, RTLD_LAZY),
      let library = unsafe dlsym(handle, entryPoint)
    else { throw .missingPlugin(rawValue, folder: folder) }
    return unsafe library
  }

  /// The name of the entry point in the library.
  private var entryPoint: String { "gvplugin_\(rawValue)_LTX_library" }

  /// Whether a file name is that of the library, with or without a version:
  /// `libgvplugin_core.so.6`, `libgvplugin_core.6.dylib`.
  private func isFile(_ name: String) -> Bool {
    name.hasPrefix("libgvplugin_\(rawValue).")
      && (name.hasSuffix(".dylib") || name.hasSuffix(".so") || name.split(separator: ".").contains("so"))
  }

  /// The folder of the plugins that belong to the running libgvc.
  private static var folder: String {
    guard let path = unsafe gradwalk_library_path() else { return "graphviz" }
    let library = unsafe String(cString: path)
    return library.prefix(upTo: library.lastIndex(of: "/") ?? library.startIndex) + "/graphviz"
  }

  private static func files(in folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      unsafe names.append(String(cString: gradwalk_entry_name(entry)))
    }
    return names
  }
}

import CGraphviz

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The libraries that Graphviz works with. They lie in the folder `graphviz` beside libgvc itself.
enum Plugin: String {
  /// Has what the layout asks of a drawing.
  case core
  case dotLayout = "dot_layout"

  /// Loads the library, which stays loaded, and returns its entry point.
  ///
  /// - Parameter folder: That of libgvc.
  func load(besideLibraryIn folder: String) throws(GraphvizError) -> UnsafeMutableRawPointer {
    let folder = folder + "/graphviz"
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

  private static func files(in folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      unsafe names.append(String(cString: graphviz_entry_name(entry)))
    }
    return names
  }
}

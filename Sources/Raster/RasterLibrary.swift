import CRaster
import Synchronization

/// The functions of librsvg and cairo. They are loaded when the first picture is drawn and stay loaded.
@safe struct RasterLibrary: Sendable {
  let call: raster_functions

  /// The names under which librsvg is found. The loader knows Homebrew's folders only where they are the system's.
  #if canImport(Darwin)
    private static let names = ["", "/opt/homebrew/lib/", "/usr/local/lib/"].map { $0 + "librsvg-2.2.dylib" }
  #else
    private static let names = ["librsvg-2.so.2"]
  #endif

  private static let loaded = Mutex<RasterLibrary?>(nil)

  /// The library of this machine.
  static func shared() throws(RasterError) -> RasterLibrary {
    try loaded.withLock { loaded throws(RasterError) in
      if let loaded { return loaded }
      let library = try RasterLibrary(named: names)
      loaded = library
      return library
    }
  }

  /// Loads the first of the libraries that is there.
  init(named names: [String]) throws(RasterError) {
    var reasons: [String] = []
    for name in names {
      var functions = raster_functions()
      var problem = [CChar](repeating: 0, count: 500)
      let isLoaded = unsafe problem.withUnsafeMutableBufferPointer { problem in
        unsafe problem.baseAddress.map { unsafe raster_load(name, &functions, $0, problem.count) } ?? false
      }
      if isLoaded {
        call = functions
        return
      }
      reasons.append(
        String(decoding: problem.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    throw .noLibrary(reason: reasons.first ?? "it has no name")
  }
}

import DOT
import Foundation
import Graphviz
import Testing

struct `The same bytes everywhere` {
  static let document = SVGDocument(title: "a circuit")

  static func picture() throws -> [UInt8] {
    let graph = SampleCircuit.chain(4, highlighted: 2)
    return try Layout(of: graph).svg(graph, document)
  }

  @Test func `from many tasks at once`() async throws {
    let expected = try Self.picture()
    let pictures = await withTaskGroup(of: [UInt8]?.self) { group in
      for _ in 0..<32 {
        group.addTask {
          let graph = SampleCircuit.chain(4, highlighted: 2)
          guard let layout = try? Layout(of: graph) else { return nil }
          return try? layout.svg(graph, Self.document)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(pictures.count == 32)
    #expect(pictures.allSatisfy { $0 == expected })
  }

  @Test(.enabled(if: makeLocale())) func `where numbers are written with a comma`() async {
    await #expect(processExitsWith: .success) {
      let expected = try Self.picture()
      unsafe setenv("LOCPATH", Self.locales, 1)
      unsafe setlocale(LC_ALL, "de_DE.UTF-8")
      try #require(Self.decimalPoint == ",")
      try #require(try Self.picture() == expected)
      try #require(Self.decimalPoint == ",")
    }
  }

  private static var decimalPoint: String { unsafe String(cString: localeconv().pointee.decimal_point) }

  private static let locales = FileManager.default.temporaryDirectory.path + "/gradwalk-locales"

  /// Builds the locale in a folder of our own, because few machines have it.
  private static func makeLocale() -> Bool {
    try? FileManager.default.createDirectory(atPath: locales, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["localedef", "-i", "de_DE", "-f", "UTF-8", locales + "/de_DE.UTF-8"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return FileManager.default.fileExists(atPath: locales + "/de_DE.UTF-8")
  }

  #if os(Linux)
    @Test func `without looking at the fonts of the machine`() async {
      await #expect(processExitsWith: .success) {
        let graph = SampleCircuit.chain(4)
        _ = try Layout(of: graph).svg(graph, SVGDocument(title: "a circuit"))
        let data = try FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd() ?? Data()
        let maps = String(decoding: data, as: UTF8.self)
        try #require(maps.contains("libgvplugin_core"))
        try #require(!maps.contains("libpango"))
        try #require(!maps.contains("libfontconfig"))
      }
    }
  #endif
}

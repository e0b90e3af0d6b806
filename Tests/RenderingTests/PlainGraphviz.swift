import Foundation

/// Graphviz's own programs, as a reader has them.
enum PlainGraphviz {
  static let isInstalled = (try? run(["dot", "-V"], Data())) != nil

  /// The picture that `dot` makes, or another program.
  static func svg(of dot: String, by command: [String] = ["dot"]) throws -> [UInt8] {
    try run(command + ["-Tsvg"], Data(dot.utf8))
  }

  private static func run(_ command: [String], _ input: Data) throws -> [UInt8] {
    struct Failed: Error {}
    let file = FileManager.default.temporaryDirectory.appending(path: "gradwalk-\(UUID().uuidString).dot")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command + [file.path]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Failed() }
    return Array(data)
  }
}

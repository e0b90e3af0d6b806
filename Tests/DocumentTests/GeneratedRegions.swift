import Foundation
import Testing

/// A part of a document between `<!-- generated: NAME -->` and `<!-- end -->` that a program writes.
struct GeneratedRegion: Sendable, CustomTestStringConvertible {
  var document: String
  var name: String
  var content: @Sendable () throws -> String

  var testDescription: String { "\(name) in \(document)" }

  /// The folder of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Whether what is generated is written anew instead of compared.
  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  /// Compares the region with what it should be, or writes it.
  func check() throws {
    let url = Self.root.appending(path: document)
    let text = try String(contentsOf: url, encoding: .utf8)
    let opening = "<!-- generated: \(name) -->\n"
    let start = try #require(text.range(of: opening)).upperBound
    let end = try #require(text[start...].range(of: "<!-- end -->")).lowerBound
    let expected = try content() + "\n"
    if Self.isRecording {
      try text.replacingCharacters(in: start..<end, with: expected).write(
        to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(String(text[start..<end]) == expected, "stale; run 'make documents'")
    }
  }
}

/// Runs the built command.
func gradwalk(_ arguments: [String], in folder: URL? = nil) throws -> (
  status: Int32, output: String, errors: String
) {
  let process = Process()
  process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "gradwalk")
  if process.executableURL.map({ FileManager.default.isExecutableFile(atPath: $0.path) }) != true {
    process.executableURL = GeneratedRegion.root.appending(path: ".build/debug/gradwalk")
  }
  process.arguments = arguments
  process.currentDirectoryURL = folder
  let (output, errors) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, text, complaints)
}

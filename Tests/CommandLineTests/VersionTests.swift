import Foundation
import Testing

struct `The version` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(of file: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
  }

  @Test func `is the topmost of the changelog`() throws {
    let version = try Workspace().run(["--version"]).output
    let headings = try text(of: "CHANGELOG.md").split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(version == "\(try #require(headings.first).dropFirst(3))\n")
    let isInOrder = zip(headings, headings.dropFirst()).allSatisfy { newer, older in
      older.compare(newer, options: .numeric) == .orderedAscending
    }
    #expect(headings.count > 1 && isInOrder)
  }

  @Test func `is written in one place`() throws {
    let version = try Workspace().run(["--version"]).output.dropLast()
    var files = ["Package.swift", "Makefile", "README.md", "CONTRIBUTING.md"]
    for folder in ["Sources", "docs", "lessons"] {
      let found = FileManager.default.enumerator(atPath: Self.root.path + "/" + folder)
      files += (found?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
    }
    let texts = files.compactMap { file in (try? text(of: file)).map { (file, $0) } }
    #expect(texts.count > 200)
    let places = texts.filter { $0.1.contains(version) }.map(\.0)
    #expect(places == ["Sources/CommandLineTool/Version.swift"])
  }
}

import Foundation
import Gradwalk

/// The files that a build should leave behind.
struct BuildPlan {
  /// Lists what a build wrote, so that a later one can remove what is no longer made.
  private static let manifestName = ".gradwalk-files"

  private let folder: String
  /// The files by path inside the folder, sorted.
  private let files: [OutputFile]
  private let manifest: OutputFile
  /// What an earlier build wrote and this one does not.
  private let stale: [String]

  /// - Parameter isWhole: Whether the documents are all of the course, so that the list of lessons is made as well.
  init(_ documents: [Document], isWhole: Bool, folder: String) {
    self.folder = folder
    var files = documents.flatMap { document in
      document.files.map { OutputFile(path: "\(document.name)/\($0.path)", content: $0.content) }
    }
    if isWhole {
      let index = courseIndex(of: documents)
      files.append(OutputFile(path: "README.md", content: Array(index.utf8)))
    }
    let earlier = Self.manifest(in: folder)
    let made = Set(files.map(\.path))
    let prefixes = documents.map { $0.name + "/" }
    stale = earlier.filter { path in
      !made.contains(path) && (isWhole || prefixes.contains { path.hasPrefix($0) })
    }
    let all = made.union(earlier).subtracting(stale).sorted()
    manifest = OutputFile(path: Self.manifestName, content: Array((all.joined(separator: "\n") + "\n").utf8))
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Writes what differs and removes what is stale.
  func carryOut() throws {
    // What is to be written is listed first, so that a build that is broken off leaves no file that none knows of.
    let changed = files.filter { !Files.isCurrent($0.content, at: path(of: $0)) }
    let listed = Set(Self.manifest(in: folder)).union(files.map(\.path)).sorted()
    if !changed.isEmpty {
      try Files.write(Array((listed.joined(separator: "\n") + "\n").utf8), to: path(of: manifest))
    }
    for file in changed { try Files.write(file.content, to: path(of: file)) }
    for path in stale { try Files.remove("\(folder)/\(path)", upTo: folder) }
    try Files.write(manifest.content, to: path(of: manifest))
    let words = changed.isEmpty ? "nothing changed" : "\(changed.count) written"
    try Files.print(
      "\(folder): \(Self.count(files.count)), \(words)\(stale.isEmpty ? "" : ", \(stale.count) removed")")
  }

  /// Fails with the first difference between the folder and the plan.
  func check() throws {
    let differing = files.filter { !Files.isCurrent($0.content, at: path(of: $0)) }
    let leftOver = stale.filter { Files.exists("\(folder)/\($0)") }
    guard let problem = differing.first.map(difference) ?? leftOver.first.map(superfluous) else {
      guard Files.isCurrent(manifest.content, at: path(of: manifest)) else {
        throw CommandFailure(
          "\(path(of: manifest)) does not list the files that are made", hint: "run 'gradwalk build'")
      }
      return try Files.print("\(folder): \(Self.count(files.count)), all current")
    }
    let others = differing.count + leftOver.count - 1
    let more = others == 0 ? "" : "; \(others) more \(others == 1 ? "file differs" : "files differ")"
    throw CommandFailure(told: problem + "\n  hint: run 'gradwalk build'" + more)
  }

  private func path(of file: OutputFile) -> String { "\(folder)/\(file.path)" }

  private func superfluous(_ path: String) -> String {
    "\(folder)/\(path): error: \(Self.lesson(of: path)) no longer makes this file"
  }

  /// How a file differs from what it should be: that it is missing, or the first line that is another.
  private func difference(_ file: OutputFile) -> String {
    let path = path(of: file)
    let lesson = Self.lesson(of: file.path)
    guard let old = FileManager.default.contents(atPath: path) else {
      return "\(path): error: \(lesson) makes this file, and it is missing"
    }
    let found = Difference(Array(old), file.content)
    return """
      \(path):\(found.line):\(found.column): error: this is not what \(lesson) makes
        is:        \(found.old)
        should be: \(found.new)
      """
  }

  private static func lesson(of path: String) -> String {
    path.split(separator: "/").dropLast().first.map { "the lesson '\($0)'" } ?? "the list of lessons"
  }

  private static func count(_ files: Int) -> String { files == 1 ? "1 file" : "\(files) files" }

  /// What earlier builds wrote; paths that lead out of the folder are left out.
  private static func manifest(in folder: String) -> [String] {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(manifestName)") else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).filter { path in
      !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }
  }
}

/// The first line in which two texts differ.
private struct Difference {
  private static let width = 80

  let line: Int
  let column: Int
  let old: String
  let new: String

  init(_ old: [UInt8], _ new: [UInt8]) {
    let start = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let same = start ?? min(old.count, new.count)
    line = new.prefix(same).count { $0 == 0x0A } + 1
    let lineStart = new.prefix(same).lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    column = String(decoding: new[lineStart..<same], as: UTF8.self).count + 1
    self.old = Self.excerpt(old, lineStart, same)
    self.new = Self.excerpt(new, lineStart, same)
  }

  /// The line around a place; what stands before the last few words of a long one is left out.
  private static func excerpt(_ text: [UInt8], _ lineStart: Int, _ place: Int) -> String {
    guard lineStart < text.count else { return "(the end of the file)" }
    let line = text[lineStart...].prefix { $0 != 0x0A }
    let before = String(decoding: line.prefix(place - lineStart), as: UTF8.self)
    let after = String(decoding: line.dropFirst(place - lineStart), as: UTF8.self)
    let lead = before.count > width / 2 ? "…" + before.suffix(width / 2) : before
    return lead + (after.count > width ? after.prefix(width) + "…" : after)
  }
}

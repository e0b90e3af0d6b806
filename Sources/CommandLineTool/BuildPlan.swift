import Foundation
import Gradwalk

/// The files that a build should leave behind.
struct BuildPlan {
  private let folder: String
  /// The files by path inside the folder, sorted.
  private let files: [OutputFile]
  /// The folders of the documents; nil where they are all of the course.
  private let prefixes: [String]?

  /// - Parameter isWhole: Whether the documents are all of the course, so that the list of lessons is made as well.
  init(_ documents: [Document], isWhole: Bool, folder: String) {
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var files = documents.flatMap { document in
      document.files.map { OutputFile(path: "\(document.name)/\($0.path)", content: $0.content) }
    }
    if isWhole {
      let index = courseIndex(of: documents)
      files.append(OutputFile(path: "README.md", content: Array(index.utf8)))
    }
    prefixes = isWhole ? nil : documents.map { $0.name + "/" }
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Writes what differs and removes what is stale.
  func carryOut() throws {
    let (changed, removed) = try Unfinished.during { unfinished in
      let output = try OutputFolder(making: folder, unfinished)
      let changes = try Changes(self, in: output)
      if let foreign = changes.foreign.first {
        throw Self.inTheWay(output.place(foreign), changes.foreign.count)
      }
      try output.removeLeftOver()
      if !changes.areNone {
        try output.change(
          writing: changes.differing, removing: changes.stale, listing: changes.listing, unfinished)
      }
      return (changes.differing.count, changes.stale.count)
    }
    let words = changed == 0 ? "nothing changed" : "\(changed) written"
    try Files.print(
      "\(folder): \(Self.count(files.count)), \(words)\(removed == 0 ? "" : ", \(removed) removed")")
  }

  /// Fails with the first difference between the folder and the plan.
  func check() throws {
    guard let output = try OutputFolder(reading: folder) else {
      throw CommandFailure("\(folder): no such folder", hint: "run 'gradwalk build'")
    }
    let changes = try Changes(self, in: output)
    if let foreign = changes.foreign.first {
      throw Self.inTheWay(output.place(foreign), changes.foreign.count)
    }
    guard let problem = changes.differing.first.map(difference) ?? changes.stale.first.map(superfluous) else {
      return try checkRest(output, changes)
    }
    let others = changes.differing.count + changes.stale.count - 1
    let more = others == 0 ? "" : "; \(others) more \(others == 1 ? "file differs" : "files differ")"
    throw CommandFailure(told: problem + "\n  hint: run 'gradwalk build'" + more)
  }

  /// Fails where the documents are current, and what belongs to none of them is not.
  private func checkRest(_ output: OutputFolder, _ changes: Changes) throws {
    let hint = "run 'gradwalk build'"
    guard !output.hasLeftOver else {
      throw CommandFailure(
        "\(output.place(OutputFolder.unfinishedName)): is left of a build that was broken off", hint: hint)
    }
    guard changes.areNone else {
      throw CommandFailure(
        "\(output.place(OutputFolder.listName)) does not list the files that are made", hint: hint)
    }
    try Files.print("\(folder): \(Self.count(files.count)), all current")
  }

  private static func inTheWay(_ place: String, _ count: Int) -> CommandFailure {
    let more = count == 1 ? "" : count == 2 ? ", and so does one more" : ", and so do \(count - 1) more"
    return CommandFailure(
      "\(place): a file of the build belongs here, and this one comes from no build\(more)",
      hint: "move it away, or choose another folder with -o")
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

  /// What is to be done in a folder.
  fileprivate struct Changes {
    /// The files that are not there as they should be.
    let differing: [OutputFile]
    /// What an earlier build wrote and this one does not.
    let stale: [String]
    /// Those of the differing files that are there and that no build wrote.
    let foreign: [String]
    /// What is listed when all is done.
    let listing: [String]
    let areNone: Bool

    /// - Throws: Where something stands in the way, or a link leads out of the folder.
    init(_ plan: BuildPlan, in output: OutputFolder) throws {
      let made = Set(plan.files.map(\.path))
      let listed = Set(output.listed)
      let gone = output.listed.filter { path in
        !made.contains(path) && (plan.prefixes?.contains { path.hasPrefix($0) } ?? true)
      }
      for file in plan.files { try output.checkPlace(file.path) }
      for path in gone { try output.checkLinks(to: path) }
      stale = gone.filter { Files.kind(of: output.place($0)) == .plain }
      differing = plan.files.filter { !Files.isCurrent($0.content, at: output.place($0.path)) }
      foreign = differing.map(\.path).filter { !listed.contains($0) && Files.exists(output.place($0)) }
      listing = made.union(listed).subtracting(gone).sorted()
      let list = OutputFolder.list(of: listing)
      areNone =
        differing.isEmpty && stale.isEmpty
        && Files.isCurrent(list.content, at: output.place(list.path))
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

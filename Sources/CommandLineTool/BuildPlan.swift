import Foundation
import Gradwalk

/// The files that a build should leave behind.
struct BuildPlan {
  /// Lists what a build wrote, so that a later one can remove what is no longer made.
  private static let manifestName = ".gradwalk-files"

  private let folder: String
  /// The files by path inside the folder, sorted.
  private let files: [OutputFile]
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
    files.append(
      OutputFile(path: Self.manifestName, content: Array((all.joined(separator: "\n") + "\n").utf8)))
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Writes what differs and removes what is stale.
  func carryOut() throws {
    var written = 0
    for file in files where try Files.write(file.content, to: "\(folder)/\(file.path)") { written += 1 }
    for path in stale { Files.remove("\(folder)/\(path)", upTo: folder) }
    let words = written == 0 ? "nothing changed" : "\(written) written"
    print("\(folder): \(files.count - 1) files, \(words)\(stale.isEmpty ? "" : ", \(stale.count) removed")")
  }

  /// Fails with the first difference between the folder and the plan.
  func check() throws {
    for file in files {
      let path = "\(folder)/\(file.path)"
      guard let old = FileManager.default.contents(atPath: path) else {
        throw CommandFailure("\(path) is missing; run 'gradwalk build'")
      }
      if !old.elementsEqual(file.content) {
        throw CommandFailure(Self.difference(path, Array(old), file.content))
      }
    }
    if let path = stale.first(where: { Files.exists("\(folder)/\($0)") }) {
      throw CommandFailure("\(folder)/\(path) is no longer made; run 'gradwalk build'")
    }
    print("\(folder): \(files.count - 1) files, all current")
  }

  private static func difference(_ path: String, _ old: [UInt8], _ new: [UInt8]) -> String {
    let left = old.split(separator: 0x0A, omittingEmptySubsequences: false)
    let right = new.split(separator: 0x0A, omittingEmptySubsequences: false)
    let line =
      zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(left.count, right.count)
    func text(_ lines: [ArraySlice<UInt8>]) -> String {
      guard lines.indices.contains(line) else { return "(end)" }
      let text = String(decoding: lines[line], as: UTF8.self)
      return text.count > 120 ? text.prefix(120) + "…" : text
    }
    return """
      \(path):\(line + 1): is stale; run 'gradwalk build'
        is:        \(text(left))
        should be: \(text(right))
      """
  }

  /// What earlier builds wrote; paths that lead out of the folder are left out.
  private static func manifest(in folder: String) -> [String] {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(manifestName)") else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).filter { path in
      !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }
  }
}

import Foundation
import Gradwalk

extension OutputFolder {
  /// Writes files and removes others. What ends the command before all is written leaves the folder as it was.
  ///
  /// - Parameter all: What is listed from then on.
  func change(
    writing files: [OutputFile], removing stale: [String], listing all: [String], _ unfinished: Unfinished
  ) throws {
    // What is to be written is listed first, so that a build that is killed leaves no file that none knows of.
    let first = Self.list(of: Set(listed).union(files.map(\.path)).sorted())
    let written = [first] + files + [Self.list(of: all)]
    try write(written, unfinished)
    for number in written.indices.dropLast() { try place(number, of: written, unfinished) }
    try remove(stale)
    try place(written.count - 1, of: written, unfinished)
    unsafe rmdir(place(Self.unfinishedName))
  }

  /// The list of what builds wrote.
  static func list(of paths: [String]) -> OutputFile {
    OutputFile(path: listName, content: Array(paths.map { $0 + "\n" }.joined().utf8))
  }

  /// Removes what a build that was broken off left.
  func removeLeftOver() throws {
    guard hasLeftOver else { return }
    let left = place(Self.unfinishedName)
    do { try FileManager.default.removeItem(atPath: left) } catch {
      throw CommandFailure("\(left): can't be removed", hint: "a build that was broken off left it")
    }
  }

  /// Where a file is until all are written.
  private func wait(_ number: Int) -> String { "\(place(Self.unfinishedName))/\(number)" }

  private func write(_ files: [OutputFile], _ unfinished: Unfinished) throws {
    let folder = place(Self.unfinishedName)
    unfinished.add(folder)
    try attempt(path, unfinished) { () throws(SystemFailure) in
      guard unsafe mkdir(folder, 0o777) == 0 else { throw SystemFailure() }
    }
    for (number, file) in files.enumerated() {
      let place = place(file.path)
      try attempt(place, unfinished) { () throws(SystemFailure) in
        try unfinished.write(file.content, to: wait(number), replacing: FileStatus(place))
      }
      unfinished.pause()
    }
  }

  /// Moves a file to its place.
  private func place(_ number: Int, of files: [OutputFile], _ unfinished: Unfinished) throws {
    let place = place(files[number].path)
    try attempt(place, unfinished) { () throws(SystemFailure) in
      try TypedPath.makeFolders(above: place)
      guard unsafe rename(wait(number), place) == 0 else { throw SystemFailure() }
    }
  }

  /// Tells of what the system refuses, unless the command is about to end.
  private func attempt(
    _ place: String, _ unfinished: Unfinished, _ change: () throws(SystemFailure) -> Void
  ) throws {
    do throws(SystemFailure) { try change() } catch {
      unfinished.pause()
      throw CommandFailure("\(place): can't be written", hint: Files.reason(error.code))
    }
  }

  /// Removes files, and the folders that they leave empty.
  private func remove(_ files: [String]) throws {
    for file in files {
      guard unsafe unlink(place(file)) == 0 else {
        throw CommandFailure("\(place(file)): can't be removed", hint: Files.reason(errno))
      }
      var folder = Files.folder(of: file)
      while !folder.isEmpty, unsafe rmdir(place(folder)) == 0 {
        folder = Files.folder(of: folder)
      }
    }
  }
}

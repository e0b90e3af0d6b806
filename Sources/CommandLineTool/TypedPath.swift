import Foundation

/// A path to write to that a person typed, as `-o` has it.
///
/// A plain file is written whole or not at all, and keeps its permissions. What is none, such as a pipe or a device, is
/// written through, and so is a file that has several names; a link stays, and the file that it leads to is written.
struct TypedPath {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Writes the file; a plain one only if its bytes differ.
  func write(_ content: [UInt8]) throws {
    guard !path.isEmpty else { throw CommandFailure("the name of the file to write is empty") }
    if path == "-" { return try Files.printBytes(content) }
    if let stream = openStream {
      guard Files.put(content, on: stream) else { throw CommandFailure("\(path): can't be written") }
      return
    }
    do throws(SystemFailure) { try place(content) } catch {
      throw CommandFailure("\(path): can't be written", hint: Files.reason(error.code))
    }
  }

  /// Whether something is there that is no plain file, so that its name need not say what is written.
  var isStream: Bool { openStream != nil || Files.kind(of: path) == .other }

  /// The stream that the path means, which may have been written to already.
  private var openStream: Int32? {
    switch path {
    case "/dev/stdout": STDOUT_FILENO
    case "/dev/stderr": STDERR_FILENO
    default: path.hasPrefix("/dev/fd/") ? Int32(path.dropFirst("/dev/fd/".count)) : nil
    }
  }

  private func place(_ content: [UInt8]) throws(SystemFailure) {
    guard let old = FileStatus(path) else {
      // A link that leads to nothing yet.
      if FileStatus(path, followsLinks: false) != nil { return try writeThrough(content) }
      try Self.makeFolders(above: path)
      return try replace(path, by: content, nil)
    }
    guard old.kind == .plain, old.linkCount == 1 else { return try writeThrough(content) }
    if Files.isCurrent(content, at: path) { return }
    guard unsafe access(path, W_OK) == 0 else { throw SystemFailure() }
    do throws(SystemFailure) {
      try replace(Files.real(path) ?? path, by: content, old)
    } catch {
      // The folder may be closed to us where the file is not.
      guard [EACCES, EPERM, EROFS].contains(error.code) else { throw error }
      try writeThrough(content)
    }
  }

  private func writeThrough(_ content: [UInt8]) throws(SystemFailure) {
    try OpenFile(path, O_WRONLY | O_CREAT | O_TRUNC).write(content)
  }

  /// Writes a file beside its place and moves it there.
  private func replace(_ path: String, by content: [UInt8], _ old: FileStatus?) throws(SystemFailure) {
    let folder = Files.folder(of: path)
    let beside = (folder.isEmpty ? "" : folder + "/") + ".gradwalk-\(getpid())"
    let failure: SystemFailure? = Unfinished.during { unfinished in
      do throws(SystemFailure) {
        try unfinished.write(content, to: beside, replacing: old, keepsOwner: true)
        unfinished.pause()
        return unsafe rename(beside, path) == 0 ? nil : SystemFailure()
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Makes the folders in which a file is to be.
  static func makeFolders(above path: String) throws(SystemFailure) {
    let folder = Files.folder(of: path)
    guard !folder.isEmpty, !Files.exists(folder) else { return }
    try makeFolders(above: folder)
    guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw SystemFailure() }
  }
}

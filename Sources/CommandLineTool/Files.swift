import Foundation
import Gradwalk
import Numbers

/// What is told on standard error before the command ends with status 1.
struct CommandFailure: Error, CustomStringConvertible {
  var description: String

  /// Something that went wrong outside the lesson: a file that can't be read, a name that means nothing.
  init(_ message: String, hint: String? = nil) {
    description =
      "error: \(message.visibleLine)" + (hint.map { "\n  hint: \($0.visibleLine)" } ?? "")
  }

  /// Errors that are in words already, with their places.
  init(told text: String) { description = text }
}

/// The streams of the command, and what it reads.
enum Files {
  /// Prints text to standard output, with signs for what a terminal would take as an order. A reader that went away is
  /// no error: it ends the command.
  static func tell(_ text: String) throws { try printBytes(Array(text.visibleText.utf8)) }

  static func print(_ line: String) throws { try tell(line + "\n") }

  /// Prints a line to standard error.
  static func complain(_ text: String) { _ = put(Array((text.visibleText + "\n").utf8), on: STDERR_FILENO) }

  /// Writes the content of a file to standard output.
  static func printBytes(_ bytes: [UInt8]) throws {
    guard put(bytes, on: STDOUT_FILENO) else { throw CommandFailure("standard output can't be written") }
  }

  /// Prints diagnostics, if there are any, to standard error.
  static func complain(_ diagnostics: [Diagnostic], file: String, source: String) {
    if !diagnostics.isEmpty { complain(diagnostics.text(file: file, source: source)) }
  }

  /// Writes all bytes to an open file, or gives false.
  static func put(_ bytes: [UInt8], on descriptor: Int32) -> Bool {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    do { try handle.write(contentsOf: Data(bytes)) } catch { return false }
    return true
  }

  /// Fills the places of standard streams that are closed, so that no file that is opened later is taken for one of
  /// them. They still can't be read or written.
  static func holdStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      _ = unsafe open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Whether standard input can be read.
  static var canReadStandardInput: Bool {
    let mode = fcntl(STDIN_FILENO, F_GETFL)
    return mode != -1 && mode & O_ACCMODE != O_WRONLY
  }

  /// Whether a path means standard input.
  static func isStandardInput(_ path: String) -> Bool { ["-", "/dev/stdin", "/dev/fd/0"].contains(path) }

  /// Reads a file, a pipe, or standard input to its end.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    let isInput = isStandardInput(path)
    if isInput, !canReadStandardInput {
      throw CommandFailure("standard input can't be read", hint: "it is closed")
    }
    let name = isInput ? "standard input" : path
    let descriptor = isInput ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(name, errno) }
    defer { if !isInput { close(descriptor) } }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe part.withUnsafeMutableBytes {
        unsafe Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count > 0 { bytes += part[..<count] } else if errno != EINTR { throw unreadable(name, errno) }
    }
  }

  private static func unreadable(_ name: String, _ code: Int32) -> CommandFailure {
    switch code {
    case ENOENT, ENOTDIR: CommandFailure("\(name): no such file")
    case EISDIR: CommandFailure("\(name): is a folder")
    default: CommandFailure("\(name): can't be read", hint: reason(code))
    }
  }

  /// Why the system would not read or write a file.
  static func reason(_ code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "there is no permission"
    case EROFS: "the disk is read-only"
    case ENOSPC, EDQUOT: "the disk is full"
    case EISDIR: "it is a folder"
    case EEXIST, ENOTDIR: "there is a file where a folder should be"
    case ENAMETOOLONG: "the name is too long"
    case EXDEV: "it lies on another disk"
    default: unsafe String(cString: strerror(code))
    }
  }

  /// What is at the path, of a link what it leads to.
  static func kind(of path: String) -> FileKind? { FileStatus(path)?.kind }

  /// Whether there is something at a path that is not a folder.
  static func isFile(_ path: String) -> Bool { kind(of: path).map { $0 != .folder } ?? false }

  /// Whether there is a pipe or a device at a path, or a stream that the shell handed over.
  static func isStream(_ path: String) -> Bool { kind(of: path) == .other || isStandardInput(path) }

  static func exists(_ path: String) -> Bool { kind(of: path) != nil }

  /// Whether a file has these bytes already.
  static func isCurrent(_ content: [UInt8], at path: String) -> Bool {
    FileStatus(path)?.size == content.count
      && FileManager.default.contents(atPath: path).map { $0.elementsEqual(content) } ?? false
  }

  /// The files of a folder with an ending, sorted by name.
  static func list(_ folder: String, ending: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw CommandFailure(
        exists(folder) ? "\(folder): can't be read as a folder" : "\(folder): no such folder")
    }
    return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
  }

  /// The path without links; nil if nothing is there.
  static func real(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The last part of a path without its ending.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
    return String(name[..<dot])
  }

  /// The folder that a path leads to; empty where it names none. (Foundation's own crashes for names of one letter.)
  static func folder(of path: String) -> String {
    let end = path.lastIndex { $0 != "/" } ?? path.startIndex
    guard let slash = path[..<end].lastIndex(of: "/") else { return "" }
    let folder = path[..<slash]
    return folder.allSatisfy { $0 == "/" } ? "/" : String(folder)
  }
}

enum FileKind {
  case plain
  case folder
  case link
  /// A pipe, a device, a socket.
  case other
}

/// What the system says of a file.
struct FileStatus {
  private var status = stat()

  /// - Parameter followsLinks: Whether it is about what a link leads to.
  init?(_ path: String, followsLinks: Bool = true) {
    guard unsafe (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
  }

  init?(descriptor: Int32) {
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
  }

  var kind: FileKind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .plain
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }
  var size: Int { Int(status.st_size) }
  /// Who may read and write.
  var permissions: mode_t { status.st_mode & 0o7777 }
  var owner: uid_t { status.st_uid }
  var group: gid_t { status.st_gid }
  /// How many names it has.
  var linkCount: Int { Int(status.st_nlink) }

  /// Whether both are the same file.
  func isSame(as other: FileStatus) -> Bool {
    status.st_dev == other.status.st_dev && status.st_ino == other.status.st_ino
  }
}

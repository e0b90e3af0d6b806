import Foundation
import Gradwalk

/// What is told on standard error before the command ends with status 1.
struct CommandFailure: Error, CustomStringConvertible {
  var description: String

  /// Something that went wrong outside the lesson: a file that can't be read, a name that means nothing.
  init(_ message: String, hint: String? = nil) {
    description = "error: \(message)" + (hint.map { "\n  hint: \($0)" } ?? "")
  }

  /// Errors that are in words already, with their places.
  init(told text: String) { description = text }
}

/// The files and streams of the command.
enum Files {
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure("\(path): no such file")
    }
    guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("\(path): \(isFolder.boolValue ? "is a folder" : "can't be read")")
    }
    return Array(data)
  }

  /// Writes a file whole or not at all, and only if its bytes differ. Gives whether it wrote.
  @discardableResult
  static func write(_ content: [UInt8], to path: String) throws -> Bool {
    if path == "-" {
      try printBytes(content)
      return true
    }
    if isCurrent(content, at: path) { return false }
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content).write(to: url, options: .atomic)
    } catch {
      throw CommandFailure("\(path): can't be written", hint: reason(error))
    }
    return true
  }

  /// Whether a file has these bytes already.
  static func isCurrent(_ content: [UInt8], at path: String) -> Bool {
    FileManager.default.contents(atPath: path).map { $0.elementsEqual(content) } ?? false
  }

  /// Why a file could not be written, as far as the system says.
  private static func reason(_ error: any Error) -> String? {
    switch CocoaError.Code(rawValue: (error as NSError).code) {
    case .fileWriteNoPermission: "there is no permission to write there"
    case .fileWriteVolumeReadOnly: "the disk is read-only"
    case .fileWriteOutOfSpace: "the disk is full"
    case .fileWriteFileExists, .fileWriteUnknown, .fileNoSuchFile:
      "there may be a file where a folder should be"
    default: nil
    }
  }

  /// Writes to standard output. A reader that went away is no error: it ends the command.
  static func printBytes(_ bytes: [UInt8]) throws {
    guard put(bytes, on: STDOUT_FILENO) else { throw CommandFailure("standard output can't be written") }
  }

  static func print(_ line: String) throws { try printBytes(Array((line + "\n").utf8)) }

  /// Prints a line to standard error.
  static func complain(_ text: String) { _ = put(Array((text + "\n").utf8), on: STDERR_FILENO) }

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

  /// Whether there is something at a path that is not a folder.
  static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The files of a folder with an ending, sorted by name.
  static func list(_ folder: String, ending: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw CommandFailure(
        exists(folder) ? "\(folder): can't be read as a folder" : "\(folder): no such folder")
    }
    return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
  }

  /// Removes a file and the folders that it leaves empty, up to but not including `root`.
  static func remove(_ path: String, upTo root: String) throws {
    let manager = FileManager.default
    guard isFile(path) else { return }
    do { try manager.removeItem(atPath: path) } catch {
      throw CommandFailure("\(path): can't be removed", hint: reason(error))
    }
    var folder = (path as NSString).deletingLastPathComponent
    while folder.count > root.count, let left = try? manager.contentsOfDirectory(atPath: folder), left.isEmpty
    {
      try? manager.removeItem(atPath: folder)
      folder = (folder as NSString).deletingLastPathComponent
    }
  }

  /// The last part of a path without its ending.
  static func stem(_ path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}

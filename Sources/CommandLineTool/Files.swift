import Foundation

/// Something that went wrong outside the lesson: a file that can't be read, a name that means nothing.
struct CommandFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// The files and streams of the command.
enum Files {
  static func read(_ path: String) throws -> [UInt8] {
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
      printBytes(content)
      return true
    }
    if let old = FileManager.default.contents(atPath: path), old.elementsEqual(content) { return false }
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content).write(to: url, options: .atomic)
    } catch {
      throw CommandFailure("\(path): can't be written")
    }
    return true
  }

  static func printBytes(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }

  /// Prints a line to standard error.
  static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The files of a folder with an ending, sorted by name.
  static func list(_ folder: String, ending: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw CommandFailure("\(folder): no such folder")
    }
    return names.filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
  }

  /// Removes a file and the folders that it leaves empty, up to but not including `root`.
  static func remove(_ path: String, upTo root: String) {
    let manager = FileManager.default
    try? manager.removeItem(atPath: path)
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

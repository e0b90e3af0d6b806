import Foundation

/// The folder that a build writes into, with the list of what earlier builds wrote there.
///
/// While one command has it, no other builds into it.
final class OutputFolder {
  /// Lists what builds wrote, so that a later one can remove what is no longer made.
  static let listName = ".gradwalk-files"
  /// Holds files that are on the way to their places. A build that was killed may have left it.
  static let unfinishedName = ".gradwalk-new"

  let path: String
  /// What earlier builds wrote, sorted.
  private(set) var listed: [String] = []
  private let descriptor: Int32

  /// Takes the folder for a build, making it where it is not.
  convenience init(making path: String, _ unfinished: Unfinished) throws {
    do throws(SystemFailure) {
      try Self.make(path, unfinished)
      try self.init(path, Self.locked(path, LOCK_EX, unfinished))
    } catch { throw CommandFailure("\(path): can't be written", hint: Files.reason(error.code)) }
    try readList()
  }

  /// Looks at the folder, when no build is at work in it; nil if it is not there.
  convenience init?(reading path: String) throws {
    guard Files.exists(path) else { return nil }
    do throws(SystemFailure) { try self.init(path, Self.locked(path, LOCK_SH, nil)) } catch {
      throw CommandFailure("\(path): can't be read", hint: Files.reason(error.code))
    }
    try readList()
  }

  private init(_ path: String, _ descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  private func readList() throws {
    try checkPlace(Self.listName)
    listed = Self.paths(in: FileManager.default.contents(atPath: place(Self.listName)))
  }

  deinit { close(descriptor) }

  private static func make(_ path: String, _ unfinished: Unfinished) throws(SystemFailure) {
    guard !Files.exists(path) else { return }
    let above = Files.folder(of: path)
    if !above.isEmpty { try make(above, unfinished) }
    // What stays empty because the build is broken off is removed again.
    unfinished.add(path)
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw SystemFailure() }
  }

  /// Opens the folder and waits until no other command is in its way. File systems without locks do without.
  private static func locked(_ path: String, _ lock: Int32, _ unfinished: Unfinished?) throws(SystemFailure)
    -> Int32
  {
    while true {
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { throw SystemFailure() }
      while flock(descriptor, lock | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
        unfinished?.pause()
        usleep(20_000)
      }
      // A build that was broken off may have removed the folder that it made.
      if let own = FileStatus(descriptor: descriptor), let there = FileStatus(path), own.isSame(as: there) {
        return descriptor
      }
      close(descriptor)
      if let unfinished { try make(path, unfinished) }
    }
  }

  /// The paths of a list; what could be no path of ours, or leads out of the folder, is left out.
  private static func paths(in list: Data?) -> [String] {
    (list ?? Data()).split(separator: 0x0A).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }.filter { path in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      return path != listName && parts[0] != unfinishedName
        && !parts.contains { ["", ".", ".."].contains($0) }
        && !path.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }.sorted()
  }

  func place(_ file: String) -> String { "\(path)/\(file)" }

  // MARK: Looking

  /// Fails where a link on the way to a file leads out of the folder.
  func checkLinks(to file: String) throws {
    var place = path
    for part in file.split(separator: "/") {
      place += "/\(part)"
      guard let status = FileStatus(place, followsLinks: false) else { return }
      if status.kind == .link { try checkLink(place) }
    }
  }

  /// Fails where a file can't have its place in the folder: a link leads out of it, or something else is there.
  func checkPlace(_ file: String) throws {
    try checkLinks(to: file)
    var place = path
    let parts = file.split(separator: "/")
    for (index, part) in parts.enumerated() {
      place += "/\(part)"
      guard let kind = Files.kind(of: place) else { return }
      let isLast = index == parts.count - 1
      guard kind == (isLast ? .plain : .folder) else {
        throw CommandFailure(
          "\(place): is \(isLast ? "no plain file" : "no folder")",
          hint: "\(isLast ? "a file" : "a folder") of the build should be there; move it away")
      }
    }
  }

  private func checkLink(_ link: String) throws {
    let root = Files.real(path) ?? path
    guard let target = Files.real(link) else {
      throw CommandFailure("\(link): is a link that leads nowhere", hint: "remove it")
    }
    guard target.hasPrefix(root == "/" ? root : root + "/") else {
      throw CommandFailure(
        "\(link): is a link that leads out of \(path), to \(target)",
        hint: "a build writes, reads and removes only what is inside; remove the link")
    }
  }

  /// Whether a build that was broken off left something.
  var hasLeftOver: Bool { FileStatus(place(Self.unfinishedName), followsLinks: false) != nil }
}

import Foundation
import Interruption

/// Files that are on the way to their places. Whatever ends the command, none of them stays behind.
struct Unfinished {
  /// Does work that leaves unfinished files for a while. A signal that asks the command to end is heeded when the work
  /// allows it, see ``pause()``, at the latest behind it.
  static func during<Result>(_ work: (Unfinished) throws -> Result) rethrows -> Result {
    interruption_start()
    defer {
      interruption_stop()
      end()
    }
    return try work(Unfinished())
  }

  /// Adds a file or folder that is about to be made.
  func add(_ path: String) { _ = unsafe interruption_leave(path) }

  /// Ends the command if a signal asked for it.
  func pause() {
    guard interruption_signal() != 0 else { return }
    interruption_stop()
    Self.end()
  }

  private static func end() {
    let signal = interruption_signal()
    if signal != 0 { interruption_end(signal) }
  }

  /// Makes a new file with the owner and the permissions of the one whose place it will take.
  ///
  /// - Parameter keepsOwner: Whether it is a failure that the owner can't be kept.
  func write(_ content: [UInt8], to path: String, replacing old: FileStatus?, keepsOwner: Bool = false)
    throws(SystemFailure)
  {
    add(path)
    unsafe unlink(path)
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    if let old {
      let isOurs = old.owner == geteuid() && old.group == getegid()
      guard isOurs || fchown(file.descriptor, old.owner, old.group) == 0 || !keepsOwner else {
        throw SystemFailure()
      }
      guard fchmod(file.descriptor, old.permissions) == 0 else { throw SystemFailure() }
    }
    try file.write(content)
  }
}

/// What the system refused to do.
struct SystemFailure: Error {
  let code: Int32

  /// What was refused last.
  init(code: Int32 = errno) { self.code = code }
}

/// A file that is open for writing.
struct OpenFile: ~Copyable {
  let descriptor: Int32

  init(_ path: String, _ flags: Int32) throws(SystemFailure) {
    descriptor = unsafe open(path, flags | O_CLOEXEC | O_NOCTTY, 0o666)
    guard descriptor >= 0 else { throw SystemFailure() }
  }

  deinit { close(descriptor) }

  func write(_ content: [UInt8]) throws(SystemFailure) {
    var rest = content[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw SystemFailure() }
    }
  }
}

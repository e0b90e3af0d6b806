import Foundation

/// What a run of the command left behind.
struct Finished: Equatable {
  var status: Int32
  var output: String
  var errors: String
}

/// A temporary folder to run the built `gradwalk` in, removed at the end of the test.
final class Workspace {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/gradwalk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    _ = try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path + "/output")
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The executable, which is built into the folder of the tests.
  static var executable: String {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("gradwalk").path
  }

  /// Runs `gradwalk` in the folder. One that does not end within a minute is ended, which its status shows.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], in folder: String = ""
  ) throws -> Finished {
    try execute(Self.executable, arguments, input: input, environment: environment, in: folder)
  }

  /// Runs a line of the shell, where `$GRADWALK` is the executable.
  func shell(_ line: String, input: String = "") throws -> Finished {
    try execute(
      "/bin/sh", ["-c", line], input: input, environment: ["GRADWALK": Self.executable], in: "")
  }

  /// Runs `gradwalk` with its errors on a terminal, and gives what is written there.
  func onTerminal(_ arguments: [String], environment: [String: String] = ["TERM": "xterm"]) throws -> String {
    let terminal = try PseudoTerminal()
    let errors = FileHandle(fileDescriptor: terminal.other)
    let process = try start(arguments, environment: environment, errors: errors)
    process.waitUntilExit()
    return terminal.written
  }

  /// Starts `gradwalk` in the folder and does not wait for its end.
  func start(
    _ arguments: [String], environment: [String: String] = [:], errors: FileHandle = .nullDevice
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    // The threads of tests block signals, and a process has from them which it blocks.
    var (none, before) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
    return process
  }

  private func execute(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String],
    in folder: String
  ) throws -> Finished {
    let streams = FileManager.default.temporaryDirectory.path + "/gradwalk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: streams) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.isEmpty ? path : path + "/" + folder)
    let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LC_") }
    process.environment = inherited.merging(environment) { $1 }
    try Data(input.utf8).write(to: URL(fileURLWithPath: streams + "/in"))
    process.standardInput = FileHandle(forReadingAtPath: streams + "/in")
    for name in ["out", "err"] {
      try Data().write(to: URL(fileURLWithPath: streams + "/" + name))
    }
    process.standardOutput = FileHandle(forWritingAtPath: streams + "/out")
    process.standardError = FileHandle(forWritingAtPath: streams + "/err")
    try process.run()
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + 60)
    timer.setEventHandler { process.terminate() }
    timer.resume()
    process.waitUntilExit()
    timer.cancel()
    func text(_ name: String) -> String {
      String(decoding: FileManager.default.contents(atPath: streams + "/" + name) ?? Data(), as: UTF8.self)
    }
    return Finished(status: process.terminationStatus, output: text("out"), errors: text("err"))
  }
}

extension Workspace {
  func write(_ text: String, to file: String) throws { try write(Array(text.utf8), to: file) }

  func write(_ bytes: [UInt8], to file: String) throws {
    let url = URL(fileURLWithPath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func read(_ file: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + file).map { String(decoding: $0, as: UTF8.self) }
  }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + file) }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path + "/" + file) }

  /// Every file below a folder with its bytes.
  func contents(of folder: String) -> [String: Data] {
    var contents: [String: Data] = [:]
    for file in files(in: folder) {
      contents[file] = FileManager.default.contents(atPath: "\(path)/\(folder)/\(file)") ?? Data()
    }
    return contents
  }

  /// When each file and folder below a folder was last changed.
  func times(of folder: String) throws -> [String: Date] {
    var times: [String: Date] = [:]
    for name in files(in: folder) + ["."] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(folder)/\(name)")
      times[name] = attributes[.modificationDate] as? Date
    }
    return times
  }

  func files(in folder: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: path + "/" + folder)
    return (found?.compactMap { $0 as? String } ?? []).sorted().filter {
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: "\(path)/\(folder)/\($0)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }
  }
}

/// A terminal for a command to write to, which keeps what is written.
private final class PseudoTerminal {
  private let main: Int32
  /// The end that the command takes for a terminal.
  let other: Int32

  init() throws {
    #if canImport(Darwin)
      main = posix_openpt(O_RDWR | O_NOCTTY)
      guard main >= 0, grantpt(main) == 0, unlockpt(main) == 0, let name = unsafe ptsname(main) else {
        throw POSIXError(.ENODEV)
      }
      other = unsafe open(name, O_RDWR | O_NOCTTY)
    #else
      main = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
      // TIOCSPTLCK and TIOCGPTN, which Swift does not see: unlocks the other end, and gives its number.
      var (isLocked, number): (Int32, Int32) = (0, 0)
      guard main >= 0, unsafe ioctl(main, 0x4004_5431, &isLocked) == 0,
        unsafe ioctl(main, 0x8004_5430, &number) == 0
      else { throw POSIXError(.ENODEV) }
      other = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    #endif
    guard other >= 0 else { throw POSIXError(.ENODEV) }
  }

  deinit {
    close(main)
    close(other)
  }

  var written: String {
    _ = fcntl(main, F_SETFL, O_NONBLOCK)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(main, $0.baseAddress, $0.count) }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

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

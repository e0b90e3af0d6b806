import Foundation
import Testing

struct `Equal lessons give equal bytes` {
  /// A machine that differs from the usual one in something that must not matter.
  struct Machine: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var environment: [String: String] = [:]
    var arguments: [String] = []
  }

  static let machines = [
    Machine(testDescription: "another folder"),
    Machine(testDescription: "one job", arguments: ["--jobs", "1"]),
    Machine(testDescription: "eight jobs", arguments: ["--jobs", "8"]),
    Machine(
      testDescription: "a German locale", environment: ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"]),
    Machine(testDescription: "no locale", environment: ["LC_ALL": "C", "LANG": ""]),
    Machine(testDescription: "another time zone", environment: ["TZ": "Pacific/Kiritimati"]),
    Machine(testDescription: "no home", environment: ["HOME": "/nonexistent"]),
    Machine(
      testDescription: "no fonts",
      environment: ["FONTCONFIG_FILE": "/dev/null", "FONTCONFIG_PATH": "/nonexistent"]),
    Machine(testDescription: "another seed of hashes", environment: ["SWIFT_DETERMINISTIC_HASHING": "1"]),
  ]

  private static let course: [String: String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("lessons").path
    var course = ["neuron.md": Courses.neuron, "two.md": Courses.two]
    for name in ["sigmoid-neuron.md", "forks-add.md", "granularity.md", "vectors.md", "convolution.md"] {
      // One that is not there makes a lesson that fails.
      let data = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
      course[name] = String(decoding: data, as: UTF8.self)
    }
    return course
  }()

  private static let usual = Result { try build(Machine(testDescription: ""), in: "usual") }

  private static func build(_ machine: Machine, in folder: String) throws -> [String: Data] {
    let workspace = try Workspace()
    for (name, text) in course { try workspace.write(text, to: "\(folder)/lessons/\(name)") }
    let finished = try workspace.run(
      ["build"] + machine.arguments, environment: machine.environment, in: folder)
    #expect(finished.status == 0, "\(finished.errors)")
    return workspace.contents(of: folder + "/output")
  }

  @Test(arguments: machines)
  func `whatever the machine`(machine: Machine) throws {
    let usual = try Self.usual.get()
    #expect(usual.count > 50)
    let unusual = try Self.build(machine, in: "a folder/with spaces & ümlauts")
    #expect(unusual.keys.sorted() == usual.keys.sorted())
    for (name, bytes) in usual { #expect(unusual[name] == bytes, "\(name)") }
  }
}

import ArgumentParser
import Gradwalk

/// What a bare program has no fence to say of itself. The table of the fence's options says what each expects.
struct ProgramOptions: ParsableArguments {
  @Option(help: .fence("inputs", valueName: "names")) var inputs: String?
  @Option(help: .fence("output", valueName: "name")) var gradientOf: String?
  @Option(help: .fence("byhand", valueName: "no")) var byhand: String?
  @Option(help: .fence("steps", valueName: "numbers")) var steps: String?
  @Option(help: .fence("faults", valueName: "show")) var faults: String?
  @Option(help: .fence("mistake", valueName: "kind")) var mistake: String?
  @Option(help: .fence("expect", valueName: "kind")) var expect: String?
  @Option(help: .fence("digits", valueName: "n")) var digits: String?

  /// Those that are given, by their names on a fence. `digits` is for all that is shown.
  private var given: [(name: String, value: String)] {
    let all = [
      ("inputs", inputs), ("output", gradientOf), ("byhand", byhand), ("steps", steps), ("faults", faults),
      ("mistake", mistake), ("expect", expect),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  func validate() throws {
    do throws(OptionMistake) { _ = try options() } catch { throw ValidationError(error.message) }
  }

  private func options() throws(OptionMistake) -> FenceOptions {
    try FenceOptions(commandLine: given + (digits.map { [("digits", $0)] } ?? []))
  }

  /// What is said of a bare program.
  var fence: FenceOptions { (try? options()) ?? FenceOptions() }

  /// Fails if they are given for what is no bare program.
  func check(_ loaded: Loaded) throws(CommandFailure) {
    guard let first = given.first else { return }
    let option = "--" + OptionSpelling.commandLineName(of: first.name)
    switch loaded {
    case .program: return
    case .lesson(_, let file):
      throw CommandFailure(
        "\(option) is for bare programs, and \(file) is a lesson",
        hint: "write \(first.name)=\(first.value) on the fence of its block")
    case .trace(_, let file):
      throw CommandFailure("\(option) is for bare programs, and \(file) is a trace of one that has run")
    }
  }
}

extension ArgumentHelp {
  /// The help of an option that a fence has as well.
  fileprivate static func fence(_ name: String, valueName: String) -> ArgumentHelp {
    ArgumentHelp("\(FenceOptions.help(name))", valueName: valueName)
  }
}

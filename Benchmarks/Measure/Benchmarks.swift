// What section 10 of the design asks for, measured: `make bench`. Each row stands beside the least that its work can
// take, measured in the same run, because machines differ and the ratio differs less.

import Autodiff
import BenchmarkFloor
import Foundation
import Language
import Rendering
import Script
import TraceModel

@main
struct Benchmarks {
  private let million = 1_000_000
  private let arguments = [
    "draw", "f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", "w0=2", "x0=-1", "w1=-3", "x1=-2", "w2=-3",
  ]
  private var table = Table()

  static func main() throws {
    if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "compare" {
      try Comparison.printTable(of: Array(CommandLine.arguments.dropFirst(2)))
      return
    }
    var benchmarks = Benchmarks()
    if CommandLine.arguments.dropFirst() == ["drawing"] {
      Table.printHeading()
      try Drawing.measureAll(into: &benchmarks.table)
      try Drawing.measureFolding(into: &benchmarks.table)
      return
    }
    Table.printHeading()
    try benchmarks.measureProcesses()
    try benchmarks.measureFrames()
    try Drawing.measureAll(into: &benchmarks.table)
    try Drawing.measureFolding(into: &benchmarks.table)
    benchmarks.measureTapes()
    try benchmarks.measureTraces()
    for circuit in [Circuit.net, .chain] { try Stepping(circuit).measure(into: &benchmarks.table) }
    try benchmarks.measureTraining()
    try benchmarks.printGrowth()
  }

  /// The command from start to end, cold but for the files that the system keeps in memory.
  private mutating func measureProcesses() throws {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let empty = median(of: 41) { _ = runs("\(folder)/Nothing", []) }
    guard runs("\(folder)/gradwalk", arguments) else {
      print("| `gradwalk` lies not in \(folder): build it first |")
      return
    }
    let drawing = median(of: 41) { _ = runs("\(folder)/gradwalk", arguments) }
    table.add(
      "`gradwalk draw`, the whole process, to one SVG of the sigmoid neuron", drawing,
      floor: ("empty Swift process", empty))
  }

  /// Whether a command runs and succeeds.
  private func runs(_ command: String, _ arguments: [String]) -> Bool {
    var words = unsafe ([command] + arguments).map { unsafe UnsafePointer(strdup($0)) }
    unsafe words.append(nil)
    defer { for index in unsafe words.indices { unsafe free(UnsafeMutablePointer(mutating: words[index])) } }
    return unsafe floor_run(words) == 0
  }

  /// The walk-through of the sigmoid neuron with a frame for each step.
  private mutating func measureFrames() throws {
    let text = (arguments.dropFirst(2) + [arguments[1]]).joined(separator: "\n")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradwalk-bench-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = 0
    var bytes = 0
    let time = try median(of: 21) {
      let trace = try Program(text).run().trace
      var walk = WalkThrough(trace)
      var document = ""
      for pass in walk.keptPasses { document += walk.steps(of: pass, .all) }
      let figures = walk.figures()
      for figure in figures {
        write(figure.content, to: "\(folder.path)/\(figure.name)")
      }
      write(Array(document.utf8), to: "\(folder.path)/README.md")
      files = figures.count + 1
      bytes = (figures.map(\.content.count).reduce(0, +) + document.utf8.count) / files
    }
    let floor = median(of: 21) { _ = unsafe floor_write(folder.path, Int32(files), Int32(bytes)) }
    table.add(
      "its \(files - 1) frames and walk-through, from the program to files", time,
      floor: ("writing \(files) files", floor))
  }

  /// Writes a file as the floor does, without waiting for the disk.
  private func write(_ content: [UInt8], to path: String) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = unsafe Foundation.write(file, content, content.count)
    close(file)
  }

  /// A million gates on the tape, forward, backward, and into a trace.
  private mutating func measureTapes() {
    for circuit in [Circuit.net, .chain] {
      let floor = median(of: 7) { _ = floor_record(Int32(million), Int32(circuit.width)) }
      var size = 0.0
      let time = median(of: 7) {
        // With what releasing it takes.
        guard let trace = try? circuit.trace(gates: million) else { return }
        size = Double(trace.storedBytes) / Double(million)
      }
      table.add(
        "a million gates (\(circuit.name)): forward, backward, trace, release", time,
        floor: ("C loop", floor),
        "\(Table.decimal(size)) bytes a gate")
    }
  }

  /// What is done with a finished trace.
  private mutating func measureTraces() throws {
    let trace = try Circuit.net.trace(gates: million)
    let recording = median(of: 5) { _ = floor_record(Int32(million), Int32(Circuit.net.width)) }
    table.add(
      "`States` of a million gates", median(of: 5) { _ = States(trace) }, floor: ("C loop", recording))
    let states = States(trace)
    let queries = 100_000
    let query = median(of: 5) {
      for index in 0..<queries {
        _ = states.gradient(of: index &* 7919 % trace.nodeCount, at: index &* 104_729 % trace.stepCount)
      }
    }
    table.add("a gradient at a step", query / Double(queries), floor: nil, "of \(trace.stepCount) steps")
    try measureJSONLines()
  }

  /// A trace of a million events or a little more, as text and back.
  private mutating func measureJSONLines() throws {
    let trace = try Circuit.net.trace(gates: million / 3)
    let lines = trace.jsonLines
    let copying = median(of: 5) {
      var copy = lines
      copy[0] = 0
    }
    let size = "\(lines.count / million) MB"
    table.add(
      "JSON Lines of a million events, written", median(of: 5) { _ = trace.jsonLines },
      floor: ("copying it", copying), size)
    table.add(
      "JSON Lines of a million events, read", try median(of: 5) { _ = try Trace(jsonLines: lines) },
      floor: ("copying it", copying), size)
  }

  /// The lecture's 2-layer net, trained through the library and through the lesson language.
  private mutating func measureTraining() throws {
    let step = TrainingStep()
    let times = 50
    let floor = median(of: 101) { step.multiply() }
    let library = try median(of: 9) { try step.run(times: times) } / Double(times)
    table.add(
      "a training step, 64 × 1000 × 100 × 10: forward and backward", library,
      floor: ("its matrix products", floor))
    let program = try Program(TrainingStep.program(steps: 2000))
    let lesson = try median(of: 1) { _ = try program.run() } / 2000
    table.add(
      "the same in the lesson language, with the updates, one of 2000", lesson,
      floor: ("its matrix products", floor), "\(Table.decimal(lesson * 2)) s in all")
  }

  /// How the time for a gate goes with the number of gates.
  private func printGrowth() throws {
    print("\n| gates | net, ns a gate | chain, ns a gate |\n| --- | --- | --- |")
    for gates in [100_000, 300_000, 1_000_000] {
      let times = [Circuit.net, .chain].map { circuit in
        median(of: 7) { _ = try? circuit.trace(gates: gates) } * 1e6 / Double(gates)
      }
      print("| \(gates) | \(Table.decimal(times[0])) | \(Table.decimal(times[1])) |")
    }
  }
}

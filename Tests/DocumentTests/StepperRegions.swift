import Foundation
import Gradwalk
import Stepper
import Testing

/// The generated parts about the stepper, in README.md and docs/stepper.md.
let stepperRegions: [GeneratedRegion] =
  ["README.md", "docs/stepper.md"].map { document in
    GeneratedRegion(document: document, name: "screen") { block(try screen()) }
  } + [
    GeneratedRegion(document: "README.md", name: "session") {
      try session(["step", "sigmoid-neuron", "-c", "goto 12; last; why x0"])
    },
    GeneratedRegion(document: "docs/stepper.md", name: "commands") { commandTable() },
    GeneratedRegion(document: "docs/stepper.md", name: "plain") {
      try session([
        "step", "forks-add", "--block", "fork", "-c", "break x; run; print x; last; print x; why x",
      ])
    },
    GeneratedRegion(document: "docs/stepper.md", name: "quiz") {
      try session(["quiz", "sigmoid-neuron", "--backward", "-c", "1; -0.53; -0.53; 0.37; -1/5"])
    },
  ]

private func block(_ text: String) -> String { "```text\n\(text.trimmingCharacters(in: .newlines))\n```" }

/// The screen of the sigmoid neuron while its gradient passes back through exp.
private func screen() throws -> String {
  let url = GeneratedRegion.root.appending(path: "output/sigmoid-neuron/trace.jsonl")
  let trace = try Trace(jsonLines: Array(Data(contentsOf: url)))
  var stepper = try #require(Stepper([SteppedProgram(name: "sigmoid-neuron", trace: trace)]))
  _ = stepper.handle(.goTo(12))
  return stepper.screen(width: 100, height: 30).text
}

/// A command line and what it prints.
private func session(_ arguments: [String]) throws -> String {
  let run = try gradwalk(arguments, in: GeneratedRegion.root)
  #expect(run.status == 0, "\(run.errors)")
  let words = arguments.map { $0.contains(" ") ? "'\($0)'" : $0 }
  return block("$ gradwalk \(words.joined(separator: " "))\n" + run.output)
}

private func commandTable() -> String {
  let rows = CommandEntry.all.map { entry in
    let keys = entry.keyNames.map { "`\($0)`" }.joined(separator: " ")
    let words = ([entry.usage] + entry.aliases.filter { $0.count > 1 }).map { "`\($0)`" }
    return "| \(keys) | \(words.joined(separator: ", ")) | \(entry.help) |"
  }
  return (["| key | word | what it does |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
}

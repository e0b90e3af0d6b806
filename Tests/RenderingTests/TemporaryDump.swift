import Foundation
import Testing
import TraceModel

@testable import Rendering

struct `Temporary` {
  @Test func `dump`() throws {
    var all: [[String: Any]] = []
    for step in ArrayStep.all {
      let told = step.trace().told()
      all.append([
        "forward": told[1].sentences.first ?? "", "backward": told[3].sentences,
        "symbols": told[3].account.equations.map(\.symbols),
      ])
      print("=== \(step.gate)")
      for move in told.dropFirst() {
        print(move.heading)
        for e in move.account.equations {
          print("   $\(e.symbols)$  TO \(e.target ?? "")")
          print(e.line?.lines.joined(separator: "\n") ?? e.result)
          if step.gate == "matmul" || step.gate == "relu" { print(e.line?.tex ?? "") }
        }
        for s in move.sentences { print("   " + s) }
      }
    }
    try JSONSerialization.data(withJSONObject: all).write(to: URL(fileURLWithPath: "/tmp/told.json"))
  }
}

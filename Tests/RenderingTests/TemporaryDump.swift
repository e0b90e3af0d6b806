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
extension `Temporary` {
  @Test func `jacobian texts`() throws {
    for example in JacobianCase.all where ["ReLU of a vector","q = W x by W","2×3 · 3×4 by the right factor","softmax", "an addition that stretches"].contains(example.name) {
      let (trace, gate, _, _, _) = example.trace()
      print("=== \(example.name)")
      print(PlainWalkThrough(trace.trace, collapsing: []).jacobians(of: gate, in: trace.trace.passes[0]) ?? "")
      print(WalkThrough(trace.trace).jacobians(of: gate, in: trace.trace.passes[0]) ?? "")
    }
  }
}

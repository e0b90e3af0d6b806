import Testing
import TraceModel
import Autodiff
import Graphviz
import Foundation
@testable import Rendering

@Test func scratch() throws {
  var tape = Tape(title: "sigmoid neuron")
  let w0 = tape.input(2, name: "w0"), x0 = tape.input(-1, name: "x0"), w1 = tape.input(-3, name: "w1")
  let x1 = tape.input(-2, name: "x1"), w2 = tape.input(-3, name: "w2")
  let s = try tape.apply(.add, tape.apply(.add, tape.apply(.multiply, w0, x0), tape.apply(.multiply, w1, x1)), w2)
  tape.openGroup("sigmoid")
  let n = try tape.apply(.multiply, [.node(s), .constant(-1)])
  let f = try tape.apply(.divide, [.constant(1), .node(tape.apply(.add, [.node(tape.apply(.exp, n)), .constant(1)]))])
  tape.closeGroup()
  tape.name(f, Name("f"))
  try tape.backward(from: f)
  let trace = tape.finish()
  for (tag, collapsed) in [("open", Set<String>()), ("closed", ["sigmoid"])] {
    let states = States(trace)
    let narrator = Narrator(states, circuit: Circuit(trace, pass: trace.passes[0], collapsing: collapsed))
    for move in narrator.circuit.moves(in: trace) {
      let account = narrator.account(of: move)
      print(English().heading(of: account))
      for e in account.equations { print("   $\(e.symbols)$   [\(e.target ?? "")] \(e.numbers) = \(e.result) \(e.exact ?? "")") }
      for s in account.sentences { print("   ", English().text(s)) }
    }
    let pictures = try Pictures(narrator, direction: .leftToRight); print(pictures.layout.bounds)
    try Data(pictures.svg()).write(to: URL(fileURLWithPath: "/tmp/fig/\(tag).svg"))
    try Data(pictures.dot.utf8).write(to: URL(fileURLWithPath: "/tmp/fig/\(tag).dot"))
    try Data(pictures.svg(at: 12)).write(to: URL(fileURLWithPath: "/tmp/fig/\(tag)-12.svg"))
  }
  var t2 = Tape(title: "fork")
  let x = t2.input(3, name: "x"), y = t2.input(2.5, name: "y")
  let q = try t2.apply(.multiply, x, y)
  t2.name(q, Name("q"))
  let g = try t2.apply(.add, x, q)
  t2.name(g, Name("f"))
  try t2.backward(from: g)
  let tr = t2.finish()
  let p = try Pictures(Narrator(States(tr), circuit: Circuit(tr, pass: tr.passes[0])))
  try Data(p.svg()).write(to: URL(fileURLWithPath: "/tmp/fig/fork.svg"))
  try Data(p.svg(at: 4)).write(to: URL(fileURLWithPath: "/tmp/fig/fork-4.svg"))
}

@Test func scratch2() throws {
  var t = Tape(title: "staged")
  let x = t.input(3, name: "x"), y = t.input(-4, name: "y")
  let sy = try t.apply(.sigmoid, y)
  let num = try t.apply(.add, x, sy)
  t.name(num, Name("num"))
  let sx = try t.apply(.sigmoid, x)
  let s2 = try t.apply(.power, [.node(t.apply(.add, x, y)), .constant(2)])
  let den = try t.apply(.add, sx, s2)
  t.name(den, Name("den"))
  let f = try t.apply(.divide, num, den)
  t.name(f, Name("f"))
  try t.backward(from: f)
  let tr = t.finish()
  for (tag, d) in [("lr", Diagram.Direction.leftToRight), ("tb", .topToBottom)] {
    let p = try Pictures(Narrator(States(tr), circuit: Circuit(tr, pass: tr.passes[0])), direction: d)
    try Data(p.svg()).write(to: URL(fileURLWithPath: "/tmp/fig/staged-\(tag).svg"))
    try Data(p.svg(at: 15)).write(to: URL(fileURLWithPath: "/tmp/fig/staged-\(tag)-15.svg"))
  }
}

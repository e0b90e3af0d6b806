import Figures
import Language
import Script
import Testing
import TraceModel

struct `A folded circuit` {
  private func folded(_ circuit: GivenCircuit, open: Set<String> = []) throws -> Circuit {
    let trace = try circuit.trace()
    return Circuit.folded(trace, pass: trace.passes[0], open: open)
  }

  @Test func `of a net of a thousand gates shows its three layers`() throws {
    let circuit = try folded(.netOf1000Gates)
    #expect(circuit.gateCount < 60)
    #expect(circuit.folds.filter { $0.name == "neuron" }.map(\.count) == [24, 16])
    #expect(circuit.folds.filter { $0.name == "neuron" }.map(\.hidden) == [2...23, 2...15])
    #expect(circuit.folds.contains { $0.name == "w, h" && $0.count == 16 })
  }

  @Test func `of a recurrence shows two turns, the last one, and the wire that they carry`() throws {
    let circuit = try folded(.recurrent)
    let fold = try #require(circuit.folds.first)
    #expect(fold.carries && fold.hidden == 3...24 && fold.count == 25 && fold.gates == 88)
    let box = try #require(circuit.boxes.firstIndex { $0.kind == .fold(0) })
    // It reads w, h and u, and the last turn reads one value of it.
    #expect(circuit.boxes[box].operands.count == 3)
    #expect(circuit.operands.count { $0.box == box } == 1)
    #expect(circuit.frames.count == 3)
  }

  @Test func `of a fit through 80 points shows the first and the last point and their sum`() throws {
    let circuit = try folded(.lineThrough80Points)
    let fold = try #require(circuit.folds.first)
    #expect(fold.hidden == 2...79 && fold.count == 80 && !fold.carries)
    let sum = try #require(circuit.boxes.first { $0.kind == .sum })
    #expect(sum.operands.count == 3)
    let middle = circuit.operands[sum.operands.lowerBound + 1]
    #expect(circuit.boxes[middle.box].kind == .fold(0))
    #expect(middle.uses.count == 78)
  }

  @Test func `closes functions by name, with a wire for each of the values that leave`() throws {
    let program = """
      def part(a, b, c):
          return a * b + c, c * a - b
      u = 1.0; v = 2.0; w = 3.0
      p, q = part(u, v, w)
      f = p / q
      f.backward()
      """
    let trace = try Program(program).run(RunOptions(title: "two values")).trace
    let circuit = Circuit.folded(trace, pass: trace.passes[0], closed: ["part"])
    #expect(
      circuit.boxes.map(\.kind) == [.input, .input, .input, .closed(group: 0), .output, .output, .gate])
    #expect(circuit.boxes[3].operands.count == 3 && circuit.boxes[3].outputs.count == 2)
    #expect(circuit.operands[circuit.boxes[6].operands].map(\.box) == [4, 5])
    #expect(circuit.boxes[4...5].map { trace.node($0.node).name?.text } == ["p", "q"])
    #expect(circuit.frames.isEmpty)
    #expect(Circuit.folded(trace, pass: trace.passes[0]).frames.count == 1)
  }

  @Test(arguments: [GivenCircuit.twoValuedCalls, .twoCarried])
  func `has a box for each of the values that leave a call or turns`(_ given: GivenCircuit) throws {
    let trace = try given.trace()
    let circuit = Circuit.folded(trace, pass: trace.passes[0])
    let split = circuit.boxes.indices.filter(circuit.isSplit)
    #expect(!split.isEmpty)
    for box in split {
      let whole = circuit.boxes[box]
      #expect(whole.outputs.count == 2 && !whole.outputs.contains(whole.node))
      let parts = circuit.boxes[box + 1...box + 2]
      #expect(parts.map(\.node) == whole.outputs && parts.allSatisfy { $0.kind == .output })
      // Only they read it, and what reads a value reads the value's own box.
      #expect(circuit.operands.count { $0.box == box } == 2)
    }
    for box in circuit.boxes where box.kind != .output {
      for operand in circuit.operands[box.operands] {
        for use in operand.uses {
          let source = Array(trace.inputs(of: use.node))[use.input]
          let read = circuit.boxes[operand.box]
          let isFolded = if case .fold = read.kind { true } else { false }
          #expect(read.node == source || isFolded)
        }
      }
    }
  }

  @Test func `keeps open what is asked for`() throws {
    let circuit = try folded(.twelveUses, open: ["k"])
    #expect(circuit.folds.isEmpty && circuit.gateCount == 25)
    #expect(try folded(.twelveUses).gateCount == 6)
  }

  @Test func `of more equal inputs than stand well below each other shows the first and the last`() throws {
    let circuit = try folded(.sumOf20)
    #expect(circuit.folds.map(\.hidden) == [2...19])
    #expect(circuit.boxes.map(\.kind).prefix(3) == [.input, .fold(0), .input])
  }

  @Test(arguments: GivenCircuit.allCases)
  func `reads nothing before it is made, and reads all that the nodes read`(
    _ given: GivenCircuit
  ) throws {
    let trace = try given.trace()
    let whole = Circuit(trace, pass: trace.passes[0])
    let circuit = Circuit.folded(trace, pass: trace.passes[0])
    var boxOf: [Int: Int] = [:]
    for (index, box) in circuit.boxes.enumerated() {
      for node in box.nodes { boxOf[node] = index }
      for operand in circuit.operands[box.operands] { #expect(operand.box < index) }
    }
    #expect(circuit.boxes.count <= whole.boxes.count)
    for box in whole.boxes where !box.operands.isEmpty { #expect(boxOf[box.node] != nil) }
    let uses = Set(circuit.operands.flatMap(\.uses))
    for operand in whole.operands {
      let use = operand.uses[0]
      let source = whole.boxes[operand.box].node
      guard let from = boxOf[source], let to = boxOf[use.node], from != to else { continue }
      #expect(uses.contains(use))
    }
    for frame in circuit.frames { #expect(frame.boxes.upperBound <= circuit.boxes.count) }
  }
}

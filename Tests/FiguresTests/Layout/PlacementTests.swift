import Figures
import Testing
import TraceModel

struct `A placement` {
  @Test(arguments: 0..<40) func `of random circuits has nothing on anything else`(_ block: Int) {
    for seed in block * 8..<block * 8 + 8 {
      let gates = seed == 319 ? 1000 : seed % 80 == 9 ? 150 : 3 + seed % 37
      let random = RandomCircuit(
        seed: seed, gates: gates, width: seed % 3 == 0 ? nil : 9750, frames: seed % 2 == 0)
      let faults = PlacementFaults(random.problem, CircuitLayout.place(random.problem)).faults
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
    }
  }

  @Test(arguments: GivenCircuit.allCases) func `of what lecturers draw has nothing on anything else`(
    _ given: GivenCircuit
  ) throws {
    let trace = try given.trace()
    for circuit in [
      Circuit(trace, pass: trace.passes[0]), Circuit.folded(trace, pass: trace.passes[0]),
    ] {
      for width in circuit.gateCount > 100 ? [9750] : [nil, 9750, 5000] {
        let problem = CircuitSizes(circuit: circuit, trace: trace).problem(width: width)
        let placement = CircuitLayout.place(problem)
        let faults = PlacementFaults(problem, placement).faults
        #expect(faults.isEmpty, "\(faults.prefix(3))")
        if circuit.gateCount < 100 { #expect(placement == CircuitLayout.place(problem)) }
      }
    }
  }

  @Test(arguments: [GivenCircuit.net, .lstmCell, .softmaxCrossEntropy, .stagedExpression, .sigmoidNeuron])
  func `of a circuit that fits a row has no stubs`(_ given: GivenCircuit) throws {
    let trace = try given.trace()
    let circuit = Circuit.folded(trace, pass: trace.passes[0])
    let placement = CircuitLayout.place(CircuitSizes(circuit: circuit, trace: trace).problem(width: 9750))
    #expect(placement.bands.count == 1)
    #expect(!placement.nets.contains { $0.isStub || $0.flag != nil })
  }

  @Test func `of nothing is empty, and has inputs that nothing reads below each other`() {
    var problem = CircuitLayout.Problem(spacing: .page, width: 9750)
    #expect(CircuitLayout.place(problem).boxes.isEmpty)
    problem.add(size: .zero, value: .init(300, 185), gradient: .init(300, 185), name: .init(70, 140))
    let placement = CircuitLayout.place(problem)
    #expect(placement.boxes == [nil] && placement.nets.map(\.value) == [0] && placement.slots.count == 3)
    #expect(PlacementFaults(problem, placement).faults == [])
    problem.add(size: .zero, value: .init(300, 185), gradient: .init(300, 185), name: .init(70, 140))
    let both = CircuitLayout.place(problem)
    #expect(both.nets.map(\.value) == [0, 1] && PlacementFaults(problem, both).faults == [])
  }

  @Test func `has one stub for several uses in a band`() throws {
    let trace = try GivenCircuit.thirtyGates.trace()
    let circuit = Circuit(trace, pass: trace.passes[0])
    let placement = CircuitLayout.place(CircuitSizes(circuit: circuit, trace: trace).problem(width: 9750))
    #expect(placement.bands.count > 1)
    let stubs = placement.nets.filter(\.isStub)
    for (index, stub) in stubs.enumerated() {
      for other in stubs[..<index] where other.value == stub.value && other.band == stub.band {
        // Only one that comes from far in the band is repeated.
        let distance = abs((other.flag?.x ?? 0) - (stub.flag?.x ?? 0))
        #expect(distance > 3000)
      }
    }
  }
}

struct `The look at a placement` {
  private func sound() -> (CircuitLayout.Problem, CircuitLayout.Placement) {
    let random = RandomCircuit(seed: 16, gates: 30, width: 9750, frames: true)
    return (random.problem, CircuitLayout.place(random.problem))
  }

  private func faults(_ change: (inout CircuitLayout.Placement) -> Void) -> [String] {
    var (problem, placement) = sound()
    change(&placement)
    return PlacementFaults(problem, placement).faults
  }

  @Test func `finds nothing in a sound one`() { #expect(faults { _ in }.isEmpty) }

  @Test func `finds a number that is moved onto a wire`() {
    let found = faults { placement in
      guard let slot = placement.slots.firstIndex(where: { $0.kind == .value }) else { return }
      placement.slots[slot].rect.y += 120
    }
    #expect(found.contains { $0.contains("through value") })
  }

  @Test func `finds a gate that is moved`() {
    let found = faults { placement in
      guard let box = placement.boxes.firstIndex(where: { $0 != nil }) else { return }
      placement.boxes[box]?.x += 400
    }
    #expect(!found.isEmpty)
  }

  @Test func `finds a crossing without a bridge`() {
    let found = faults { placement in
      for net in placement.nets.indices { placement.nets[net].bridges = [] }
    }
    #expect(found.contains { $0.contains("without a bridge") })
  }

  @Test func `finds a branch that is missing, and one that is drawn twice`() {
    #expect(faults { $0.branches.removeLast() }.contains("1 uses are not drawn"))
    #expect(faults { $0.branches.append($0.branches[0]) }.contains { $0.hasSuffix("twice") })
  }

  @Test func `finds what is outside`() {
    #expect(faults { $0.size.width -= 300 }.contains { $0.hasSuffix("is outside") })
  }
}

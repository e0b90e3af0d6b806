import Figures
import Testing
import TraceModel

/// What makes a placement good to look at, beyond that nothing is on anything else.
struct `A placement of a large circuit` {
  private func placed(
    _ given: GivenCircuit, isFolded: Bool = true
  ) throws -> (circuit: Circuit, problem: CircuitLayout.Problem, placement: CircuitLayout.Placement) {
    let trace = try given.trace()
    let pass = trace.passes[0]
    let circuit = isFolded ? Circuit.folded(trace, pass: pass) : Circuit(trace, pass: pass)
    let problem = CircuitSizes(circuit: circuit, trace: trace).problem(width: 9000)
    return (circuit, problem, CircuitLayout.place(problem))
  }

  @Test func `has few bands, and all but the last are filled well`() throws {
    let (_, _, placement) = try placed(.thirtyGates)
    #expect(placement.bands.count <= 5)
    for (index, band) in placement.bands.dropLast().enumerated() {
      let ends = placement.nets.filter { $0.band == index }.map { $0.flag?.right ?? $0.trunk.last?.x ?? 0 }
      #expect((ends.max() ?? 0) > band.right / 2)
    }
  }

  @Test func `is a little wider than the page rather than cutting frames`() throws {
    let (circuit, _, placement) = try placed(.netOf1000Gates)
    #expect(placement.size.width <= 9720)
    #expect(placement.frames.count == circuit.frames.count)
  }

  @Test func `has no cut between a call and its values`() throws {
    for given in [GivenCircuit.twoValuedCalls, .twoCarried] {
      let (circuit, _, placement) = try placed(given)
      for box in circuit.boxes.indices where circuit.isSplit(box) {
        let bands = placement.nets.filter { !$0.isStub && (box...box + 2).contains($0.value) }.map(\.band)
        #expect(Set(bands).count == 1)
        #expect(!placement.nets.contains { $0.value == box && $0.isStub })
      }
    }
  }

  @Test func `keeps the second branch to a gate beside it where the wire leaves a frame`() throws {
    let (_, problem, placement) = try placed(.recurrent)
    let square = try #require(problem.boxes.last?.uses)
    let rows = square.compactMap { use in placement.branches.first { $0.use == use }?.path }.flatMap {
      $0.map(\.y)
    }
    #expect(rows.count > 2)
    #expect((rows.max() ?? 0) - (rows.min() ?? 0) < 400)
  }

  @Test func `has rows no further apart than names of wires and numbers ask for`() throws {
    let (_, problem, placement) = try placed(.sigmoidNeuron)
    let products = problem.boxes.indices.filter { problem.boxes[$0].uses.count == 2 }.prefix(2)
    let rows = products.compactMap { placement.boxes[$0]?.middle.y }
    // A gate's half and the next one's, the name over that, and what is kept free around them.
    #expect(rows.count == 2 && abs(rows[1] - rows[0]) < 500)
  }

  @Test func `lets far operands enter from above and below, so that a box stays small`() throws {
    let number = CircuitLayout.Size(300, 185)
    var problem = CircuitLayout.Problem(spacing: .page, width: nil)
    func reading(_ values: Int...) -> [CircuitLayout.Problem.Use] {
      values.map { .init(of: $0, gradient: number, local: .init(440, 170)) }
    }
    let inputs = (0..<6).map { _ in
      problem.add(size: .zero, value: number, gradient: number, name: .init(70, 140))
    }
    var sum = inputs[0]
    for input in inputs.dropFirst() {
      sum = problem.add(size: .init(300, 300), reading: reading(sum, input), value: number, gradient: number)
    }
    problem.frames = [.init(boxes: inputs.count..<sum + 1, title: .init(400, 140))]
    let box = problem.add(
      size: .init(1200, 480), entry: .left, reading: reading(inputs[0], sum, inputs[5]), value: number,
      gradient: number)
    let placement = CircuitLayout.place(problem)
    #expect(PlacementFaults(problem, placement).faults.isEmpty)
    let place = try #require(placement.boxes[box])
    #expect(place.height == 480)
    let ends = problem.boxes[box].uses.compactMap { use in
      placement.branches.first { $0.use == use }?.path.last?.y
    }
    #expect(ends == [place.y, place.middle.y, place.bottom])
  }
}

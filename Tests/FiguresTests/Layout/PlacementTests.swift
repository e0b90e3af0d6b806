import Figures
import Testing

@Suite struct PlacementTests {
  @Test("random circuits have no text on text, no wire on a wire, none through a gate or a number", arguments: 0..<40)
  func randomCircuits(block: Int) {
    for seed in block * 8..<block * 8 + 8 {
      let gates = seed % 40 == 39 ? 1000 : seed % 10 == 9 ? 150 : 3 + seed % 37
      let random = RandomCircuit(
        seed: seed, gates: gates, width: seed % 3 == 0 ? nil : 9750, frames: seed % 2 == 0)
      let placement = CircuitLayout.place(random.problem)
      let faults = PlacementFaults(random.problem, placement).faults
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
    }
  }
}

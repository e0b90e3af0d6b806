import Autodiff

/// What is known of the gates that the program writes itself, as they are called and compared.
struct GateWatch {
  /// The calls in the passes that are kept, and the pass of the last of them.
  private(set) var calls: [Reference: OwnCall] = [:]
  private var passOfCalls = 0
  /// The gates that pairs of functions are.
  var pairGates: [String: Gate] = [:]
  /// How many calls of each gate were compared with numeric gradients.
  private var comparisons: [String: Int] = [:]
  /// The inputs that were given None for their gradient.
  var givenNone: Set<Int> = []
  /// The gates whose backward function is wrong.
  private var wrong: Set<String> = []

  /// So many calls of each gate are compared; as many again of an instance that was called anew before.
  private static let mostComparisons = 25

  /// Keeps a call for as long as its pass is kept.
  mutating func remember(
    _ call: OwnCall, as reference: Reference, inPass pass: Int, isKept: (Reference) -> Bool
  ) {
    if calls.isEmpty { passOfCalls = pass }
    if passOfCalls != pass {
      passOfCalls = pass
      calls = calls.filter { isKept($0.key) }
    }
    calls[reference] = call
  }

  /// Whether a gate, or what its key says of it, is to be compared once more.
  func compares(_ gate: String, as key: String) -> Bool {
    !wrong.contains(gate) && comparisons[key, default: 0] < Self.mostComparisons
  }

  mutating func compare(_ key: String) { comparisons[key, default: 0] += 1 }

  mutating func isWrong(_ gate: String) { wrong.insert(gate) }
}

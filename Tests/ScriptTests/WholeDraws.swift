@testable import Script

/// The calls of `array-draws.json` that give whole numbers, by their text.
enum WholeDraws {
  typealias Draw = @Sendable (inout RandomStream) throws -> [Int]

  static let named = ranges.merging(orders) { first, _ in first }.merging(choices) { first, _ in first }

  private static let weights = [0.1, 0.0, 0.3, 0.6, 0.0]

  private static let ranges: [String: Draw] = [
    "randint(10, size=60)": { try $0.integers(60, from: 0, below: 10) },
    "randint(-5, 6, 60)": { try $0.integers(60, from: -5, below: 6) },
    "randint(7, 8, 5)": { try $0.integers(5, from: 7, below: 8) },
    "randint(0, 1024, 20)": { try $0.integers(20, from: 0, below: 1024) },
    "randint(0, 1025, 20)": { try $0.integers(20, from: 0, below: 1025) },
    "randint(0, 2**32, 10)": { try $0.integers(10, from: 0, below: 1 << 32) },
    "randint(0, 2**32 + 1, 10)": { try $0.integers(10, from: 0, below: (1 << 32) + 1) },
    "randint(-2**40, 2**50, 10)": { try $0.integers(10, from: -(1 << 40), below: 1 << 50) },
    "randint(-2**63, 2**63 - 1, 10)": { try $0.integers(10, from: .min, below: .max) },
    "randint(3, 9, 0)": { try $0.integers(0, from: 3, below: 9) },
  ]

  private static let orders: [String: Draw] = [
    "permutation(0)": { $0.permutation(0) },
    "permutation(1)": { $0.permutation(1) },
    "permutation(2)": { $0.permutation(2) },
    "permutation(10)": { $0.permutation(10) },
    "permutation(300)": { $0.permutation(300) },
    "permutation([10, 20, 30, 40, 50, 60, 70])": { $0.permutation(7).map { 10 * ($0 + 1) } },
    "permutation([[1, 2], [3, 4], [5, 6], [7, 8]])": {
      $0.permutation(4).flatMap { [2 * $0 + 1, 2 * $0 + 2] }
    },
    "shuffle(arange(33))": { shuffled(Array(0..<33), &$0) },
    "shuffle(list(range(33)))": { shuffled(Array(0..<33), &$0) },
    "shuffle(arange(12).reshape(6, 2))": {
      shuffled((0..<6).map { [2 * $0, 2 * $0 + 1] }, &$0).flatMap(\.self)
    },
  ]

  private static let choices: [String: Draw] = [
    "choice(10)": { try $0.choices(1, of: 10) },
    "choice(10, 60)": { try $0.choices(60, of: 10) },
    "choice(1, 4)": { try $0.choices(4, of: 1) },
    "choice([3, 1, 4, 1, 5], 20)": { try $0.choices(20, of: 5).map { [3, 1, 4, 1, 5][$0] } },
    "choice(30, 12, replace=False)": { try $0.choices(12, of: 30, replacing: false) },
    "choice(5, 5, replace=False)": { try $0.choices(5, of: 5, replacing: false) },
    "choice(5, replace=False)": { try $0.choices(1, of: 5, replacing: false) },
    "choice(5, p=weights)": { try $0.choices(1, of: 5, probabilities: weights) },
    "choice(5, 60, p=weights)": { try $0.choices(60, of: 5, probabilities: weights) },
    "choice(3, 60, p=thirds)": { try $0.choices(60, of: 3, probabilities: [1.0 / 3, 1.0 / 3, 1.0 / 3]) },
    "choice(5, 3, replace=False, p=weights)": {
      try $0.choices(3, of: 5, replacing: false, probabilities: weights)
    },
    "choice(40, 40, replace=False, p=rising)": {
      try $0.choices(40, of: 40, replacing: false, probabilities: (1...40).map { Double($0) / 820 })
    },
    "choice(5, replace=False, p=weights)": {
      try $0.choices(1, of: 5, replacing: false, probabilities: weights)
    },
    "choice(5, 0)": { try $0.choices(0, of: 5) },
  ]

  private static func shuffled<Item>(_ items: [Item], _ stream: inout RandomStream) -> [Item] {
    var items = items
    stream.shuffle(&items)
    return items
  }
}

import Foundation
import Testing

@testable import Script

/// Programs of arrays whose tokens were exchanged, left out, doubled and mixed with others: whatever they ask for, they
/// end in an error or a trace.
@Suite struct ArrayFuzzTests {
  private static let pieces = [
    "0", "1", "-1", "2", "3", "10**12", "9223372036854775807", "-9223372036854775807", "0.5", "1e308",
    "np.nan",
    "np.inf", "None", "...", "True", "'a'", "[]", "[[]]", "[1, 2]", "(2, 3)", "(0, 2)", "[[1, 2], [3]]", "[",
    "]",
    "(", ")", ",", ":", "::-1", "=", "+=", "-=", "*", "/", "//", "%", "**", "@", "<", "==", "\n", ".T",
    ".shape",
    ".grad", ".backward()", ".reshape(-1)", ".sum(axis=0)", ".dot", ".tolist()", ".astype(int)", ".fill(3)",
    ".copy()", "np.zeros", "np.ones((2, 3))", "np.arange(6)", "np.eye(3)", "np.outer", "np.stack",
    "np.concatenate",
    "np.where", "np.pad", "np.tile", "np.repeat", "np.roll", "np.flip", "np.transpose", "np.squeeze",
    "np.expand_dims", "np.broadcast_to", "np.argmax", "np.max", "np.mean", "np.var", "np.linalg.norm",
    "softmax",
    "logsumexp", "conv2d", "max_pool2d", "np.random.seed(0)", "np.random.randn", "np.random.choice",
    "np.random.permutation", "np.random.shuffle", "axis=", "keepdims=True", "stride=2", "padding=1",
    "for i in range(3):\n    ", "print",
  ]

  /// The programs of the fixture, as tokens.
  private static func programs() throws -> [[String]] {
    let url = try #require(
      Bundle.module.url(forResource: "array-programs", withExtension: "jsonl", subdirectory: "Fixtures"))
    struct Entry: Decodable { var program: String }
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
      tokens(of: try JSONDecoder().decode(Entry.self, from: Data(line.utf8)).program)
    }
  }

  /// Words, numbers and spaces as wholes, all else character by character.
  private static func tokens(of program: String) -> [String] {
    var tokens: [String] = []
    for character in program {
      let isWord = character.isLetter || character.isNumber || character == "_"
      let isSpace = character == " "
      if let last = tokens.last?.last,
        (isWord && (last.isLetter || last.isNumber || last == "_")) || (isSpace && last == " ")
      {
        tokens[tokens.count - 1].append(character)
      } else {
        tokens.append(String(character))
      }
    }
    return tokens
  }

  @Test func `no mutation of a program of arrays crashes or hangs`() async {
    await #expect(processExitsWith: .success) {
      let programs = try Self.programs()
      var stream = Stream(state: 231)
      let limits: [Limit: Int] = [
        .nodes: 500, .iterations: 500, .recursion: 20, .elements: 20_000, .operations: 5_000_000,
      ]
      var wrong = 0
      for round in 0..<Self.rounds {
        alarm(30)
        var tokens = programs[round % programs.count]
        for _ in 0..<Int.random(in: 1...4, using: &stream) { Self.mutate(&tokens, programs, &stream) }
        let source = tokens.joined()
        let options = RunOptions(showsFaults: round % 3 == 0, limits: limits)
        let found = errors(of: source, options)
        try #require(found.allSatisfy { !$0.isEmpty })
        if !found.isEmpty { wrong += 1 }
      }
      // Many are wrong, and some still run.
      try #require((Self.rounds / 2..<Self.rounds).contains(wrong), "\(wrong)")
    }
  }

  private static let rounds = 2_000

  private static func mutate(_ tokens: inout [String], _ programs: [[String]], _ stream: inout Stream) {
    let places = tokens.indices.filter { tokens[$0] != " " }
    guard let place = places.randomElement(using: &stream), let other = places.randomElement(using: &stream)
    else { return }
    let piece = pieces[Int.random(in: 0..<pieces.count, using: &stream)]
    switch Int.random(in: 0..<6, using: &stream) {
    case 0: tokens.insert(piece, at: place)
    case 1: tokens.remove(at: place)
    case 2: tokens[place] = piece
    case 3: tokens.swapAt(place, other)
    case 4: tokens[place] = tokens[other]
    default:
      let donor = programs[Int.random(in: 0..<programs.count, using: &stream)]
      let start = Int.random(in: 0..<donor.count, using: &stream)
      tokens.insert(contentsOf: donor[start..<min(start + 12, donor.count)], at: place)
    }
  }
}

import Foundation
import Language
import Testing

@testable import Script

/// A small generator of random numbers whose stream a seed fixes.
struct Stream: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct FuzzTests {
  private static let samples = [
    "w0 = 2.0; x0 = -1.0\nf = 1 / (1 + exp(-(w0*x0 + 3)))\nf.backward()\nprint(f'{w0.grad:.2f}')",
    "def g(a, b=2, *, c=3):\n    \"\"\"Doc.\"\"\"\n    for i in range(3):\n        if a > i and not b:\n            return a\n        elif i in [1, 2]:\n            continue\n    return -a ** b // c\nx = 1.5\nprint(g(x, c=1), '%5.2f' % g(x))",
    "p = {'w': 1.0, 'b': [1, 2, 3][::-1]}\nloss = sum(p['w'] * v for v in p['b'] if v != 2)\nloss.backward()\np['w'] -= 0.1 * p['w'].grad\np['w'].grad = None",
    "i = 0\nwhile i < 5:\n    i += 1\nelse:\n    y = [k**2 for k in range(i)]\nx = 3.0\nz = max(0, x) if x > 2 else min(x, y[1])\nassert abs(z - 3) < 1e-9, 'z'",
    "h = lambda x, k=2: (x, k)\na, (b, c) = h(1), h(2.5)\ns = \"a\\tb\" 'c' + r'\\d' * 2\nprint(s.upper(), sorted([3, 1], reverse=True), len(s))",
  ]
  private static let pieces = [
    "(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "==", "'", "\"\"\"", "f'{", "\n", "\n    ", "\t", "\\",
    "#", "x", "0",
    "1e", "999999999999", "lambda", "if", "else", "for", "in", "not", "def", "return", "**", "-", "@", "한",
    "\u{301}", "👩‍👧",
    "\0", ";", "%", "!", "None", ".grad", ".backward()", "range(", "*", "print", "while True", "0.1", "\r\n",
  ]

  @Test func `no mutation of a program crashes or hangs`() async {
    await #expect(processExitsWith: .success) {
      var stream = Stream(state: 231)
      let limits: [Limit: Int] = [.nodes: 500, .iterations: 2_000, .recursion: 50, .elements: 20_000]
      var wrong = 0
      for round in 0..<2_000 {
        alarm(30)
        var characters = Array(Self.samples[round % Self.samples.count])
        for _ in 0..<Int.random(in: 1...4, using: &stream) { Self.mutate(&characters, &stream) }
        let source = String(characters)
        let options = RunOptions(showsFaults: round % 2 == 0, limits: limits)
        let found = errors(of: source, options)
        try #require(found.allSatisfy { !$0.isEmpty })
        if !found.isEmpty { wrong += 1 }
      }
      // Most are wrong, and some still run.
      try #require((1_000..<2_000).contains(wrong), "\(wrong)")
    }
  }

  private static func mutate(_ characters: inout [Character], _ stream: inout Stream) {
    let place = Int.random(in: 0...characters.count, using: &stream)
    let piece = Array(pieces[Int.random(in: 0..<pieces.count, using: &stream)])
    switch Int.random(in: 0..<4, using: &stream) {
    case 0: characters.insert(contentsOf: piece, at: place)
    case 1: characters.removeSubrange(place..<min(place + 3, characters.count))
    case 2: characters.replaceSubrange(place..<min(place + 1, characters.count), with: piece)
    default:
      let other = Int.random(in: 0...characters.count, using: &stream)
      characters.insert(contentsOf: characters[min(place, other)..<max(place, other)], at: other)
    }
  }

  @Test func `every cut of a program is read without a crash`() {
    for sample in Self.samples {
      for count in 0...sample.count { _ = try? Program(String(sample.prefix(count))) }
      for count in 0...sample.count { _ = try? Program(String(sample.suffix(count))) }
    }
  }
}

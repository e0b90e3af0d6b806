import Foundation
import Testing

@testable import Script

@Suite struct ArrayDrawTests {
  private struct Fixture: Decodable {
    var seeds: [Seed]

    struct Seed: Decodable {
      var seed: UInt
      var mixed: [Double]
      var floats: [Floats]
      var whole: [Whole]
    }

    struct Floats: Decodable {
      var call: String
      var first: [Double]
      /// FNV-1a over all ten thousand.
      var hash: String
      /// Places and NumPy's numbers where its logarithm was not rounded to the nearest.
      var otherRounding: [[Double]]

      enum CodingKeys: String, CodingKey {
        case call, first, hash
        case otherRounding = "other rounding"
      }
    }

    struct Whole: Decodable {
      var call: String
      var numbers: [Int]
      /// What `rand()` gives after the call.
      var next: Double
    }
  }

  private func fixture() throws -> Fixture {
    let url = try #require(
      Bundle.module.url(forResource: "array-draws", withExtension: "json", subdirectory: "Fixtures"))
    let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
    try #require(fixture.seeds.count >= 2)
    return fixture
  }

  private func stream(_ seed: UInt) -> RandomStream {
    var stream = RandomStream(isNumpy: true)
    stream.seed(seed)
    return stream
  }

  private static let floats: [String: @Sendable (inout RandomStream, Int) -> [Double]] = [
    "rand": { $0.units($1) },
    "randn": { $0.gausses($1) },
    "normal": { $0.normals($1, mean: 1.5, deviation: 0.25) },
    "uniform": { $0.uniforms($1, from: -2, to: 3) },
  ]

  @Test func `ten thousand floats are NumPy's, bit for bit but where its logarithm is rounded otherwise`()
    throws
  {
    for seed in try fixture().seeds {
      #expect(seed.floats.count == Self.floats.count)
      for row in seed.floats {
        let name = String(row.call.prefix { $0 != "(" })
        let draw = try #require(Self.floats[name])
        var stream = stream(seed.seed)
        var numbers = draw(&stream, 10_000)
        #expect(row.otherRounding.count <= 13)
        for other in row.otherRounding {
          let (index, number) = (Int(other[0]), other[1])
          #expect(numbers[index] != number && abs(numbers[index] - number) <= 2 * number.ulp)
          numbers[index] = number
        }
        #expect(Array(numbers.prefix(20)) == row.first, "\(row.call) after seed \(seed.seed)")
        #expect(hash(numbers) == row.hash, "\(row.call) after seed \(seed.seed)")
      }
    }
  }

  @Test func `a spare normal number is kept while others are drawn, until the next seed`() throws {
    for seed in try fixture().seeds {
      var stream = stream(seed.seed)
      var numbers = stream.gausses(3) + stream.units(2) + stream.permutation(5).map(Double.init)
      numbers += stream.normals(2, mean: 1.5, deviation: 0.25)
      stream.seed(seed.seed)
      #expect(numbers + stream.gausses(1) == seed.mixed)
    }
  }

  @Test func `numbers drawn in parts are those drawn at once`() {
    for (name, draw) in Self.floats {
      var (whole, parts) = (stream(231), stream(231))
      let numbers = draw(&whole, 1000)
      #expect([1, 2, 3, 0, 494, 499, 1].flatMap { draw(&parts, $0) } == numbers, "\(name)")
    }
  }

  @Test func `whole numbers, permutations and choices are NumPy's, and so is what is drawn after them`()
    throws
  {
    for seed in try fixture().seeds {
      #expect(seed.whole.count == 34)
      for row in seed.whole {
        let draw = try #require(WholeDraws.named[row.call], "\(row.call)")
        var stream = stream(seed.seed)
        #expect(try draw(&stream) == row.numbers, "\(row.call) after seed \(seed.seed)")
        #expect(stream.unit() == row.next, "after \(row.call) after seed \(seed.seed)")
      }
    }
  }

  @Test func `what NumPy refuses to draw is refused`() {
    let table: [(DrawProblem, (inout RandomStream) throws -> [Int])] = [
      (.emptyRange(low: 3, high: 3), { try $0.integers(2, from: 3, below: 3) }),
      (.emptyRange(low: 0, high: -1), { try $0.integers(1, from: 0, below: -1) }),
      (.emptyPopulation, { try $0.choices(1, of: 0) }),
      (.sampleTooLarge(count: 4, population: 3), { try $0.choices(4, of: 3, replacing: false) }),
      (.probabilityCount(1, population: 2), { try $0.choices(1, of: 2, probabilities: [1]) }),
      (.notAProbability(-0.5), { try $0.choices(1, of: 2, probabilities: [1.5, -0.5]) }),
      (.probabilitySum(0.75), { try $0.choices(1, of: 2, probabilities: [0.5, 0.25]) }),
      (
        .tooFewPossible(1, count: 2),
        { try $0.choices(2, of: 2, replacing: false, probabilities: [1, 0]) }
      ),
    ]
    for (problem, draw) in table {
      var stream = stream(0)
      #expect(throws: problem) { try draw(&stream) }
    }
  }

  private func hash(_ numbers: [Double]) -> String {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in numbers {
      for shift in stride(from: 0, to: 64, by: 8) {
        state = (state ^ number.bitPattern >> UInt64(shift) & 0xff) &* 0x100_0000_01b3
      }
    }
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

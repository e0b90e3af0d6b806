import Foundation
import Numbers
import Testing

/// Arguments and correctly rounded results from mpmath, as bit patterns; every "nan" is as good as another.
private struct Tables {
  let rows: [String: [[String]]]

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "elementary-values", withExtension: "json", subdirectory: "Fixtures"))
    rows = try JSONDecoder().decode([String: [[String]]].self, from: Data(contentsOf: url))
  }

  static func number(_ text: String) throws -> Double {
    text == "nan" ? .nan : Double(bitPattern: try #require(UInt64(text, radix: 16)))
  }
}

@Suite struct ElementaryTests {
  static let functions: [(name: String, function: @Sendable ([Double]) -> Double)] = [
    ("exp", { Elementary.exp($0[0]) }), ("expm1", { Elementary.expm1($0[0]) }),
    ("log", { Elementary.log($0[0]) }), ("log1p", { Elementary.log1p($0[0]) }),
    ("sin", { Elementary.sin($0[0]) }), ("cos", { Elementary.cos($0[0]) }),
    ("tanh", { Elementary.tanh($0[0]) }), ("sigmoid", { Elementary.sigmoid($0[0]) }),
    ("power", { Elementary.power($0[0], $0[1]) }),
  ]

  @Test(arguments: functions.indices) func `every value of the table is met to the last bit`(_ index: Int)
    throws
  {
    let (name, function) = Self.functions[index]
    let rows = try #require(try Tables().rows[name])
    #expect(rows.count >= 200)
    for row in rows {
      let numbers = try row.map(Tables.number)
      let (found, expected) = (function(numbers.dropLast()), numbers[numbers.count - 1])
      let same = expected.isNaN ? found.isNaN : found.bitPattern == expected.bitPattern
      #expect(same, "\(name)\(numbers.dropLast()): \(found) in place of \(expected)")
    }
  }

  @Test func `every function has a table`() throws {
    #expect(Set(try Tables().rows.keys) == Set(Self.functions.map(\.name)))
  }
}

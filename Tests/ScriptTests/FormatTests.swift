import Foundation
import Language
import Testing

@testable import Script

@Suite struct FormatTests {
  /// Kind, value, format and what Python makes of it.
  private func recorded() throws -> [[String]] {
    let url = try #require(
      Bundle.module.url(forResource: "python-formats", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode([[String]].self, from: Data(contentsOf: url))
  }

  @Test func `numbers and texts are formatted as Python formats them`() throws {
    let rows = try recorded()
    #expect(rows.count > 2000)
    for row in rows where row[0] != "percent" {
      let value: Formattable =
        switch row[0] {
        case "float": .float(Double(row[1]) ?? .nan)
        case "integer": .integer(Int(row[1]) ?? 0)
        default: .text(row[1])
        }
      #expect(try FormatSpecification(row[2]).format(value) == row[3], "format(\(row[1]), '\(row[2])')")
    }
  }

  @Test func `the percent operator formats as in Python`() throws {
    for row in try recorded() where row[0] == "percent" {
      let program = try Program("print('\(row[2])' % float('\(row[1])'))")
      #expect(try program.run().printed == [row[3]], "'\(row[2])' % \(row[1])")
    }
  }

  @Test func `values are printed as Python prints them`() throws {
    let table: [(program: String, line: String)] = [
      ("print(1, 2.0, -0.5, True, None)", "1 2.0 -0.5 True None"),
      ("print([1, 2.5, 'a'], (1,), (1, 2), {'a': 1, 2: [3]})", "[1, 2.5, 'a'] (1,) (1, 2) {'a': 1, 2: [3]}"),
      ("print('it\\'s', [\"it's\", 'a\"b'])", "it's [\"it's\", 'a\"b']"),
      ("print(1e16, 1e-5, 123456.789, 1e300)", "1e+16 1e-05 123456.789 1e+300"),
      ("print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7 / 2, 2 ** 10, 2 ** -1)", "3 -4 -2 2 3.5 1024 0.5"),
      ("print(7.5 // 2, -7.5 % 2, 10 % 2.5)", "3.0 0.5 0.0"),
      ("print(f'{3.14159:.2f} {42:>6} {\"x\":^5}|')", "3.14     42   x  |"),
      ("x = 3.0\nprint(f'{x=} {x!r:>6} {x:{6}.{2}f}')", "x=3.0    3.0   3.00"),
      ("print('%d of %s: %.1f%%' % (3, 'ten', 30.0))", "3 of ten: 30.0%"),
      ("print('{} {1:.2f} {0}'.format('a', 2.0))", "a 2.00 a"),
      ("print('a', 'b', sep='-', end='!')\nprint('c')", "a-b!c"),
      ("print(round(2.5), round(3.5), round(2.675, 2), round(-1.5), round(1234, 2))", "2 4 2.67 -2 1234"),
      ("print(int(3.9), int(-3.9), int('12'), float('1e3'), str(1.0), bool(''))", "3 -3 12 1000.0 1.0 False"),
      ("x = 2\ny = 3\nq = x * y\nprint(q, q / 2, q ** 2)", "6 3.0 36"),
      ("x = 2.0\nprint(x * 3)", "6.0"),
      ("print(range(3), list(range(5, 0, -2)), len([1, 2]))", "range(0, 3) [5, 3, 1] 2"),
    ]
    for (source, line) in table {
      #expect(try Program(source).run().printed == [line], "\(source)")
    }
  }
}

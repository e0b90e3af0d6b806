import Foundation
import Numbers
import Testing

struct `Numbers as they are shown` {
  @Test(
    arguments: [
      (0, 2, "0.00"), (-0.0, 2, "0.00"), (0, 0, "0"), (1, 2, "1.00"), (-1, 2, "−1.00"), (0.0003, 2, "3.0e−4"),
      (-0.004, 2, "−4.0e−3"), (1_234_567, 2, "1.2e6"), (1e6, 0, "1.0e6"), (999_999.994, 2, "999999.99"),
      (999_999.999, 2, "1.0e6"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (0.5, 0, "5.0e−1"), (2.5, 0, "2"),
      (2.675, 2, "2.67"), (0.005, 2, "0.01"), (9.95e-5, 2, "1.0e−4"), (.leastNonzeroMagnitude, 2, "4.9e−324"),
      (.greatestFiniteMagnitude, 2, "1.8e308"), (.nan, 2, "⚠ NaN"), (.infinity, 2, "⚠ infinity"),
      (-.infinity, 2, "⚠ −infinity"), (1.0 / 3, 15, "0.333333333333333"), (1, 99, "1.000000000000000"),
      (1.4, -3, "1"),
    ] as [(Double, Int, String)])
  func `follow the rules of the board`(_ number: Double, _ digits: Int, _ text: String) {
    #expect(NumberFormat(digits: digits).text(number) == text)
  }

  /// The expected texts were computed with Python's `decimal` from the exact binary values.
  @Test func `are the exact values rounded`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "shown-numbers", withExtension: "tsv", subdirectory: "Fixtures"))
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t")
    }
    #expect(rows.count > 400)
    for row in rows {
      let (number, digits) = (try #require(Double(row[0])), try #require(Int(row[1])))
      #expect(NumberFormat(digits: digits).text(number) == row[2], "\(row[0]) with \(digits) digits")
    }
  }

  @Test(arguments: [0, 1, 2, 4, 8, 15]) func `never look like zero unless they are`(_ digits: Int) {
    let format = NumberFormat(digits: digits)
    for exponent in -330...300 {
      for number in [1, -1, 4.999, -4.999, 9.99].map({ $0 * pow(10, Double(exponent)) }) where number != 0 {
        let text = format.text(number)
        #expect(text.contains { "123456789".contains($0) })
        #expect(text.hasPrefix("−") == (number < 0))
      }
    }
  }
}

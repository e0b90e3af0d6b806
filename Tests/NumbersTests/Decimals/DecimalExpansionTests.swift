import Foundation
import Numbers
import Testing

/// The rows of `decimals.tsv`, which Python's `decimal` and `repr` gave: a number, what is asked, how many, the answer.
@Suite struct DecimalExpansionTests {
  private func rows(of question: String) throws -> [(number: Double, count: Int, answer: String)] {
    let url = try #require(
      Bundle.module.url(forResource: "decimals", withExtension: "tsv", subdirectory: "Fixtures"))
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    let chosen = try rows.filter { $0[1] == question }.map {
      (try Self.number($0[0]), try #require(Int($0[2])), $0[3])
    }
    #expect(chosen.count > 200)
    return chosen
  }

  private static func number(_ bits: String) throws -> Double {
    Double(bitPattern: try #require(UInt64(bits, radix: 16)))
  }

  @Test func `a number rounded to so many decimals is that of exact arithmetic`() throws {
    for (number, decimals, answer) in try rows(of: "decimals") {
      var expansion = DecimalExpansion(-number)
      expansion.round(toDecimals: decimals)
      #expect(expansion.text(decimals: decimals) == answer, "\(number) to \(decimals) decimals")
      let rounded = DecimalExpansion(number, roundedToDecimals: decimals)
      #expect(rounded.text(decimals: decimals) == answer, "\(number) to \(decimals) decimals")
    }
  }

  @Test func `a number rounded to so many digits is that of exact arithmetic`() throws {
    for (number, count, answer) in try rows(of: "digits") {
      var expansion = DecimalExpansion(number)
      expansion.round(toDigits: count)
      let found = "\(expansion.leadingDigits(count)) \(expansion.leadingPlace)"
      #expect(found == answer, "\(number) to \(count) digits")
    }
  }

  @Test func `what is rounded from the shortest digits is that of the exact ones`() {
    let any = (1...2000).map { Double(bitPattern: $0 &* 0x9E37_79B9_7F4A_7C15) }.filter(\.isFinite)
    let few = (0..<2000).map { Double($0 * 37) / 1000 }
    for number in any + few + [.leastNonzeroMagnitude, 0.125, 0.375, 2.5, 9.995, 1e23, 0.1 + 0.2] {
      for count in 1...18 {
        var exact = DecimalExpansion(number)
        exact.round(toDigits: count)
        let rounded = DecimalExpansion(number, roundedToDigits: count)
        #expect(rounded.leadingDigits(count) == exact.leadingDigits(count), "\(number) to \(count) digits")
        #expect(rounded.leadingPlace == exact.leadingPlace, "\(number) to \(count) digits")
      }
      for decimals in 0...17 where number.magnitude < 1e6 {
        var exact = DecimalExpansion(number)
        exact.round(toDecimals: decimals)
        let rounded = DecimalExpansion(number, roundedToDecimals: decimals)
        #expect(
          rounded.text(decimals: decimals) == exact.text(decimals: decimals), "\(number) to \(decimals)")
      }
    }
  }

  @Test func `what is read back is the nearest number`() throws {
    for (number, decimals, answer) in try rows(of: "nearest") {
      let expected = try Self.number(answer)
      #expect(NumberText.rounded(number, decimals: decimals) == expected, "\(number) to \(decimals) decimals")
      #expect(DecimalExpansion(number).value == number)
      #expect(DecimalExpansion(shortest: number).value == number)
    }
  }

  @Test func `the shortest digits are those of Python's repr`() throws {
    for (number, _, answer) in try rows(of: "shortest") {
      #expect(NumberText.shortest(number) == answer)
      #expect(NumberText.shortest(-number) == "-" + answer)
    }
  }

  @Test func `a number that is none has no digits`() {
    for number in [0, -0.0, Double.nan, .infinity] {
      #expect(DecimalExpansion(number).isZero)
      #expect(DecimalExpansion(shortest: number).isZero)
      #expect(DecimalExpansion(number).text(decimals: 2) == "0.00")
    }
  }
}

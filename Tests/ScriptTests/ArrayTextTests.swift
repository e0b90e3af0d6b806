import Foundation
import Numbers
import Testing
import TraceModel

@testable import Script

@Suite struct ArrayTextTests {
  /// An array with the texts that NumPy gave for it.
  private struct Recorded: Decodable {
    var kind: String
    var shape: [Int]
    /// The elements, apart by spaces; repeated until the shape is full.
    var elements: String
    var options: Options
    var str: String
    var repr: String

    struct Options: Decodable {
      var precision: Int?
      var suppress: Bool?
      var threshold: Int?
      var edgeitems: Int?
      var linewidth: Int?
    }

    var array: Tensor? {
      let numbers = elements.split(separator: " ").compactMap { Double($0) }
      let count = Tensor.count(of: shape)
      return Tensor(shape: shape, elements: (0..<count).map { numbers[$0 % numbers.count] })
    }

    var style: ArrayText {
      var style = ArrayText()
      style.precision = options.precision ?? style.precision
      style.suppressesSmall = options.suppress ?? style.suppressesSmall
      style.threshold = options.threshold ?? style.threshold
      style.edgeItems = options.edgeitems ?? style.edgeItems
      style.lineWidth = options.linewidth ?? style.lineWidth
      return style
    }
  }

  private func recorded() throws -> [Recorded] {
    let url = try #require(
      Bundle.module.url(forResource: "array-texts", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: url))
  }

  @Test func `arrays are printed as NumPy prints them`() throws {
    let rows = try recorded()
    #expect(rows.count == 626)
    for row in rows {
      let array = try #require(row.array)
      let kind = try #require(ElementKind(rawValue: row.kind))
      #expect(row.style.str(array, kind) == row.str)
      #expect(row.style.repr(array, kind) == row.repr)
    }
  }

  @Test func `numbers that are no whole ones are shown in an array of whole ones too`() throws {
    let array = try #require(Tensor(shape: [3], elements: [1, .nan, 1e300]))
    #expect(ArrayText().str(array, .integer) == "[     1    nan 1e+300]")
  }
}

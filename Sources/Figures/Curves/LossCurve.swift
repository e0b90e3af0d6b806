import Numbers

/// The output of each pass as a line, for a program that learns.
package struct LossCurve: Equatable, Sendable {
  package struct Output: Equatable, Sendable {
    package var pass: Int
    package var value: Double

    package init(pass: Int, value: Double) {
      self.pass = pass
      self.value = value
    }

    /// Whether it is finite, and not too large for an axis.
    package var canBeDrawn: Bool { value.magnitude < FunctionCurve.largest }
  }

  /// Fewer passes than these are told well enough by their table.
  package static let fewestPasses = 3
  /// Of more passes, for each of so many stretches the least and the largest are drawn.
  private static let mostStretches = 300
  /// From this factor between the least and the largest number on, the scale is logarithmic.
  private static let decades = 100.0

  package let isLogarithmic: Bool
  /// The outputs that can be drawn.
  package let values: [Output]
  /// The numbers of the passes whose outputs are not finite, or too large.
  package let leftOut: [Int]
  let reference: Double?
  /// What is drawn, in pieces: a pass that is left out parts them.
  let pieces: [[Output]]

  /// - Parameters:
  ///   - values: The outputs by the numbers of their passes; nil if too few are finite.
  ///   - reference: A number to compare with, such as the loss of a program that always answers 0.
  package init?(_ values: [Output], reference: Double? = nil) {
    let all = values.filter(\.canBeDrawn)
    guard all.count >= Self.fewestPasses else { return nil }
    self.values = all
    leftOut = values.filter { !$0.canBeDrawn }.map(\.pass)
    self.reference = reference.flatMap { $0.magnitude < FunctionCurve.largest ? $0 : nil }
    pieces = Self.pieces(of: Self.thinned(all), without: leftOut)
    let numbers = all.map(\.value) + (self.reference.map { [$0] } ?? [])
    let (least, largest) = (numbers.min() ?? 0, numbers.max() ?? 0)
    isLogarithmic = least > 0 && largest / least >= Self.decades
  }

  private static func pieces(of points: [Output], without leftOut: [Int]) -> [[Output]] {
    var pieces: [[Output]] = [[]]
    var rest = leftOut[...]
    for point in points {
      let isParted = rest.first.map { $0 < point.pass } ?? false
      rest = rest.drop { $0 < point.pass }
      if isParted, !(pieces.last?.isEmpty ?? true) { pieces.append([]) }
      pieces[pieces.count - 1].append(point)
    }
    return pieces
  }

  /// Points enough for the picture, with every peak: of each stretch the least and the largest.
  private static func thinned(_ all: [Output]) -> [Output] {
    guard all.count > 2 * mostStretches else { return all }
    var kept = [0]
    for stretch in 0..<mostStretches {
      let range = stretch * all.count / mostStretches..<(stretch + 1) * all.count / mostStretches
      let least = range.min { all[$0].value < all[$1].value } ?? range.lowerBound
      let largest = range.max { all[$0].value < all[$1].value } ?? range.lowerBound
      kept += [least, largest].sorted()
    }
    var last = -1
    return (kept + [all.count - 1]).filter { index in
      defer { last = index }
      return index != last
    }.map { all[$0] }
  }

  /// The first pass from which on the outputs stay below the reference; nil where the last one does not.
  package var passBelowReference: Int? {
    guard let reference, let end = values.last, end.pass > leftOut.last ?? 0 else { return nil }
    let last = values.lastIndex { $0.value >= reference } ?? -1
    guard last + 1 < values.count else { return nil }
    // What is left out is not below either.
    let gap = leftOut.last ?? 0
    return values[(last + 1)...].first { $0.pass > gap }?.pass
  }
}

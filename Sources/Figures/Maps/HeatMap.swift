package import Numbers

/// A large array as coloured cells: numbers of it, beside each other as they stand in the array.
///
/// A cell is a number of the array, never an average, in which single large numbers would vanish. Its colour tells its
/// place between the least and the largest number of the whole array, and by its hue its sign.
package struct HeatMap: Hashable, Sendable {
  /// The colour of a number: its place in the range, and on which side of zero it is.
  package struct Tone: Hashable, Sendable {
    /// From 0, the least number alone, to one less than ``HeatMap/levels``.
    package var level: Int
    package var isNegative: Bool

    package init(level: Int, isNegative: Bool) {
      self.level = level
      self.isNegative = isNegative
    }
  }

  /// How many places between the least and the largest number are told apart.
  package static let levels = 12

  package let sample: MapSample
  /// For each matrix its rows of cells; nil where a number is not finite.
  package let tiles: [[[Tone?]]]
  /// The least and the largest finite number of the whole array, if there is one.
  package let range: NumberRange?

  package init(_ tensor: Tensor) {
    let sample = MapSample(tensor.shape)
    let range = NumberRange(tensor.elements)
    tiles = sample.tiles.map { tile in
      sample.rows.numbers.map { row in
        sample.columns.numbers.map { column in
          range?.tone(of: tensor.elements[sample.form.index(tile: tile, row: row, column: column)])
        }
      }
    }
    (self.sample, self.range) = (sample, range)
  }
}

import Figures

extension MapSample {
  /// Which rows and columns are drawn, and how many matrices.
  var samples: [Label] {
    var labels: [Label] = isCut ? [.sampledMatrices(tiles.count, of: form.tiles)] : []
    if !rows.isWhole { labels.append(.sampledRows(rows.numbers, of: rows.length)) }
    if columns.isWhole { return labels }
    let (numbers, length) = (columns.numbers, columns.length)
    return labels
      + [isVector ? .sampledNumbers(numbers, of: length) : .sampledColumns(numbers, of: length)]
  }
}

import Figures

extension English {
  /// How an array was cut into pictures.
  func tileNote(_ note: TileNote) -> String {
    let size = "\(note.height) × \(note.width)"
    let shown = note.drawn < note.count ? ", \(note.drawn) of them" : ""
    let numbers = note.height * note.width
    switch note.part {
    case .whole: return "\(numbers) numbers as \(size)"
    case .row: return "\(note.count) rows of \(numbers) numbers, each as \(size)\(shown)"
    case .column: return "\(note.count) columns of \(numbers) numbers, each as \(size)\(shown)"
    case .matrix: return "\(note.count) matrices of \(size)\(shown)"
    }
  }

  func tile(_ part: TilePart, _ number: Int) -> String {
    switch part {
    case .whole: ""
    case .row: "row \(number)"
    case .column: "column \(number)"
    case .matrix: "\(number)"
    }
  }

  /// Which of the rows and columns of a map are drawn.
  func mapNote(_ shape: [Int], _ rows: Int, _ columns: Int) -> String {
    let (height, width) = (shape.count > 1 ? shape[0] : 1, shape.last ?? 1)
    let parts =
      (height > rows ? ["\(rows) of \(height) rows"] : [])
      + (width > columns ? ["\(columns) of \(width) columns"] : [])
    return "\(Labels.shape(shape))" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }
}

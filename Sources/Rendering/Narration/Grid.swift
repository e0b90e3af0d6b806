import Numbers
import TraceModel

/// The numbers of a small array as a reader sees them, in rows and columns.
public struct Grid: Equatable, Sendable {
  /// The rows, each as long as the others.
  public var rows: [[String]]

  /// Arrays of more rows or columns are told by shape and range.
  static let mostCells = 5
  /// The most elements of an array of one axis.
  static let mostInVector = 8

  /// How an array of one axis stands.
  enum Orientation { case column, row }

  init(rows: [[String]]) { self.rows = rows }

  /// The grid of a vector or matrix, or of an array of more axes that is one but for axes of length 1; nil if the
  /// array is another one, is empty, or is too large.
  init?(_ tensor: Tensor, _ orientation: Orientation = .column, text: (Double) -> String) {
    let shape = tensor.shape.count > 2 ? tensor.shape.filter { $0 != 1 } : tensor.shape
    guard tensor.elements.count <= Self.mostCells * Self.mostCells else { return nil }
    let cells = tensor.elements.map(text)
    switch shape.count {
    case 1 where (1...Self.mostInVector).contains(cells.count):
      rows = orientation == .row ? [cells] : cells.map { [$0] }
    case 2 where shape.allSatisfy((1...Self.mostCells).contains):
      rows = (0..<shape[0]).map { row in Array(cells[row * shape[1]..<(row + 1) * shape[1]]) }
    default: return nil
    }
  }

  var transposed: Grid {
    Grid(rows: (rows.first?.indices ?? 0..<0).map { column in rows.map { $0[column] } })
  }

  /// The grid as TeX. Rows end in `\cr`: a doubled backslash would not survive every reader of Markdown.
  var tex: String {
    let lines = rows.map { $0.map(TeX.number).joined(separator: " & ") }
    return "\\begin{bmatrix} \(lines.joined(separator: " \\cr ")) \\end{bmatrix}"
  }

  /// The grid in lines of characters, its columns aligned on the decimal point.
  var lines: [String] {
    let columns = transposed.rows.map(Self.aligned)
    return rows.indices.map { row in
      let bracket = Self.brackets(row, of: rows.count)
      return bracket.left + columns.map { $0[row] }.joined(separator: "  ") + bracket.right
    }
  }

  private static func brackets(_ row: Int, of count: Int) -> (left: String, right: String) {
    if count == 1 { return ("[", "]") }
    return row == 0 ? ("⎡", "⎤") : row == count - 1 ? ("⎣", "⎦") : ("⎢", "⎥")
  }

  /// Numbers padded to one width, with their decimal points below each other.
  static func aligned(_ column: [String]) -> [String] {
    let parts = column.map { text in
      let point = text.firstIndex(of: ".") ?? text.endIndex
      return (before: String(text[..<point]), after: String(text[point...]))
    }
    let before = parts.map(\.before.terminalWidth).max() ?? 0
    let after = parts.map(\.after.terminalWidth).max() ?? 0
    return parts.map { part in
      String(repeating: " ", count: before - part.before.terminalWidth) + part.before + part.after
        + String(repeating: " ", count: after - part.after.terminalWidth)
    }
  }
}

/// Part of an equation in which arrays stand: grids and what is between them.
///
/// It is written as TeX, or as lines of characters.
public struct ArrayLine: Equatable, Sendable {
  enum Term: Equatable, Sendable {
    case grid(Grid)
    /// A sign, a number, or an array by its shape.
    case text(String, tex: String)
    case space
  }

  var terms: [Term]

  /// The line as TeX, without dollar signs.
  var tex: String {
    terms.map { term in
      switch term {
      case .grid(let grid): grid.tex
      case .text(_, let tex): tex
      case .space: "\\thinspace"
      }
    }.joined(separator: " ")
  }

  /// The line as lines of characters, what is between grids in the upper middle.
  var lines: [String] { Self.beside(terms.map(Self.block)) }

  /// The same in lines that are no wider than a width, as far as the grids are not: what does not fit beside the others
  /// stands below them, behind the sign before it. No grid is parted.
  func lines(in width: Int) -> [String] {
    var rows: [[[String]]] = [[]]
    var used = 0
    for part in parts {
      let needed = Self.width(of: part)
      if used > 0, used + needed > width {
        rows.append([[Self.indent]])
        used = Self.indent.count
      }
      rows[rows.count - 1] += part
      used += needed
    }
    return rows.flatMap(Self.beside)
  }

  private static let indent = "  "

  /// The grids, each with the signs before it, and the signs behind the last.
  private var parts: [[[String]]] {
    var parts: [[[String]]] = []
    var signs: [[String]] = []
    for term in terms {
      signs.append(Self.block(term))
      guard case .grid = term else { continue }
      parts.append(signs)
      signs = []
    }
    return signs.isEmpty ? parts : parts + [signs]
  }

  private static func width(of blocks: [[String]]) -> Int {
    blocks.reduce(0) { $0 + ($1.map(\.terminalWidth).max() ?? 0) }
  }

  private static func block(_ term: Term) -> [String] {
    switch term {
    case .grid(let grid): grid.lines
    case .text(let text, _): [text]
    case .space: [" "]
    }
  }

  private static func beside(_ blocks: [[String]]) -> [String] {
    let height = blocks.map(\.count).max() ?? 0
    return (0..<height).map { row in
      let line = blocks.map { block in
        let width = block.map(\.terminalWidth).max() ?? 0
        let index = row - (height - block.count) / 2
        return block.indices.contains(index) ? block[index] : String(repeating: " ", count: width)
      }.joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}

extension TeX {
  /// A number as it is shown, in TeX.
  static func number(_ text: String) -> String {
    if text.hasPrefix("⚠ ") {
      let word = text.dropFirst(2)
      return word == "NaN" ? "\\text{NaN}" : word.hasPrefix("−") ? "-\\infty" : "\\infty"
    }
    let parts = text.replacing("−", with: "-").split(separator: "e")
    return parts.count == 2 ? "\(parts[0]) \\cdot 10^{\(parts[1])}" : parts.first.map(String.init) ?? ""
  }
}

import Figures
import Numbers
import TraceModel

/// What one side of an array's wire shows at some step.
struct ArrayFace: Hashable, Sendable {
  enum Body: Hashable, Sendable {
    case empty
    /// `◦` or `—`.
    case sign(String)
    /// The numbers of each matrix, row by row.
    case numbers([[[String]]])
    case map(HeatMap)
  }

  var body = Body.empty
  /// What stands behind the brackets: a common factor, and `+ ◦` where more is to come.
  var suffix = ""
  /// What is said of the numbers beside them: that some are not finite. The range of a map is in its key.
  var note = ""

  static let empty = ArrayFace()

  static func sign(_ sign: String) -> ArrayFace { ArrayFace(body: .sign(sign)) }

  /// The face of an array.
  ///
  /// - Parameters:
  ///   - isWritten: Whether its numbers are written out.
  ///   - fault: What stands behind a warning.
  init(_ tensor: Tensor, isWritten: Bool, _ format: NumberFormat, fault: String = "") {
    let warning = NumberFormat.warning(about: tensor.elements).map { fault.isEmpty ? $0 : "\($0) \(fault)" }
    if isWritten {
      let grid = GridFormat(format, for: tensor.elements)
      body = .numbers(Self.numbers(of: tensor, grid))
      suffix = grid.factor ?? ""
      note = warning ?? ""
    } else {
      body = .map(HeatMap(tensor))
      note = warning ?? ""
    }
  }

  private init(body: Body = .empty) { self.body = body }

  private static func numbers(of tensor: Tensor, _ grid: GridFormat) -> [[[String]]] {
    let form = ArrayForm(tensor.shape)
    if form.isEmpty { return [[]] }
    return (0..<form.tiles).map { tile in
      (0..<form.rows).map { row in
        (0..<form.columns).map {
          grid.text(tensor.elements[form.index(tile: tile, row: row, column: $0)])
        }
      }
    }
  }

  /// The face with a sign that more is to come.
  func awaitingMore() -> ArrayFace { signed("+ " + LabelSizes.pending) }

  /// The face with a sign that another trace has other numbers.
  func marked() -> ArrayFace { signed("≠") }

  private func signed(_ sign: String) -> ArrayFace {
    var face = self
    face.suffix += (suffix.isEmpty ? "" : " ") + sign
    return face
  }
}

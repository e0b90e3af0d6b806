import DOT
import Figures
import Numbers
import TraceModel

/// What a branch of an array's fork shows of the gradient that came down it: the numbers if there are few, else
/// their range.
struct ArrayBranch: Sendable {
  /// The most rows and columns that are written out.
  static let limit = 3

  private var faces = Timeline<ArrayFace>()
  private(set) var grid: GridTable?
  private(set) var suffixWidth = 0
  private(set) var width = 0
  private(set) var height = 12

  init(_ branch: Int, in narrator: Narrator) {
    let wire = narrator.circuit.branches[branch].wire
    let siblings = Array(narrator.circuit.branches(of: wire))
    let isWritten = ArrayForm(narrator.trace.node(wire).shape).fits(in: Self.limit) && siblings.count <= 4
    for step in narrator.changes(of: wire) {
      faces.append(Self.face(of: branch, at: step, siblings, isWritten: isWritten, narrator), from: step)
    }
    let numbers = faces.contents.compactMap(\.numbers)
    if !numbers.isEmpty { grid = GridTable(fitting: numbers, style: .branch) }
    suffixWidth =
      faces.contents.map(\.suffix).filter { !$0.isEmpty }
      .map { LabelSizes.room(for: $0, size: GridTable.Style.branch.fontSize) + 2 }.max() ?? 0
    let notes = faces.contents.map(\.note).filter { !$0.isEmpty }.map {
      LabelSizes.room(for: $0, size: LabelSizes.smallSize) + 4
    }
    width = max(notes.max() ?? 0, grid.map { $0.width + suffixWidth + 4 } ?? 0)
    height = max(12, grid.map { $0.height + 2 } ?? 0)
  }

  func face(at step: Int) -> ArrayFace { faces[step] ?? .empty }

  private static func face(
    of branch: Int, at step: Int, _ siblings: [Int], isWritten: Bool, _ narrator: Narrator
  ) -> ArrayFace {
    if siblings.count > 4 {
      var face = ArrayFace.empty
      face.note = narrator.downstreamText(of: branch, at: step) ?? ""
      return face
    }
    guard let downstream = narrator.downstream(of: branch, at: step) else { return .empty }
    if isWritten { return ArrayFace(downstream, isWritten: true, narrator.format) }
    var face = ArrayFace.empty
    face.note =
      NumberFormat.warning(about: downstream.elements) ?? narrator.format.range(downstream.elements) ?? ""
    return face
  }
}

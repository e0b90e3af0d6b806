extension CircuitLayout {
  /// Places a circuit.
  ///
  /// Gates stand in columns by their distance from the inputs. Each value's wire is drawn straight to one of its readers,
  /// so that the circuit is a tree whose blocks are stacked by their outlines; a gate takes the row of its main operand,
  /// and the other operand turns in from above or below. The other readers of a value have rows of their own, which one
  /// vertical line in the gap behind the source joins to its wire. So only vertical lines cross anything, and only wires.
  /// What is wider than the medium is cut into bands between columns; a value that comes from another band, or from far in
  /// a large circuit, is repeated as a stub. The time is linear in the circuit and its crossings.
  public static func place(_ problem: Problem) -> Placement {
    let layouts = Bands(problem).layouts()
    let gaps = layouts.map { $0.gaps(spare: 0) }
    let widest = gaps.map(\.width).max() ?? 0
    let longest = layouts.map(\.band.columnCount).max() ?? 0
    let spare = problem.width.map { min(problem.spacing.spare, max(0, $0 - widest) / max(1, longest)) }
    var placement = Placement()
    placement.boxes = Array(repeating: nil, count: problem.boxes.count)
    placement.nets.reserveCapacity(problem.boxes.count)
    placement.branches.reserveCapacity(problem.uses.count)
    placement.slots.reserveCapacity(3 * problem.boxes.count + 2 * problem.uses.count)
    let wide = spare == 0 ? gaps : layouts.map { $0.gaps(spare: spare ?? problem.spacing.spare) }
    let right = wide.map(\.width).max() ?? 0
    var top = problem.spacing.edge
    for (index, layout) in layouts.enumerated() {
      var placing = BandPlacing(
        layout: layout, gaps: wide[index], problem: problem, number: index, top: top, placement: placement)
      placement = Placement()
      placing.write(right: right)
      placement = placing.placement
      top += layout.rows.height + problem.spacing.band
    }
    placement.size = Size(right, max(0, top - problem.spacing.band + problem.spacing.edge))
    placement.addUnread(of: problem)
    return placement
  }
}

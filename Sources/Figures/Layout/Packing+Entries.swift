extension Packing {
  /// One operand enters from the left, the others from above and below.
  mutating func enterAside(_ gate: Int) {
    let height = measures.size[gate].height
    shapes[gate] = (-(height / 2), height - height / 2)
    for operand in band.operands(of: gate) where operand != mains[gate] { asides[operand] = 0 }
  }

  /// Operands enter from the left, each in its row, but for those that are so far up or down that the gate would become
  /// much higher.
  mutating func enterLeft(_ gate: Int) {
    let operands = band.operands(of: gate)
    let each = measures.size[gate].height + 2 * measures.spacing.corner
    var best = (cost: Int.max, first: operands.lowerBound, end: operands.upperBound)
    for first in operands.lowerBound...min(mains[gate], operands.lowerBound + Self.mostAside) {
      for end in max(mains[gate] + 1, operands.upperBound - Self.mostAside)...operands.upperBound {
        guard let height = height(of: gate, entering: first..<end) else { continue }
        let cost = height + (operands.count - (end - first)) * each
        if cost < best.cost { best = (cost, first, end) }
      }
    }
    shapes[gate] = shape(of: gate, entering: best.first..<best.end)
    let track = measures.spacing.track
    for operand in operands.lowerBound..<best.first {
      asides[operand] = (operand - operands.lowerBound) * track
    }
    for operand in best.end..<operands.upperBound {
      asides[operand] = (operands.upperBound - 1 - operand) * track
    }
  }

  /// So many operands enter from one side at most.
  private static var mostAside: Int { 5 }

  /// How high a gate is that some operands enter from the left, if there is room for the others above and below it.
  private func height(of gate: Int, entering left: Range<Int>) -> Int? {
    let operands = band.operands(of: gate)
    let shape = shape(of: gate, entering: left)
    let width = measures.size[gate].width
    // What is straight of its upper edge, left of the middle.
    let edge = max(0, width / 2 - measures.spacing.boxMargin)
    let aside = max(left.lowerBound - operands.lowerBound, operands.upperBound - left.upperBound)
    guard (aside - 1) * measures.spacing.track <= edge else { return nil }
    let corner = measures.spacing.corner
    if left.lowerBound > operands.lowerBound, operandRows[left.lowerBound - 1] > shape.top - corner {
      return nil
    }
    if left.upperBound < operands.upperBound, operandRows[left.upperBound] < shape.bottom + corner {
      return nil
    }
    return shape.bottom - shape.top
  }

  private func shape(of gate: Int, entering left: Range<Int>) -> (top: Int, bottom: Int) {
    let spacing = measures.spacing
    var top = operandRows[left.lowerBound] - spacing.boxMargin
    var bottom = operandRows[left.upperBound - 1] + spacing.boxMargin + spacing.thickness
    let missing = measures.size[gate].height - (bottom - top)
    if missing > 0 {
      top -= missing / 2
      bottom += missing - missing / 2
    }
    return (top, bottom)
  }
}

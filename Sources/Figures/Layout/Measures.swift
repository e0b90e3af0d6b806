/// How much room the parts of a band need, looked up once.
struct Measures {
  typealias Size = CircuitLayout.Size

  let spacing: CircuitLayout.Spacing
  /// For each node what its own label needs: the width, and the heights above and below the wire.
  private(set) var labelWidth: [Int] = []
  private(set) var labelAbove: [Int] = []
  private(set) var labelBelow: [Int] = []
  /// For each node its name, and whether it stands in a flag on the wire.
  private(set) var nameWidth: [Int] = []
  private(set) var hasInlineFlag: [Bool] = []
  private(set) var tagAbove: [Int] = []
  private(set) var tagWidth: [Int] = []
  /// For each operand what its branch's label needs.
  private(set) var branchWidth: [Int] = []
  private(set) var branchAbove: [Int] = []
  private(set) var branchBelow: [Int] = []
  /// For each gate its shape's size.
  private(set) var size: [Size] = []
  private(set) var isLeft: [Bool] = []

  init(_ band: Band, _ problem: CircuitLayout.Problem, _ spacing: CircuitLayout.Spacing) {
    self.spacing = spacing
    let gap = spacing.labelGap
    reserve(nodes: band.boxes.count, operands: band.uses.count)
    for operand in band.uses.indices {
      let use = problem.uses[band.uses[operand]]
      let half = Self.half(use.local, spacing)
      branchAbove.append(max(spacing.wire, half))
      if spacing.isInline {
        let number = use.gradient.width == 0 ? 0 : use.gradient.width + 2 * spacing.labelMargin
        branchWidth.append(number + (number > 0 && use.local.width > 0 ? spacing.tail : 0) + use.local.width)
        branchBelow.append(max(spacing.wire, half))
      } else {
        branchWidth.append(max(use.gradient.width, use.local.width))
        branchBelow.append(max(use.gradient.height + gap, half))
      }
    }
    for node in band.boxes.indices {
      let box = problem.boxes[band.boxes[node]]
      let isGate = band.isGate(node)
      let isExit = band.isExit(node)
      let isForked = band.forks(node)
      // What leaves a frame below its exit and is read in no place here ends behind its numbers.
      let flag = isExit ? !band.runsToEdge(node) : isGate && band.isReadElsewhere[node]
      let name = box.name.width > 0 ? box.name : box.tag
      let sole = isForked ? nil : band.outs(of: node).first.map { problem.uses[band.uses[$0]] }
      // Where a value comes in again, what came down stands below each branch, and nothing below the trunk.
      let gradient = band.isStub[node] ? sole?.gradient ?? .zero : box.gradient
      let value = band.isStub[node] ? box.stub : box.value
      var width = max(value.width, gradient.width)
      var above = value.height + gap
      var below = gradient.height + gap
      var local = 0
      if let use = sole {
        let half = Self.half(use.local, spacing)
        local = use.local.width
        width = max(width, local)
        (above, below) = (max(above, half), max(below, half))
      }
      if isGate, !isExit, !flag, box.name.width > 0 {
        width = max(width, box.name.width + (spacing.isInline ? local : 0))
        if !spacing.isInline { above += box.name.height }
      }
      let hasFlag = flag || band.isStub[node] || (!isGate && band.isReadElsewhere[node])
      if hasFlag || isExit { above = max(above, (spacing.flagHeight + 1) / 2) }
      if hasFlag || isExit { below = max(below, (spacing.flagHeight + 1) / 2) }
      if !isGate || band.outCount(node) == 0 {
        // A name beside its wire's end; where the circuit runs down, it is as high as it is long.
        let half = Self.half(name, spacing)
        (above, below) = (max(above, half), max(below, half))
      }
      labelWidth.append(width)
      labelAbove.append(max(above, spacing.wire))
      labelBelow.append(max(below, spacing.wire))
      nameWidth.append(
        name.width + (hasFlag || (isExit && band.isReadElsewhere[node]) ? spacing.flagPadding : 0))
      hasInlineFlag.append(flag)
      guard isGate else { continue }
      size.append(box.size)
      isLeft.append(box.entry == .left || box.uses.count > 2)
      tagWidth.append(box.tag.width)
      tagAbove.append(box.tag.width > 0 && box.name.width == 0 ? box.tag.height + gap : 0)
    }
  }

  /// How far what stands on a wire reaches above and below it.
  private static func half(_ size: Size, _ spacing: CircuitLayout.Spacing) -> Int {
    (max(0, size.height - spacing.thickness) + 1) / 2
  }

  private mutating func reserve(nodes: Int, operands: Int) {
    labelWidth.reserveCapacity(nodes)
    labelAbove.reserveCapacity(nodes)
    labelBelow.reserveCapacity(nodes)
    nameWidth.reserveCapacity(nodes)
    hasInlineFlag.reserveCapacity(nodes)
    branchWidth.reserveCapacity(operands)
    branchAbove.reserveCapacity(operands)
    branchBelow.reserveCapacity(operands)
  }
}

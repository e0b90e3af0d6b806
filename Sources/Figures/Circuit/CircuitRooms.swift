import Numbers
import TraceModel

/// How large what stands at the wires of a circuit is on a page, and how that shares the place with the arrow of a step.
struct CircuitRooms {
  private let circuit: Circuit
  private let words: CircuitWords
  private let texts: CircuitTexts
  private let measure: PageMeasure
  let arrays: CircuitArrays
  /// Whether the circuit runs downwards: values are left of wires then, gradients right, and both above the arrow's
  /// local gradient, which else stands between them.
  let isTurned: Bool
  /// For each box the size of the number of its value.
  private let numbers: [CircuitLayout.Size]
  /// For each operand the size of its local gradient.
  private let locals: [CircuitLayout.Size]
  private let readerCounts: [Int]
  /// For each box the height of the highest local gradient of those that read it.
  private let tallestLocal: [Int]
  /// For each box that is read once, the operand that reads it.
  private let soleReader: [Int]

  init(
    _ circuit: Circuit, _ words: CircuitWords, _ texts: CircuitTexts, _ measure: PageMeasure, isTurned: Bool
  ) {
    (self.circuit, self.words, self.texts, self.measure) = (circuit, words, texts, measure)
    self.isTurned = isTurned
    let arrays = CircuitArrays(circuit, words, texts, isTurned: isTurned)
    self.arrays = arrays
    numbers = circuit.boxes.map { box in
      box.showsNumbers ? measure.number(texts.values(of: box.node)) : .zero
    }
    locals = circuit.operands.indices.map { operand in
      if let room = arrays.locals[operand] {
        return measure.size(
          room.width + ArrayRoom.signWidth + 6 + (isTurned ? 0 : 2 * Self.tip), room.height + 6)
      }
      return texts.local(operand, of: circuit, words).map(measure.local) ?? .zero
    }
    readerCounts = circuit.readerCounts
    var soleReader = Array(repeating: -1, count: circuit.boxes.count)
    var tallestLocal = Array(repeating: 0, count: circuit.boxes.count)
    for (index, operand) in circuit.operands.enumerated() {
      soleReader[operand.box] = index
      tallestLocal[operand.box] = max(tallestLocal[operand.box], locals[index].height)
    }
    (self.soleReader, self.tallestLocal) = (soleReader, tallestLocal)
  }

  /// The room of a local gradient at the wire of a box, if one can stand there, else at a branch.
  private func local(atWireOf box: Int) -> CircuitLayout.Size {
    readerCounts[box] == 1 ? locals[soleReader[box]] : .zero
  }

  // MARK: Sizes

  func value(of box: Int) -> CircuitLayout.Size {
    guard circuit.boxes[box].showsNumbers else { return .zero }
    let array = arrays.values[box].map { measure.size($0.width, $0.height) }
    return shared(array, numbers[box], local(atWireOf: box))
  }

  func gradient(of box: Int) -> CircuitLayout.Size {
    guard circuit.boxes[box].showsNumbers else { return .zero }
    let array = arrays.gradients[box].map { measure.size($0.width, $0.height) }
    return shared(array, measure.number(texts.gradients(of: circuit.boxes[box].node)), local(atWireOf: box))
  }

  /// The room above the wire where a value comes in again: of an array its range, above slopes in several rows.
  func stub(of box: Int) -> CircuitLayout.Size {
    guard circuit.boxes[box].showsNumbers else { return .zero }
    var size = numbers[box]
    if arrays.values[box] != nil { size = measure.number(texts.shortValues(of: circuit.boxes[box].node)) }
    let free = free(false, CircuitLayout.Size(0, tallestLocal[box]))
    if size.width > 0 { size.height += isTurned ? 0 : free }
    return size
  }

  func downstream(along operand: Int) -> CircuitLayout.Size {
    let array = arrays.downstreams[operand].map { measure.size($0.width, $0.height) }
    return shared(
      array, measure.number(texts.downstreams(along: circuit.operands[operand])), locals[operand])
  }

  func local(along operand: Int) -> CircuitLayout.Size {
    var local = locals[operand]
    guard isTurned, local.height > 0 else { return local }
    let isAlone = readerCounts[circuit.operands[operand].box] == 1
    let box = circuit.operands[operand].box
    let beside = isAlone ? [value(of: box), gradient(of: box)] : [downstream(along: operand)]
    local.height = max(local.height, beside.map(\.height).max() ?? 0)
    return local
  }

  /// The size of a number or an array, with what it leaves free for the local gradient.
  private func shared(
    _ array: CircuitLayout.Size?, _ number: CircuitLayout.Size, _ local: CircuitLayout.Size
  ) -> CircuitLayout.Size {
    var size = array ?? number
    guard size.width > 0 else { return .zero }
    if isTurned { size.height = bodyHeight(size, array != nil) }
    size.height += free(array != nil, local)
    if array == nil { return size }
    if isTurned { size.width += Self.margin } else { size.height += Self.margin }
    return size
  }

  /// A number that never moves aside is less high.
  private func bodyHeight(_ size: CircuitLayout.Size, _ isArray: Bool) -> Int {
    isArray ? size.height : measure.size(0, PageMeasure.lineHeight).height
  }

  /// What a number or array leaves free for the local gradient, as a length.
  private func free(_ isArray: Bool, _ local: CircuitLayout.Size) -> Int {
    guard local.height > 0 else { return 0 }
    if isTurned { return local.height + Self.gap }
    // A number moves aside as far as one line needs; before slopes in several rows it keeps away.
    let isTall = local.height > measure.local("×").height
    return isArray || isTall ? max(0, local.height / 2 - measure.spacing.labelGap + Self.gap) : 0
  }

  private static let gap = 40
  /// Beside slopes on an arrow, where its tip is seen, in pixels.
  private static let tip = 12.0
  /// Between an array and what stands beside its wire's own room.
  private static let margin = 60

  // MARK: Places

  /// The part of a value's or gradient's room that it stands in.
  func body(ofValue box: Int, in room: Box, isBelow: Bool) -> Box {
    body(in: room, arrays.values[box] != nil, local(atWireOf: box), isBelow: isBelow)
  }

  func body(ofBranch operand: Int, in room: Box) -> Box {
    body(in: room, arrays.downstreams[operand] != nil, locals[operand], isBelow: true)
  }

  private func body(
    in room: Box, _ isArray: Bool, _ local: CircuitLayout.Size, isBelow: Bool
  ) -> Box {
    var body = room
    let free = Double(free(isArray, local)) / PageMeasure.unit
    let margin = isArray ? Double(Self.margin) / PageMeasure.unit : 0
    // To the right, both move away from the wire at the step with the arrow; downwards, both stand above the arrow's
    // local gradient.
    if isTurned {
      body.width -= margin
      if !isBelow { body.left += margin }
    } else {
      body.height -= margin
      body.top += isBelow ? 0 : margin + free
    }
    body.height -= free
    return body
  }

  /// How far an array moves away from its wire for the local gradient on it.
  func lift(atWireOf box: Int) -> Double { isTurned ? 0 : length(free(true, local(atWireOf: box))) }
  func lift(ofBranch operand: Int) -> Double { isTurned ? 0 : length(free(true, locals[operand])) }

  private func length(_ units: Int) -> Double { Double(units) / PageMeasure.unit }

  /// The part of its room that a local gradient stands in.
  func body(ofLocal operand: Int, in room: Box) -> Box {
    guard isTurned else {
      let tip = arrays.locals[operand] == nil ? 0 : Self.tip
      return Box(left: room.left + tip, top: room.top, width: room.width - 2 * tip, height: room.height)
    }
    let height = Double(locals[operand].height) / PageMeasure.unit
    return Box(left: room.left, top: room.bottom - height, width: room.width, height: height)
  }
}

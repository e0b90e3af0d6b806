import Autodiff
import Language
import Numbers
import TraceModel

// Items of arrays: read, written, and seen again through views.

extension Interpreter {
  /// An index worked out, with what a figure shows of it.
  struct ResolvedIndex {
    var index: ArrayIndex
    var label: String
  }

  /// Works out what stands in the brackets after an array.
  func resolved(_ expression: Expression, of array: ArrayValue) throws(RunFailure) -> ResolvedIndex {
    try refresh(array, at: expression.range)
    let parts = if case .tuple(let parts) = expression.kind { parts } else { [expression] }
    var items: [ArrayIndex.Item] = []
    var labels: [String] = []
    for part in parts {
      if case .slice(let start, let stop, let step) = part.kind {
        let bounds = try bounds(start, stop, step, at: part.range)
        items.append(.slice(start: bounds.start, stop: bounds.stop, step: bounds.step))
        labels.append(Self.label(bounds))
        continue
      }
      let value = try evaluate(part)
      let values = if case .tuple(let values) = value, parts.count == 1 { values } else { [value] }
      for value in values {
        items += try self.items(value, at: part.range)
        labels.append(label(value, part))
      }
    }
    try budget.use(.operations, items.reduce(0) { $0 + $1.size }, times: Cost.place, at: expression.range)
    let index: ArrayIndex
    do throws(ArrayIndex.Problem) {
      index = try ArrayIndex(items, of: array.shape, most: budget.mostElements)
    } catch {
      if case .tooLarge = error {
        throw budget.reached(.elements, at: expression.range)
      }
      throw fail(.index(error, shape: array.shape), at: expression.range)
    }
    try budget.usePlaces(index.positions.count, at: expression.range)
    return ResolvedIndex(index: index, label: "[\(labels.joined(separator: ", "))]")
  }

  private func items(_ value: Value, at range: SourceRange) throws(RunFailure) -> [ArrayIndex.Item] {
    switch value {
    case .none: return [.newAxis]
    case .ellipsis: return [.ellipsis]
    case .number, .node: return [.position(try wholeNumber(value, .index, at: range))]
    default: break
    }
    try useAsConstant(value)
    guard let array = try array(value, at: range) else {
      throw fail(.expected(.wholeNumber, found: .kind(value.form), role: .index), at: range)
    }
    try useAsConstant(.array(array))
    if array.kind == .bool { return [.mask(array.tensor)] }
    guard array.kind == .integer || array.tensor.elements.isEmpty else {
      throw fail(
        .expected(.arrayOfWholeNumbers, found: .elements(array.kind), role: .indices), at: range)
    }
    return [.positions(array.tensor)]
  }

  private static func label(_ bounds: (start: Int?, stop: Int?, step: Int)) -> String {
    let step = bounds.step == 1 ? "" : ":\(bounds.step)"
    return "\(bounds.start.map(String.init) ?? ""):\(bounds.stop.map(String.init) ?? "")\(step)"
  }

  private func label(_ value: Value, _ expression: Expression) -> String {
    switch value {
    case .none: return "None"
    case .ellipsis: return "…"
    case .number, .node, .bool: return plainRepresentation(of: value)
    default:
      let text = program.text(of: expression.range)
      return text.count <= 12 ? text : "…"
    }
  }

  /// The elements that an index picks: constants of a constant, else by a gate.
  func item(of array: ArrayValue, _ resolved: ResolvedIndex, at range: SourceRange) throws(RunFailure)
    -> Value
  {
    let index = resolved.index
    let value = try picked(from: array, index.positions, index.shape, resolved.label, at: range)
    guard case .array(let result) = value else { return value }
    if index.isView {
      see(result, through: array, index.positions, resolved.label)
    } else {
      result.memoryOrder = index.memoryOrder
    }
    return value
  }

  /// The elements at some positions, in a new shape.
  func picked(
    from array: ArrayValue, _ positions: [Int], _ shape: [Int], _ label: String, at range: SourceRange
  ) throws(RunFailure) -> Value {
    let places = Tensor(filling: [positions.count], with: positions.map(Double.init))
    return try apply(
      .index, [.array(array)], parameters: [(places, label)], shape: shape, kind: array.kind,
      work: positions.count, at: range)
  }

  /// Notes that an array sees elements of another.
  func see(_ view: ArrayValue, through array: ArrayValue, _ positions: [Int], _ label: String) {
    let base = array.view?.base ?? array
    let places = array.view.map { outer in positions.map { outer.positions[$0] } } ?? positions
    view.isReadOnly = array.isReadOnly
    view.view = ArrayValue.View(base: base, positions: places, version: base.version, label: label)
  }

  /// Brings a view up to date with what it is a view of.
  func refresh(_ array: ArrayValue, at range: SourceRange) throws(RunFailure) {
    forgetOrigin(ofCopy: array)
    guard let view = array.view, view.version != view.base.version else { return }
    let version = view.base.version
    array.view?.version = version
    let value = try picked(from: view.base, view.positions, array.shape, view.label, at: range)
    guard case .array(let current) = value else { return }
    array.tensor = current.tensor
    array.source = current.source
  }

  /// A copy of an input is no input any more once that has moved.
  private func forgetOrigin(ofCopy array: ArrayValue) {
    guard case .plain(.origin(let id, let version)) = array.source, let input = origins[id].array,
      input !== array, input.version != version
    else { return }
    array.source = .plain(.named(origins[id].name, .earlier))
  }

  // MARK: Writing

  /// Gives an array new contents, for all names that stand for it and all views of it.
  func store(_ new: ArrayValue, in array: ArrayValue, at range: SourceRange) throws(RunFailure) {
    array.tensor = new.tensor
    switch (new.source, array.source) {
    case (.plain(.plain), .plain): break
    default: array.source = new.source
    }
    if array.kind != new.kind, array.kind == .bool || new.reference != nil { array.kind = new.kind }
    array.version += 1
    noteWrite(to: array)
    guard let view = array.view else { return }
    try write(.array(array), to: view.base, view.positions, view.label, at: range)
  }

  /// `a[index] = value`.
  func setItems(
    of array: ArrayValue, _ resolved: ResolvedIndex, to value: Value, _ target: Expression,
    in statement: Statement?
  ) throws(RunFailure) {
    let arguments = Arguments(function: "[…] =", values: [], range: target.range)
    let operand = try arrayOperand(value, in: arguments)
    let shape = tensor(of: operand).shape
    guard fits(shape, into: resolved.index.shape) else {
      throw fail(.assignedShape(shape, to: resolved.index.shape), at: target.range)
    }
    try checkFits(tensor(of: operand), array.kind, at: target.range)
    try checkWritable(array, at: target.range)
    try budget.use(.operations, array.tensor.elements.count, times: Cost.element, at: target.range)
    if isReached(array), !isRecorded(operand), let statement {
      let new = replaced(in: array, resolved.index.positions, resolved.index.shape, by: tensor(of: operand))
      return try move(array, to: new, by: HowMoved(), in: statement)
    }
    try put(
      value, in: array, resolved.index.positions, resolved.index.shape, resolved.label, at: target.range)
    if case .index(let container, _) = target.bare.kind { nameAgain(array, container) }
  }

  /// Puts a value at positions of an array, stretched to their shape. What an array of whole numbers takes on is whole,
  /// and what one of truth values takes on true or false: constants.
  func put(
    _ value: Value, in array: ArrayValue, _ positions: [Int], _ shape: [Int], _ label: String,
    at range: SourceRange
  ) throws(RunFailure) {
    var operand = try arrayOperand(value, in: Arguments(function: "[…] =", values: [], range: range))
    try checkFits(tensor(of: operand), array.kind, at: range)
    try checkWritable(array, at: range)
    if operand.kind.joined(with: array.kind) != array.kind {
      noteUse(of: value, as: .plain, unlessShown: false)
      let whole = tensor(of: operand).map(array.kind.rounded)
      operand = .array(heap.array(whole, array.kind, .plain(.size)))
    }
    let new = try stretched(operand, tensor(of: operand).shape, to: shape, at: range)
    try write(new, to: array, positions, label, at: range)
  }

  private func checkWritable(_ array: ArrayValue, at range: SourceRange) throws(RunFailure) {
    guard array.isReadOnly else { return }
    throw fail(.refused(.readOnly), at: range)
  }

  /// Rejects NaN and infinity among whole numbers.
  func checkFits(_ new: Tensor, _ kind: ElementKind, at range: SourceRange) throws(RunFailure) {
    guard kind == .integer, let number = new.elements.first(where: { !$0.isFinite }) else { return }
    throw fail(.notWhole(number), at: range)
  }

  private func fits(_ shape: [Int], into target: [Int]) -> Bool {
    let kept = Array(shape.drop { $0 == 1 })
    return Shape.broadcast(shape, target) == target || Shape.broadcast(kept, target) == target
  }

  /// Whether a gate must carry an operand's elements to where they are assigned.
  private func isRecorded(_ operand: Operand) -> Bool {
    switch operand {
    case .node, .origin: return !course.isDetached && !isPlain
    case .array(let array):
      if course.isDetached || isPlain { return false }
      if let reference = array.reference { return isOnTape(reference) }
      return array.originID != nil
    case .constant, .detached, .gradient, .truth: return false
    }
  }

  private func stretched(_ operand: Operand, _ shape: [Int], to target: [Int], at range: SourceRange)
    throws(RunFailure) -> Value
  {
    let all = tensor(of: operand)
    guard all.elements.count != Tensor.count(of: target), all.elements.count != 1,
      case .array(let array) = operand
    else { return value(operand) }
    let strides = Shape.strides(of: Array(shape.drop { $0 == 1 }), stretchedTo: target)
    let positions = Shape.positions(target, strides: strides)
    return try picked(from: array, positions, target, "stretch", at: range)
  }

  private func value(_ operand: Operand) -> Value {
    switch operand {
    case .array(let array): .array(array)
    case .node(let node): .node(node)
    case .constant(let amount, _, _): .number(Number(amount))
    case .detached(let amount, let origin): .number(Number(amount, .detached(origin)))
    case .gradient(let amount): .number(Number(amount, .gradient))
    case .truth(let truth): .bool(truth)
    case .origin(let id, let amount):
      .number(Number(amount, .origin(id, version: origins[id].amounts.count - 1)))
    }
  }

  /// Puts elements at positions of an array, in place where both are constants, else by a gate.
  private func write(
    _ value: Value, to array: ArrayValue, _ positions: [Int], _ label: String, at range: SourceRange
  ) throws(RunFailure) {
    try refresh(array, at: range)
    try budget.use(.operations, array.tensor.elements.count, times: Cost.element, at: range)
    try budget.usePlaces(positions.count, at: range)
    guard let operand = operand(value) else { return }
    let new = tensor(of: operand)
    // A copy of an input is no longer like it.
    let isInput = array.originID.map { origins[$0].reference != nil || origins[$0].array !== array } ?? false
    if !isRecorded(operand), isPlain || (array.reference == nil && !isInput) {
      let all = replaced(in: array, positions, [positions.count], by: new)
      var kept = array.source
      switch provenance(of: [operand]) {
      case _ where array.reference != nil, .gradient?: kept = .plain(.gradient)
      case .detached(let origin)?: kept = .plain(.detached(origin))
      default: break
      }
      return try store(heap.array(all, array.kind, kept), in: array, at: range)
    }
    if array.originID != nil, !isInput, array.tensor.elements.allSatisfy({ $0 == 0 }) {
      // Zeros that are only there to be filled are no input.
      array.source = .plain(.plain)
    }
    let places = Tensor(filling: [positions.count], with: positions.map(Double.init))
    let result = try apply(
      .assign, [.array(array), operand], parameters: [(places, label)], shape: array.shape, kind: array.kind,
      at: range)
    if case .array(let made) = result { try store(made, in: array, at: range) }
  }

  /// The elements of an array with some of them replaced.
  private func replaced(in array: ArrayValue, _ positions: [Int], _ shape: [Int], by new: Tensor) -> Tensor {
    var elements = array.tensor.elements
    let kept = Tensor(filling: Array(new.shape.drop { $0 == 1 }), with: new.elements)
    let count = positions.count
    let source = kept.elements.count == count ? kept.elements : kept.stretched(to: shape)
    for (position, element) in zip(positions, source) { elements[position] = array.kind.rounded(element) }
    return Tensor(filling: array.shape, with: elements)
  }

  /// Names what a name of the outermost scope stands for after its elements have changed.
  func nameAgain(_ array: ArrayValue, _ target: Expression) {
    if let name = target.name { tell(name, .array(array)) }
    guard scope.isOutermost, let name = target.name, let reference = array.reference else { return }
    self.name(reference, name)
    noteBound(name, reference)
  }
}

extension ElementKind {
  /// A number as an array of this kind keeps it: whole numbers cut off what comes after the point.
  func rounded(_ number: Double) -> Double {
    switch self {
    case .bool: number != 0 ? 1 : 0
    // Whole numbers have no −0.
    case .integer: number.isFinite ? number.rounded(.towardZero) + 0 : number
    case .float: number
    }
  }
}

import Numbers

/// What names were bound to, in the order of the steps: flat columns, as a loop binds a name in each turn.
package struct Bindings: Sendable {
  /// A binding as it is stored. 24 bytes.
  private struct Record {
    var step: UInt32
    /// The index of its name.
    var name: UInt32
    /// The group that it is local to; `max` is none.
    var group: UInt32
    var form: Form
    /// A number, or the index of a node, a tensor or a text.
    var bits: UInt64
  }

  private enum Form: UInt8 {
    case node, number, tensor, text
  }

  private var records: [Record] = []
  private var names: [String] = []
  private var nameNumbers: [String: UInt32] = [:]
  /// The index of the last record of each name.
  private var latest: [Int] = []
  private var tensors: [Tensor] = []
  private var texts: [String] = []

  package init() {}

  package var count: Int { records.count }
  package var isEmpty: Bool { records.isEmpty }

  package func step(of index: Int) -> Int { Int(records[index].step) }

  package func group(of index: Int) -> Int? {
    records[index].group == .max ? nil : Int(records[index].group)
  }

  package subscript(index: Int) -> Binding {
    let record = records[index]
    return Binding(names[Int(record.name)], group: group(of: index), bound(of: record))
  }

  private func bound(of record: Record) -> Binding.Bound {
    switch record.form {
    case .node: .node(Int(Int64(bitPattern: record.bits)))
    case .number: .value(Tensor(Double(bitPattern: record.bits)))
    case .tensor: .value(tensors[Int(record.bits)])
    case .text: .text(texts[Int(record.bits)])
    }
  }

  /// The bindings of a step, found by bisection.
  func indices(ofStep step: Int) -> Range<Int> {
    let first = records.firstIndex(after: step - 1) { Int($0.step) }
    var end = first
    while end < records.count, Int(records[end].step) == step { end += 1 }
    return first..<end
  }

  package mutating func append(_ binding: Binding, atStep step: Int) {
    let name = number(of: binding.name)
    records.append(record(of: binding, name, step))
    latest[Int(name)] = records.count - 1
  }

  /// Appends a binding, in place of one of the same name in the same step: that one is never seen.
  package mutating func set(_ binding: Binding, atStep step: Int) {
    let name = number(of: binding.name)
    let last = latest[Int(name)]
    if records.indices.contains(last), records[last].name == name, Int(records[last].step) == step,
      group(of: last) == binding.group
    {
      forget(records[last])
      records[last] = record(of: binding, name, step)
    } else {
      append(binding, atStep: step)
    }
  }

  /// Makes room of what a binding has stored last.
  private mutating func forget(_ record: Record) {
    if record.form == .tensor, Int(record.bits) == tensors.count - 1 { tensors.removeLast() }
    if record.form == .text, Int(record.bits) == texts.count - 1 { texts.removeLast() }
  }

  private mutating func record(of binding: Binding, _ name: UInt32, _ step: Int) -> Record {
    let (form, bits) = stored(binding.bound)
    return Record(
      step: UInt32(truncatingIfNeeded: step), name: name,
      group: binding.group.map { UInt32(truncatingIfNeeded: $0) } ?? .max, form: form, bits: bits)
  }

  private mutating func stored(_ bound: Binding.Bound) -> (Form, UInt64) {
    switch bound {
    case .node(let node): return (.node, UInt64(bitPattern: Int64(node)))
    case .value(let tensor):
      if let number = tensor.scalar { return (.number, number.bitPattern) }
      tensors.append(tensor)
      return (.tensor, UInt64(tensors.count - 1))
    case .text(let text):
      texts.append(text)
      return (.text, UInt64(texts.count - 1))
    }
  }

  private mutating func number(of name: String) -> UInt32 {
    if let number = nameNumbers[name] { return number }
    let number = UInt32(truncatingIfNeeded: names.count)
    names.append(name)
    latest.append(-1)
    nameNumbers[name] = number
    return number
  }

  /// Lets go of what is local to a group, which can be only among those from an index on.
  package mutating func remove(localTo group: Int, from start: Int) {
    guard start < records.count else { return }
    var kept = start
    for index in start..<records.count where self.group(of: index) != group {
      records[kept] = records[index]
      latest[Int(records[kept].name)] = kept
      kept += 1
    }
    records.removeLast(records.count - kept)
  }

  /// Gives each binding another step.
  package mutating func move(_ step: (Int) -> Int) {
    for index in records.indices {
      records[index].step = UInt32(truncatingIfNeeded: step(Int(records[index].step)))
    }
  }

  /// Gives what is bound to some nodes another form.
  package mutating func replace(_ bound: (Int) -> Binding.Bound?) {
    for index in records.indices where records[index].form == .node {
      guard let other = bound(Int(Int64(bitPattern: records[index].bits))) else { continue }
      (records[index].form, records[index].bits) = stored(other)
    }
  }

  /// The last binding of each name in a group, or in the outermost scope, in the order of these.
  package func last(in group: Int?) -> [Binding] {
    var seen: Set<UInt32> = []
    var found: [Binding] = []
    for index in records.indices.reversed()
    where self.group(of: index) == group && seen.insert(records[index].name).inserted {
      found.append(self[index])
    }
    return found.reversed()
  }

  /// Puts bindings before all others.
  package mutating func begin(with earlier: [Binding]) {
    if earlier.isEmpty { return }
    var joined = Bindings()
    for binding in earlier { joined.set(binding, atStep: 0) }
    for index in records.indices { joined.set(self[index], atStep: step(of: index)) }
    self = joined
  }

  /// The same with names and texts in another form.
  func shown(_ name: (String) -> String, _ text: (String) -> String) -> Bindings {
    var shown = self
    shown.names = names.map(name)
    shown.texts = texts.map(text)
    return shown
  }
}

/// Python's `dict`: keeps the order in which its keys came, and is shared by all names that stand for it.
typealias Dictionary = Handle<DictionaryContent>

struct DictionaryContent {
  private(set) var keys: [Value] = []
  private(set) var values: [Value] = []
  private var positions: [Key: Int] = [:]
  var isIntroduced = false

  var count: Int { keys.count }

  /// What identifies a key; equal numbers are the same key, whatever their kind.
  enum Key: Hashable {
    case none
    case integer(Int)
    case float(UInt64)
    case text(String)
    indirect case tuple([Key])
  }

  subscript(key: Key) -> Value? { positions[key].map { values[$0] } }

  /// What identifies the keys, with their values, in the order in which they came.
  var pairs: [(key: Key, value: Value)] {
    positions.sorted { $0.value < $1.value }.map { ($0.key, values[$0.value]) }
  }

  mutating func set(_ value: Value, for key: Key, shown: Value) {
    if let position = positions[key] {
      values[position] = value
    } else {
      positions[key] = keys.count
      keys.append(shown)
      values.append(value)
    }
  }

  /// A dictionary with the same keys and other values.
  func mapped(_ transform: (Value) -> Value) -> DictionaryContent {
    var copy = self
    copy.values = values.map(transform)
    copy.isIntroduced = false
    return copy
  }

  mutating func setValue(_ value: Value, at position: Int) { values[position] = value }

  /// Takes a key out. Linear in the number of keys.
  mutating func remove(_ key: Key) -> Value? {
    guard let position = positions.removeValue(forKey: key) else { return nil }
    keys.remove(at: position)
    for (other, place) in positions where place > position { positions[other] = place - 1 }
    return values.remove(at: position)
  }
}

extension Dictionary {
  typealias Key = DictionaryContent.Key

  var keys: [Value] { content.keys }
  var values: [Value] { content.values }
  var count: Int { content.count }
  var pairs: [(key: Key, value: Value)] { content.pairs }
  var isIntroduced: Bool {
    get { content.isIntroduced }
    _modify { yield &content.isIntroduced }
  }

  subscript(key: Key) -> Value? { content[key] }

  func set(_ value: Value, for key: Key, shown: Value) { content.set(value, for: key, shown: shown) }
  func setValue(_ value: Value, at position: Int) { content.setValue(value, at: position) }
  func remove(_ key: Key) -> Value? { content.remove(key) }
}

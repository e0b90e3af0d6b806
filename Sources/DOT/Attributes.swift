/// Attributes of a graph, node or edge, in the order in which they were first set.
public struct Attributes: Sendable, Hashable {
  /// One name with its value.
  public struct Item: Sendable, Hashable {
    public var name: String
    public var value: AttributeValue
  }

  /// The attributes in order.
  public private(set) var items: [Item] = []

  /// Makes an empty list.
  public init() {}

  /// The value of the attribute of that name; setting `nil` removes it. Linear in the number of attributes.
  public subscript(name: String) -> AttributeValue? {
    get { items.first { $0.name == name }?.value }
    set {
      let place = items.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): items[place].value = value
      case (let place?, nil): items.remove(at: place)
      case (nil, let value?): items.append(Item(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Takes over all attributes of another list; where both have one, the other's value counts.
  public mutating func merge(_ others: Attributes) {
    for item in others.items { self[item.name] = item.value }
  }

  /// Appends an attribute that the list is known not to have, without looking.
  package mutating func append(_ name: String, _ value: AttributeValue) {
    items.append(Item(name: name, value: value))
  }
}

extension Attributes: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral pairs: (String, AttributeValue)...) {
    items.reserveCapacity(pairs.count)
    for (name, value) in pairs { self[name] = value }
  }
}

/// The value of an attribute. Text from a lesson can only get in as `text` or inside an `HTMLLabel`,
/// so it never becomes an escape, an entity or markup.
public enum AttributeValue: Sendable, Hashable {
  /// A word of Graphviz's own, such as `circle`, or a label with Graphviz's escapes.
  case literal(String)
  /// A number; Graphviz reads the shortest digits that stand for it.
  case number(Double)
  /// Text to be shown as it is.
  case text(String)
  /// A table or styled text.
  case html(HTMLLabel)
}

extension AttributeValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  public init(stringLiteral word: String) { self = .literal(word) }
  public init(floatLiteral number: Double) { self = .number(number) }
  public init(integerLiteral number: Int) { self = .number(Double(number)) }
  public init(booleanLiteral truth: Bool) { self = .literal(truth ? "true" : "false") }
}

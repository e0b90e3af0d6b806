/// What a shape, or a slot's subject, is called within its figure: `v5` for the wire of node 5, `b5.0` for the branch
/// that runs into the first input of gate 5.
///
/// It follows from the circuit alone, so it is the same in all frames, and a page finds a part by it.
package struct ShapeID: Hashable, Sendable {
  package enum Kind: Character, CaseIterable, Sendable {
    /// The numbers of an array at a wire.
    case array = "a"
    case branch = "b"
    case curve = "c"
    case frame = "f"
    case gate = "g"
    case junction = "j"
    /// The number of a wire that has no name.
    case tag = "k"
    case line = "l"
    case map = "m"
    case name = "n"
    case rule = "r"
    case stub = "s"
    case text = "t"
    case neuron = "u"
    /// The value of a node: its wire, or the trunk of a wire that forks.
    case value = "v"
    case weight = "w"
  }

  package var kind: Kind
  /// The node that it is about, or a number of its own.
  package var number: Int32
  /// The input of that node, a neuron's number in its column; −1 where there is none.
  package var part: Int32
  /// The third number of a weight, which runs between two neurons; −1 where there is none.
  package var detail: Int32

  package init(_ kind: Kind, _ number: Int, _ part: Int? = nil, _ detail: Int? = nil) {
    self.kind = kind
    self.number = Int32(clamping: number)
    self.part = Int32(clamping: part ?? -1)
    self.detail = Int32(clamping: detail ?? -1)
  }

  package static func value(_ node: Int) -> ShapeID { ShapeID(.value, node) }
  package static func gate(_ node: Int) -> ShapeID { ShapeID(.gate, node) }
  package static func branch(_ gate: Int, _ input: Int) -> ShapeID { ShapeID(.branch, gate, input) }

  /// `b5.0`.
  package var text: String {
    String(kind.rawValue) + [number, part, detail].prefix { $0 >= 0 }.map(String.init).joined(separator: ".")
  }

  /// Reads what ``text`` gives.
  package init?(_ text: some StringProtocol) {
    guard let kind = text.first.flatMap(Kind.init(rawValue:)) else { return nil }
    let numbers = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map { Int32($0) }
    guard (1...3).contains(numbers.count), numbers.allSatisfy({ ($0 ?? -1) >= 0 }) else { return nil }
    let known = numbers.compactMap { $0.map(Int.init) }
    self.init(kind, known[0], known.count > 1 ? known[1] : nil, known.count > 2 ? known[2] : nil)
  }
}

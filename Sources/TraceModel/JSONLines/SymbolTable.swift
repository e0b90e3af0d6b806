import Numbers

/// The symbols of gates with a number inside, each made once: the gates of a loop have the same.
struct SymbolTable {
  private struct Key: Hashable {
    var gate: UInt16
    var isFirst: Bool
    var number: UInt64
    var name: String?
  }

  private var known: [Key: String] = [:]
  /// As many are remembered; a program has not that many constants.
  private static let most = 1 << 12

  /// The symbol that its gate's description makes for a node, if the gate keeps a constant inside; nil if it is the gate's.
  mutating func symbolWithConstant(of id: Int, in trace: Trace) -> String? {
    let record = trace.nodeRecords[id]
    guard record.operandCount == 2 else { return nil }
    let first = Int(record.firstOperand)
    let isFirst = trace.operands[first] < 0
    guard isFirst || trace.operands[first + 1] < 0 else { return nil }
    let constant = trace.constants[Int(~trace.operands[isFirst ? first : first + 1])]
    guard let number = constant.value.scalar else { return trace.node(id).describedSymbol }
    let key = Key(gate: record.gate, isFirst: isFirst, number: number.bitPattern, name: constant.name)
    if let symbol = known[key] { return symbol }
    let symbol = trace.node(id).describedSymbol
    if known.count < Self.most { known[key] = symbol }
    return symbol
  }
}

/// Finds how far the expression reaches that a gate was made by, in a line of the program.
///
/// A trace has where an expression begins. Several begin at the same place, `w*x`, `w*x + b` and `w*x + b + c`; which
/// of them it is, the gate tells, and how many gates of its kind it has before it.
struct ExpressionFinder {
  private enum Kind: Equatable {
    case binary(String)
    case negation, call, item, attribute
  }

  private struct Candidate {
    var kind: Kind
    var end: Int
  }

  private let characters: [Character]
  private let start: Int
  private var candidates: [Candidate] = []
  private var depth = 0
  /// Expressions that nest deeper are not looked at.
  private static let deepest = 50

  /// - Parameter column: Where the expression begins, counted from 1.
  init(_ line: String, column: Int) {
    characters = Array(line)
    start = column - 1
    if characters.indices.contains(start) { _ = expression(at: start, above: 0, isOuter: true) }
  }

  /// The columns of the expression, counted from 0.
  ///
  /// - Parameters:
  ///   - gate: The gate's name.
  ///   - rank: How many gates of this kind come before it in a row of them that begins here.
  func range(of gate: String, rank: Int) -> Range<Int>? {
    guard characters.indices.contains(start) else { return nil }
    let fitting = candidates.filter { Self.fits($0.kind, gate) }
    let chosen = fitting.isEmpty ? candidates.first : fitting[rank % fitting.count]
    return start..<(chosen?.end ?? atom(at: start))
  }

  private static func fits(_ kind: Kind, _ gate: String) -> Bool {
    switch gate {
    case "add": kind == .binary("+")
    case "subtract": kind == .binary("-")
    case "multiply": kind == .binary("*") || kind == .negation
    case "divide": kind == .binary("/")
    case "floor divide": kind == .binary("//")
    case "remainder": kind == .binary("%")
    case "power": kind == .binary("**")
    case "matmul": kind == .binary("@") || kind == .call
    case "index": kind == .item
    case "transpose": kind == .attribute || kind == .call
    default: kind == .call
    }
  }

  // MARK: Reading by precedence

  private static let precedence: [(sign: String, rank: Int)] = [
    ("**", 4), ("//", 2), ("+", 1), ("-", 1), ("*", 2), ("/", 2), ("%", 2), ("@", 2),
  ]

  /// Reads an expression whose operators bind more strongly than a rank; gives where it ends.
  private mutating func expression(at index: Int, above rank: Int, isOuter: Bool = false) -> Int {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return index }
    var end = operand(at: index, isOuter: isOuter)
    while let (sign, own) = sign(at: skipBlanks(end)), own > rank {
      let next = skipBlanks(skipBlanks(end) + sign.count)
      guard next < characters.count else { return end }
      end = expression(at: next, above: own == 4 ? 3 : own)
      if isOuter { candidates.append(Candidate(kind: .binary(sign), end: end)) }
    }
    return end
  }

  private mutating func operand(at index: Int, isOuter: Bool) -> Int {
    if index < characters.count, characters[index] == "-" || characters[index] == "+" {
      let end = expression(at: skipBlanks(index + 1), above: 3)
      if isOuter { candidates.append(Candidate(kind: .negation, end: end)) }
      return end
    }
    var end = atom(at: index)
    while end < characters.count {
      let kind: Kind
      switch characters[end] {
      case "(":
        kind = .call
        end = closing(end)
      case "[":
        kind = .item
        end = closing(end)
      case ".":
        kind = .attribute
        end = word(end + 1)
      default: return end
      }
      if isOuter { candidates.append(Candidate(kind: kind, end: end)) }
    }
    return end
  }

  private func atom(at index: Int) -> Int {
    guard index < characters.count else { return index }
    if "([{".contains(characters[index]) { return closing(index) }
    if characters[index].isNumber { return number(index) }
    return max(word(index), min(index + 1, characters.count))
  }

  private func word(_ index: Int) -> Int {
    var end = index
    while end < characters.count,
      characters[end].isLetter || characters[end].isNumber || characters[end] == "_"
    {
      end += 1
    }
    return end
  }

  private func number(_ index: Int) -> Int {
    var end = index
    while end < characters.count, characters[end].isNumber || ".eE".contains(characters[end]) { end += 1 }
    return end
  }

  /// Behind the bracket that closes the one at an index, or the end of the line.
  private func closing(_ index: Int) -> Int {
    var open = 0
    for place in index..<characters.count {
      if "([{".contains(characters[place]) { open += 1 }
      if ")]}".contains(characters[place]) { open -= 1 }
      if open == 0 { return place + 1 }
    }
    return characters.count
  }

  private func sign(at index: Int) -> (String, Int)? {
    Self.precedence.first { sign, _ in
      characters[min(index, characters.count)...].starts(with: sign)
        && characters.dropFirst(index + sign.count).first != "="
    }.map { ($0.sign, $0.rank) }
  }

  private func skipBlanks(_ index: Int) -> Int {
    var index = index
    while index < characters.count, characters[index] == " " { index += 1 }
    return index
  }
}

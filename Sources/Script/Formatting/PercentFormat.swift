/// One piece of a text with `%` formats: `"%.2f of %d"`.
enum PercentPiece: Equatable {
  case text(String)
  /// A format with its kind: `d`, `s`, `r`, `f` and the like.
  case field(FormatSpecification, kind: Character)

  /// The pieces of a text.
  static func pieces(of text: String) throws(FormatProblem) -> [PercentPiece] {
    var pieces: [PercentPiece] = []
    var plain = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "%" else {
        plain.append(character)
        continue
      }
      if rest.first == "%" {
        plain.append("%")
        rest = rest.dropFirst()
        continue
      }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(try field(&rest))
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  /// Reads a field after its `%`: flags, width, precision and kind.
  private static func field(_ rest: inout Substring) throws(FormatProblem) -> PercentPiece {
    let flags = rest.prefix { "-+ 0#".contains($0) }
    rest = rest.dropFirst(flags.count)
    let size = rest.prefix { ($0 >= "0" && $0 <= "9") || $0 == "." }
    rest = rest.dropFirst(size.count)
    guard let kind = rest.popFirst() else { throw FormatProblem.endsAfterPercent }
    guard "dirsfFeEgGxXo".contains(kind) else {
      throw FormatProblem.noFormat("%\(kind)")
    }
    let isText = kind == "s" || kind == "r"
    let isLeft = flags.contains("-")
    var text = isLeft ? "<" : flags.contains("0") && !isText ? "0=" : ">"
    if flags.contains("+") { text += "+" } else if flags.contains(" ") { text += " " }
    if flags.contains("#") { text += "#" }
    let size0 = size.hasSuffix(".") ? size + "0" : size
    var specification = try FormatSpecification(text + size0)
    specification.type = isText ? "s" : kind == "i" ? "d" : kind
    return .field(specification, kind: kind == "i" ? "d" : kind)
  }
}

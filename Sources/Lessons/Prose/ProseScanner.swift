/// Something in a paragraph of prose that is more than its words.
enum ProseItem: Equatable {
  /// A formula and how it is set apart; the range is what stands between the marks.
  case formula(FormulaMarks, Range<Int>)
  /// The destination of a link or picture, as it is written, without angle brackets.
  case destination(Range<Int>)
  /// A tag of HTML.
  case tag(Range<Int>)
}

/// What stands around a formula.
enum FormulaMarks: Equatable {
  /// `$…$` and `$$…$$`, which Markdown reads like any other text.
  case dollars
  /// ``$`…`$``, which Markdown leaves alone.
  case code
}

/// Finds formulas, links and tags in the lines of a paragraph or heading, as Markdown and code hosts read them.
struct ProseScanner {
  private let text: ProseText
  private var index = 0
  private var items: [ProseItem] = []

  init(_ text: ProseText) { self.text = text }

  /// All that it finds, in order; linear but for marks that nothing closes.
  mutating func scan() -> [ProseItem] {
    while index < text.characters.count {
      switch text[index] {
      case "\\": index += text[index + 1].isMarkdownPunctuation ? 2 : 1
      case "$": formula()
      case "`": code()
      case "<": angle()
      case "]" where text[index + 1] == "(": destination()
      default: index += 1
      }
    }
    return items
  }

  private mutating func formula() {
    if text[index + 1] == "$" {
      close(at: text.next("$$", from: index + 2), marks: .dollars, width: 2)
    } else if text[index + 1] == "`" {
      close(at: text.next("`$", from: index + 2), marks: .code, width: 2)
    } else {
      close(at: closingDollar, marks: .dollars, width: 1)
    }
  }

  private mutating func close(at end: Int?, marks: FormulaMarks, width: Int) {
    guard let end else {
      index += width
      return
    }
    items.append(.formula(marks, index + width..<end))
    index = end + width
  }

  /// Where the formula ends that a single dollar sign begins, if it does: a price is none.
  private var closingDollar: Int? {
    guard !text[index - 1].isWord, !text[index + 1].isWhitespace else { return nil }
    return (index + 2..<max(index + 2, text.characters.count)).first { end in
      text[end] == "$" && !text[end - 1].isWhitespace && text[end - 1] != "\\" && !text[end + 1].isWord
        && text[end + 1] != "$"
    }
  }

  /// Skips a code span.
  private mutating func code() {
    let start = text.first(from: index) { $0 != "`" }
    let count = start - index
    var next = start
    while next < text.characters.count {
      next = text.first(from: next) { $0 == "`" }
      let end = text.first(from: next) { $0 != "`" }
      if end - next == count {
        index = end
        return
      }
      next = max(end, next + 1)
    }
    index = start
  }

  /// Skips a comment or an address in angle brackets; notes a tag.
  private mutating func angle() {
    if text.next("<!--", from: index) == index {
      index = text.next("-->", from: index + 4).map { $0 + 3 } ?? index + 4
      return
    }
    let first = text[index + 1] == "/" ? text[index + 2] : text[index + 1]
    guard first.isASCII, first.isLetter, let end = endOfTag else {
      index += 1
      return
    }
    items.append(.tag(index..<end))
    index = end
  }

  /// Behind the bracket that closes a tag, which is none between quotes.
  private var endOfTag: Int? {
    var quote: Character?
    for place in index + 1..<text.characters.count {
      let character = text[place]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return place + 1
      } else if character == "<" {
        return nil
      }
    }
    return nil
  }

  /// Notes what stands in parentheses behind a bracket.
  private mutating func destination() {
    let start = text.first(from: index + 2) { !$0.isWhitespace }
    if text[start] == "<" {
      let end = text.first(from: start) { $0 == ">" || $0 == "\n" }
      if text[end] == ">" { items.append(.destination(start + 1..<end)) }
      index += 2
      return
    }
    var depth = 0
    var end = start
    while !text[end].isWhitespace {
      if text[end] == "\\", text[end + 1].isMarkdownPunctuation { end += 1 }
      if text[end] == "(" { depth += 1 }
      if text[end] == ")" { depth -= 1 }
      if depth < 0 { break }
      end += 1
    }
    if end > start { items.append(.destination(start..<end)) }
    // What else stands in the parentheses is read like any text.
    index = max(index + 2, end)
  }
}

extension Character {
  fileprivate var isWord: Bool { isLetter || isNumber }
}

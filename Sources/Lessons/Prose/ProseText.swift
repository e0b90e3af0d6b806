import Language
import TraceModel

/// Some lines of a lesson as characters with their places.
struct ProseText {
  let characters: [Character]
  private let firstLine: Int
  /// Where each line begins.
  private let starts: [Int]

  init(_ source: SourceText, _ lines: ClosedRange<Int>) {
    let texts = lines.map { Array(source.line($0)) }
    var (characters, starts): ([Character], [Int]) = ([], [])
    for text in texts {
      starts.append(characters.count)
      characters += text + ["\n"]
    }
    (self.characters, self.starts, firstLine) = (characters, starts, lines.lowerBound)
  }

  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  func place(_ index: Int) -> SourcePlace {
    let line = starts.lastIndex { $0 <= index } ?? 0
    return SourcePlace(line: firstLine + line, column: index - starts[line] + 1)
  }

  /// The place of some characters, up to the end of their line.
  func range(_ range: Range<Int>) -> SourceRange {
    let end = characters[range].firstIndex(of: "\n") ?? range.upperBound
    return SourceRange(place(range.lowerBound), length: max(1, end - range.lowerBound))
  }

  subscript(_ index: Int) -> Character { characters.indices.contains(index) ? characters[index] : "\n" }

  /// Where some text comes next; nil if it doesn't before the end.
  func next(_ text: String, from start: Int) -> Int? {
    let wanted = Array(text)
    guard start >= 0, start + wanted.count <= characters.count else { return nil }
    return (start...characters.count - wanted.count).first { index in
      wanted.indices.allSatisfy { characters[index + $0] == wanted[$0] }
    }
  }

  /// The first place from a start at which a condition holds.
  func first(from start: Int, where condition: (Character) -> Bool) -> Int {
    (start..<max(start, characters.count)).first { condition(characters[$0]) } ?? characters.count
  }
}

extension Character {
  /// Whether a backslash in front of it is Markdown's, which takes it away.
  var isMarkdownPunctuation: Bool {
    isASCII && !isLetter && !isNumber && !isWhitespace && self > " " && self != "\u{7F}"
  }
}

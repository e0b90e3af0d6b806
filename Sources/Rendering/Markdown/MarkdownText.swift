import Numbers

/// Text that Markdown shows as it is.
public enum MarkdownText {
  /// Plain text with everything escaped that Markdown or HTML would read as markup.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for character in oneLine(text) {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$", "!": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }

  /// Plain text in which the addresses of pages are links.
  public static func escapedWithLinks(_ text: String) -> String {
    var result = ""
    var rest = oneLine(text)[...]
    while let found = rest.firstMatch(of: /https?:\/\/[^\s<>"]*[^\s<>".,;:!?']/) {
      let isInParentheses = found.output.last == ")" && !found.output.contains("(")
      let address = String(isInParentheses ? found.output.dropLast() : found.output)
      // What a code host makes a link of would end at a character that is escaped.
      let isPlain = escaped(address) == address
      result += escaped(String(rest[..<found.range.lowerBound])) + (isPlain ? address : "<\(address)>")
      rest = rest[rest.index(found.range.lowerBound, offsetBy: address.count)...]
    }
    return result + escaped(String(rest))
  }

  /// Text in a code span in the cell of a table, where a bar needs a backslash even in code.
  public static func codeInTable(_ text: String) -> String { code(text).replacing("|", with: "\\|") }

  /// Text in a code span, whatever backticks it has.
  public static func code(_ text: String) -> String {
    let line = oneLine(text)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    let isPadded = line.hasPrefix(" ") && line.hasSuffix(" ") && !line.allSatisfy { $0 == " " }
    let needsSpace = line.hasPrefix("`") || line.hasSuffix("`") || line.isEmpty || isPadded
    return needsSpace ? "\(fence) \(line) \(fence)" : "\(fence)\(line)\(fence)"
  }

  /// Lines in a fenced block, whatever fences they have.
  public static func block(_ text: String, language: String = "text") -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return "\(fence)\(language)\n\(text.visibleText)\n\(fence)"
  }

  /// The text in one line; a line break in it is a space, as Markdown has it.
  private static func oneLine(_ text: String) -> String {
    text.replacing("\r\n", with: " ").replacing("\n", with: " ").visibleLine
  }

  private static func longestRun(of mark: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
      run = character == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

import CCommonMark

/// The parts of a Markdown text that a lesson is made of, with their places. Lines and columns count from 1.
struct MarkdownStructure {
  /// A fenced block of code.
  struct Fence {
    var info: String
    var content: String
    /// The lines of the opening and the closing fence.
    var lines: ClosedRange<Int>
    /// How far the fence is indented.
    var indentation: Int
    /// Whether it stands in a list or a quote.
    var isNested: Bool
  }

  /// A stretch of HTML: a block of its own, or inside a paragraph.
  struct HTML {
    var content: String
    var lines: ClosedRange<Int>
    var column: Int
    var isBlock: Bool
    /// Whether it stands in a list or a quote.
    var isNested: Bool
  }

  /// A paragraph or heading.
  struct Prose {
    var lines: ClosedRange<Int>
    /// Where its links and pictures lead.
    var destinations: [String] = []
    /// What Markdown shows of it, with a mark in the place of all that is no plain text.
    fileprivate var shown = ""

    /// Whether some of its text is shown as it is written; spaces do not count.
    func keeps(_ text: String) -> Bool {
      shown.filter { !$0.isWhitespace }.contains(text.filter { !$0.isWhitespace && $0 != ">" })
        || shown.filter { !$0.isWhitespace }.contains(text.filter { !$0.isWhitespace })
    }
  }

  private(set) var prose: [Prose] = []
  private(set) var fences: [Fence] = []
  private(set) var html: [HTML] = []
  /// The lines of all code, in which every empty line counts.
  private(set) var code: [ClosedRange<Int>] = []
  /// The text of the first heading of the first level.
  private(set) var title: String?
  /// Whether the iterator is inside that heading.
  private var isInTitle = false

  /// Reads CommonMark; every text is some document, so this cannot fail.
  init(of text: String) {
    let root = unsafe text.utf8CString.withUnsafeBufferPointer { buffer in
      unsafe cmark_parse_document(buffer.baseAddress, buffer.count - 1, CMARK_OPT_DEFAULT)
    }
    guard let root = unsafe root, let iterator = unsafe cmark_iter_new(root) else { return }
    defer {
      unsafe cmark_iter_free(iterator)
      unsafe cmark_node_free(root)
    }
    while true {
      let event = unsafe cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard let node = unsafe cmark_iter_get_node(iterator) else { continue }
      unsafe readTitle(node, isEntered: event == CMARK_EVENT_ENTER)
      unsafe readProse(node, isEntered: event == CMARK_EVENT_ENTER)
      if event == CMARK_EVENT_ENTER { unsafe add(node) }
    }
  }

  private mutating func readTitle(_ node: OpaquePointer, isEntered: Bool) {
    if unsafe cmark_node_get_type(node) == CMARK_NODE_HEADING, unsafe cmark_node_get_heading_level(node) == 1
    {
      isInTitle = isEntered && title == nil
      if isInTitle { title = "" }
    } else if isInTitle, isEntered, let text = unsafe cmark_node_get_literal(node) {
      title = unsafe (title ?? "") + String(cString: text)
    }
  }

  private mutating func readProse(_ node: OpaquePointer, isEntered: Bool) {
    let type = unsafe cmark_node_get_type(node)
    if type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING {
      let first = Int(unsafe cmark_node_get_start_line(node))
      if isEntered {
        prose.append(Prose(lines: first...max(first, Int(unsafe cmark_node_get_end_line(node)))))
      }
      return
    }
    guard !prose.isEmpty else { return }
    switch type {
    case CMARK_NODE_TEXT:
      prose[prose.count - 1].shown +=
        unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      prose[prose.count - 1].shown.append(Self.markup)
      guard isEntered, let url = unsafe cmark_node_get_url(node) else { return }
      prose[prose.count - 1].destinations.append(unsafe String(cString: url))
    case CMARK_NODE_SOFTBREAK: break
    default: prose[prose.count - 1].shown.append(Self.markup)
    }
  }

  /// Stands for markup in what is shown of a paragraph.
  private static let markup: Character = "\u{FFFC}"

  private mutating func add(_ node: OpaquePointer) {
    let type = unsafe cmark_node_get_type(node)
    let first = Int(unsafe cmark_node_get_start_line(node))
    let lines = first...max(first, Int(unsafe cmark_node_get_end_line(node)))
    let column = Int(unsafe cmark_node_get_start_column(node))
    let content = unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
    let parent = unsafe cmark_node_parent(node)
    let isNested = unsafe parent != nil && cmark_node_get_type(parent) != CMARK_NODE_DOCUMENT
    if type == CMARK_NODE_CODE_BLOCK {
      code.append(lines)
      guard let info = unsafe cmark_node_get_fence_info(node).map({ unsafe String(cString: $0) }),
        !info.isEmpty
      else { return }
      fences.append(
        Fence(
          info: info, content: content, lines: lines, indentation: max(0, column - 1), isNested: isNested))
    } else if type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE {
      let isBlock = type == CMARK_NODE_HTML_BLOCK
      html.append(
        HTML(content: content, lines: lines, column: column, isBlock: isBlock, isNested: isNested))
    }
  }
}

/// A key of the keyboard, as a terminal tells it.
public enum Key: Hashable, Sendable {
  case character(Character)
  case left, right, up, down
  case home, end, pageUp, pageDown
  case tab, backTab, enter, escape, backspace, delete

  /// The key's name in help and documents.
  public var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .left: "←"
    case .right: "→"
    case .up: "↑"
    case .down: "↓"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PageUp"
    case .pageDown: "PageDown"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    }
  }
}

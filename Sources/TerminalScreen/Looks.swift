import CNcurses
import Stepper

/// How styles look on a terminal.
///
/// The background is the terminal's own, and the colours can be read on a light one and on a dark one. What a colour tells,
/// the characters or an attribute tell as well.
struct Looks {
  /// The pairs of colours by their numbers.
  private enum Pair: Int32, CaseIterable {
    case value = 1
    case gradient, active, stop, error, right
  }

  private let usesColor: Bool

  init(usesColor: Bool) {
    self.usesColor = usesColor && has_colors() && start_color() == OK && use_default_colors() == OK
    guard self.usesColor else { return }
    let count = gradwalk_colors()
    for pair in Pair.allCases { gradwalk_make_pair(pair.rawValue, Self.color(of: pair, of: count)) }
  }

  /// Colours of a middle lightness, as near as a terminal with so many comes to them.
  private static func color(of pair: Pair, of count: Int32) -> Int32 {
    let isDirect = count > 256
    let isRich = count >= 256
    switch pair {
    case .value, .right: return isDirect ? 0x008700 : isRich ? 28 : COLOR_GREEN
    case .gradient, .error: return isDirect ? 0xE32626 : isRich ? 160 : COLOR_RED
    case .active: return isDirect ? 0x1F6FEB : isRich ? 27 : -1
    case .stop: return isDirect ? 0xAF5F00 : isRich ? 130 : COLOR_MAGENTA
    }
  }

  /// Attributes and pair of colours.
  func look(of style: Style) -> (attributes: attr_t, pair: Int32) {
    var attributes: attr_t = 0
    let attributed: [(Style, attr_t)] = [
      ([.active, .title, .error, .stop, .right, .match], gradwalk_bold()), (.dim, gradwalk_dim()),
      ([.expression, .match], gradwalk_underline()), ([.selected, .status, .hidden], gradwalk_reverse()),
    ]
    for (styles, attribute) in attributed where !style.isDisjoint(with: styles) { attributes |= attribute }
    return (attributes, usesColor ? pair(of: style)?.rawValue ?? 0 : 0)
  }

  private func pair(of style: Style) -> Pair? {
    let colored: [(Style, Pair)] = [
      (.error, .error), (.right, .right), (.stop, .stop), (.value, .value), (.gradient, .gradient),
      (.active, .active),
    ]
    return colored.first { style.contains($0.0) }?.1
  }
}

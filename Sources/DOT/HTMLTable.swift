/// A table in an HTML-like label.
public struct HTMLTable: Sendable, Hashable {
  public var attributes: [HTMLAttribute]
  public var rows: [Row]

  public init(_ attributes: [HTMLAttribute] = [], rows: [Row]) {
    self.attributes = attributes
    self.rows = rows
  }

  /// One row, or a line between two rows.
  public enum Row: Sendable, Hashable {
    case cells([Cell])
    /// `<HR/>`; must stand between two rows.
    case rule
  }

  /// One cell, or a line between two cells.
  public enum Cell: Sendable, Hashable {
    case cell([HTMLAttribute], HTMLLabel)
    /// `<VR/>`; must stand between two cells.
    case rule
  }
}

/// An attribute of a table or a cell. Lengths are in points.
public enum HTMLAttribute: Sendable, Hashable {
  case border(Int)
  case cellBorder(Int)
  case cellSpacing(Int)
  case cellPadding(Int)
  case width(Int)
  case height(Int)
  /// Whether width and height hold even where the content is larger.
  case fixedSize
  case columnSpan(Int)
  case rowSpan(Int)
  case align(Alignment)
  case verticalAlign(VerticalAlignment)
  /// The colour of the border and of rules.
  case color(String)
  case background(String)
  /// Which sides of the border are drawn, such as `LR`.
  case sides(String)
  /// Such as `rounded`.
  case style(String)
  /// The name by which edges find a cell.
  case port(String)

  public enum Alignment: String, Sendable {
    case left = "LEFT"
    case center = "CENTER"
    case right = "RIGHT"
  }

  public enum VerticalAlignment: String, Sendable {
    case top = "TOP"
    case middle = "MIDDLE"
    case bottom = "BOTTOM"
  }

  /// The attribute as Graphviz spells it.
  var spelling: (name: String, value: String) {
    switch self {
    case .border(let length): ("BORDER", String(length))
    case .cellBorder(let length): ("CELLBORDER", String(length))
    case .cellSpacing(let length): ("CELLSPACING", String(length))
    case .cellPadding(let length): ("CELLPADDING", String(length))
    case .width(let length): ("WIDTH", String(length))
    case .height(let length): ("HEIGHT", String(length))
    case .fixedSize: ("FIXEDSIZE", "TRUE")
    case .columnSpan(let count): ("COLSPAN", String(count))
    case .rowSpan(let count): ("ROWSPAN", String(count))
    case .align(let alignment): ("ALIGN", alignment.rawValue)
    case .verticalAlign(let alignment): ("VALIGN", alignment.rawValue)
    case .color(let color): ("COLOR", color)
    case .background(let color): ("BGCOLOR", color)
    case .sides(let sides): ("SIDES", sides)
    case .style(let style): ("STYLE", style)
    case .port(let name): ("PORT", name)
    }
  }
}

extension Writer {
  mutating func table(_ table: HTMLTable) {
    tag("TABLE", table.attributes)
    for row in table.rows {
      switch row {
      case .rule: raw("<HR/>")
      case .cells(let cells):
        raw("<TR>")
        for cell in cells { self.cell(cell) }
        raw("</TR>")
      }
    }
    raw("</TABLE>")
  }

  private mutating func cell(_ cell: HTMLTable.Cell) {
    switch cell {
    case .rule: raw("<VR/>")
    case .cell(let attributes, let label):
      tag("TD", attributes)
      cellContent(label)
      raw("</TD>")
    }
  }

  private mutating func tag(_ name: String, _ attributes: [HTMLAttribute]) {
    raw("<")
    raw(name)
    for attribute in attributes {
      let (name, value) = attribute.spelling
      htmlAttribute(name, value)
    }
    raw(">")
  }
}

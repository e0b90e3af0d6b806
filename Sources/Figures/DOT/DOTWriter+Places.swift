import Numbers

extension DOTWriter {
  /// A place with *y* upwards, as Graphviz counts.
  func place(_ point: Point) -> String {
    "\(Self.number(point.x)),\(Self.number(figure.height - point.y))"
  }

  func corners(of box: Box) -> String {
    "\(place(Point(box.left, box.bottom))),\(place(Point(box.right, box.top)))"
  }

  static func inches(_ points: Double) -> Double { (points / 72 * 1000).rounded() / 1000 }

  /// At most two decimals.
  static func number(_ number: Double) -> String {
    let hundredths = (number * 100).rounded()
    if hundredths.truncatingRemainder(dividingBy: 100) == 0 { return String(Int(hundredths / 100)) }
    return String(hundredths / 100)
  }
}

extension Box {
  func contains(_ point: Point) -> Bool {
    point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
  }
}

extension TextForm {
  /// The room that the text takes by our measure of its font.
  var box: Box {
    let width = TextWidth.points(content, size: fontSize, isBold: isBold)
    let left = place.x - (anchor == .middle ? width / 2 : anchor == .end ? width : 0)
    return Box(left: left, top: place.y - 0.85 * fontSize, width: width, height: 1.2 * fontSize)
  }
}

extension Slot {
  var box: Box {
    let left = place.x - (anchor == .middle ? width / 2 : anchor == .end ? width : 0)
    return Box(left: left, top: place.y - 0.85 * fontSize, width: width, height: 1.2 * fontSize)
  }
}

extension Form {
  /// What stands above an array at every step.
  var headers: [TextForm] {
    switch self {
    case .grid(let grid): grid.headers
    case .map(let map): map.headers
    default: []
    }
  }

  /// The room of an array.
  var box: Box {
    switch self {
    case .grid(let grid):
      grid.matrices.map(\.box).reduce(grid.matrices.first?.box ?? .nothing) { $0.union($1) }
    case .map(let map):
      (map.tiles.map {
        Box(left: $0.origin.x, top: $0.origin.y, width: map.tileWidth, height: map.tileHeight)
      } + [map.keyBox].compactMap(\.self)).reduce(nil) { $0?.union($1) ?? $1 } ?? .nothing
    default: .nothing
    }
  }
}

extension MapForm {
  /// The room of its key, with that of numbers of some digits.
  fileprivate var keyBox: Box? {
    key.map { key in
      let width = RangeKey.stripWidth + 80
      return Box(left: key.x - width / 2, top: key.y - 2, width: width, height: RangeKey.cellHeight + 4)
    }
  }
}

extension Box {
  fileprivate static let nothing = Box(left: 0, top: 0, width: 0, height: 0)
}

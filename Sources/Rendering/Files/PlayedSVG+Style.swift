import Numbers

extension PlayedSVG {
  /// The style sheet that shows and hides.
  var style: [UInt8] {
    var still: [String] = []
    var moving: [String] = []
    let length = Double(count - 1) * Self.pause + Self.lastPause
    for (place, pictures) in classes.enumerated() {
      let selector = "#\(prefix)figure .a\(place)"
      if pictures.last != count - 1 { still.append(selector) }
      moving.append(
        "\(selector){animation:\(prefix)a\(place) \(length.nearText(decimals: 3))s step-end infinite}")
      moving.append("@keyframes \(prefix)a\(place){\(keyframes(pictures, of: length))}")
    }
    guard !classes.isEmpty else { return [] }
    let hidden = still.isEmpty ? "" : still.joined(separator: ",") + "{visibility:hidden}\n"
    let rules = moving.joined(separator: "\n")
    return Array(
      "<style>\(hidden)@media screen and (prefers-reduced-motion: no-preference) {\n\(rules)\n}</style>\n"
        .utf8)
  }

  /// When what is in some pictures appears and disappears.
  private func keyframes(_ pictures: [Int], of length: Double) -> String {
    var changes: [(picture: Int, isSeen: Bool)] = pictures.first == 0 ? [] : [(0, false)]
    for picture in pictures {
      if let last = changes.last, !last.isSeen, last.picture == picture, picture > 0 {
        changes.removeLast()
      } else {
        changes.append((picture, true))
      }
      changes.append((picture + 1, false))
    }
    return changes.filter { $0.picture < count }.map { change in
      let share = Double(change.picture) * Self.pause / length * 100
      return "\(share.nearText(decimals: 3))%{visibility:\(change.isSeen ? "visible" : "hidden")}"
    }.joined()
  }

  /// A picture with other ids: in its tags, and in its style sheets.
  static func renamed(_ svg: [UInt8], to prefix: String) -> [UInt8]? {
    guard let id = SVGRoot(svg)?["id"], id.hasSuffix("figure") else { return nil }
    let old = Array(id.dropLast("figure".count).utf8)
    var renamed: [UInt8] = []
    var isInText = false
    var rest = svg[...]
    while let start = rest.firstRange(of: old) {
      for byte in rest[..<start.lowerBound] where byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
        isInText = byte == UInt8(ascii: ">")
      }
      renamed += rest[..<start.lowerBound]
      let before = renamed.last ?? 0
      let isID =
        before == UInt8(ascii: "#") || !isInText && [UInt8(ascii: "\""), UInt8(ascii: " ")].contains(before)
      if isID { renamed += prefix.utf8 } else { renamed += old }
      rest = rest[start.upperBound...]
    }
    return renamed + rest
  }
}

public import Figures

/// One SVG that shows the pictures of a series one after the other, by a style sheet alone.
///
/// What all have is in it once, and what differs once for each way in which it is drawn. Where motion is not wanted,
/// and in programs that know no animation, the last of them is seen and nothing moves.
public struct PlayedSVG {
  /// How long each picture is seen, and the last one, in seconds.
  static let (pause, lastPause) = (2.0, 4.0)

  let prefix: String
  let count: Int
  /// In which pictures what a class stands for is seen. The class is known by its place.
  private(set) var classes: [[Int]] = []
  private var places: [[Int]: Int] = [:]
  private var out: [UInt8] = []

  /// Puts the pictures of a series together.
  ///
  /// - Parameters:
  ///   - pictures: Finished SVGs of one size that share their geometry; the last one gives title and description.
  ///   - key: What the ids of the whole begin with.
  /// - Returns: Nil where the pictures are none of ours, or of several sizes.
  public static func svg(of pictures: [[UInt8]], key: FigureKey) -> [UInt8]? {
    let prefix = key.word + "-"
    let frames = pictures.compactMap { renamed($0, to: prefix) }
    let roots = frames.compactMap { SVGRoot($0) }
    guard let root = roots.last, roots.count == pictures.count,
      roots.allSatisfy({
        ["width", "height", "viewBox"].allSatisfy { root[$0] != nil } && $0["viewBox"] == root["viewBox"]
      })
    else { return nil }
    var played = PlayedSVG(prefix: prefix, count: frames.count)
    let contents = roots.map { SVGElement.all(in: $0.content) }
    let heads = contents.map { $0.prefix { ["title", "desc", "style"].contains(text($0.name)) } }
    played.write(
      children: zip(contents, heads).map { Array($0[$1.endIndex...]) }, shown: Array(frames.indices))
    let head = heads[heads.count - 1]
    return root.tag + [0x0A] + head.flatMap { $0.bytes + [0x0A] } + played.style + played.out
      + "</svg>\n".utf8
  }

  private init(prefix: String, count: Int) {
    (self.prefix, self.count) = (prefix, count)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension PlayedSVG {
  /// Writes what is inside of one parent, which is there in some of the pictures.
  private mutating func write(children: [[SVGElement]], shown: [Int], hasIDs: Bool = true) {
    var keys = children.map { SVGElement.keys(of: $0) }
    let order = Self.merge(&keys)
    var rows: [String: [(picture: Int, element: SVGElement)]] = [:]
    for (index, elements) in children.enumerated() {
      for (key, element) in zip(keys[index], elements) {
        rows[key, default: []].append((shown[index], element))
      }
    }
    for key in order {
      write(rows[key] ?? [], shown: shown, hasIDs: hasIDs && !key.hasSuffix(Self.late))
    }
  }

  /// Every key once, in an order in which the keys of each list are, too. A key that comes too late in a list for that
  /// gets another name there, so that nothing is drawn over what it was drawn under.
  private static func merge(_ lists: inout [[String]]) -> [String] {
    var order = lists.first ?? []
    var known = Set(order)
    for list in lists.indices where lists[list] != order {
      var place = 0
      for index in lists[list].indices {
        var key = lists[list][index]
        var found = order[place...].firstIndex(of: key)
        while found == nil, known.contains(key) {
          key += late
          found = order[place...].firstIndex(of: key)
        }
        if found == nil {
          order.insert(key, at: place)
          known.insert(key)
        }
        lists[list][index] = key
        place = (found ?? place) + 1
      }
    }
    return order
  }

  /// What the name of a key that comes too late ends in.
  private static let late = "'"

  /// Writes one part of the drawing in each way in which it is drawn.
  private mutating func write(
    _ versions: [(picture: Int, element: SVGElement)], shown: [Int], hasIDs: Bool
  ) {
    var isFirst = hasIDs
    for group in Self.grouped(versions, by: \.tag) {
      let isSame = group.allSatisfy { $0.element.bytes == group[0].element.bytes }
      if isSame || group.contains(where: { !$0.element.isGroup }) {
        for same in Self.grouped(group, by: \.bytes) {
          let element = same[0].element
          open(element, in: same.map(\.picture), of: shown, hasID: isFirst)
          let rest = element.bytes[element.tag.endIndex...]
          out += isFirst ? Array(rest) : Self.bare(rest)
          out.append(0x0A)
          isFirst = false
        }
      } else {
        let pictures = group.map(\.picture)
        open(group[0].element, in: pictures, of: shown, hasID: isFirst)
        out.append(0x0A)
        write(children: group.map(\.element.children), shown: pictures, hasIDs: isFirst)
        out += "</".utf8 + group[0].element.name + ">\n".utf8
        isFirst = false
      }
    }
  }

  /// The versions with the same of something, in the order in which they come.
  private static func grouped(
    _ versions: [(picture: Int, element: SVGElement)], by part: KeyPath<SVGElement, ArraySlice<UInt8>>
  ) -> [[(picture: Int, element: SVGElement)]] {
    var places: [ArraySlice<UInt8>: Int] = [:]
    var groups: [[(picture: Int, element: SVGElement)]] = []
    for version in versions {
      let value = version.element[keyPath: part]
      if let place = places[value] {
        groups[place].append(version)
      } else {
        places[value] = groups.count
        groups.append([version])
      }
    }
    return groups
  }

  /// Writes the first tag of an element that is seen in some of the pictures that show what it is in.
  private mutating func open(_ element: SVGElement, in pictures: [Int], of shown: [Int], hasID: Bool) {
    let tag = hasID ? Array(element.tag) : Self.bare(element.tag)
    guard pictures != shown else {
      out += tag
      return
    }
    let name = " class=\"".utf8 + Array("a\(place(of: pictures))".utf8)
    if let start = tag.firstRange(of: Array(" class=\"".utf8)) {
      out += tag[..<start.lowerBound] + name + " ".utf8 + tag[start.upperBound...]
    } else {
      let end = 1 + element.name.count
      out += tag[..<end] + name + "\"".utf8 + tag[end...]
    }
  }

  private mutating func place(of pictures: [Int]) -> Int {
    if let place = places[pictures] { return place }
    places[pictures] = classes.count
    classes.append(pictures)
    return classes.count - 1
  }

  /// Markup without ids, which are to be there once.
  private static func bare(_ markup: ArraySlice<UInt8>) -> [UInt8] {
    var rest = markup
    var bare: [UInt8] = []
    while let start = rest.firstRange(of: Array(" id=\"".utf8)) {
      bare += rest[..<start.lowerBound]
      rest = rest[start.upperBound...].drop { $0 != UInt8(ascii: "\"") }.dropFirst()
    }
    return bare + rest
  }
}

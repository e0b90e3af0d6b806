/// The contents of all values of one kind that have an identity, each at the place that its handle knows.
///
/// The contents are one array, so that copying them keeps everything as it is.
final class Pool<Content> {
  /// What lies at places that no handle has any more is empty or left over.
  var contents: [Content] = []
  /// The places whose handles are gone and whose contents are still to be let go.
  private var left: [Int] = []
  /// The places that can be given again; behind the end of the contents after these were put back to fewer.
  private var free: [Int] = []
  private let empty: Content
  private let live: LiveElements

  init(empty: Content, live: LiveElements) {
    (self.empty, self.live) = (empty, live)
  }

  /// Whether contents are still to be let go.
  var hasLeft: Bool { !left.isEmpty }

  /// - Parameter size: What the value takes up of the elements that may be alive at one time.
  func add(_ content: Content, size: Int = 0) -> Handle<Content> {
    live.count += size
    guard let place = free.popLast() else {
      contents.append(content)
      return Handle(self, contents.count - 1, size: size)
    }
    while contents.count <= place { contents.append(empty) }
    contents[place] = content
    return Handle(self, place, size: size)
  }

  /// Lets go of the contents whose handles are gone, which may end the last handles of others.
  func settle() {
    while let place = left.popLast() {
      if place < contents.count { contents[place] = empty }
      free.append(place)
    }
  }

  /// A handle may end while contents are being changed, which are therefore not touched now.
  fileprivate func leave(_ place: Int, size: Int) {
    live.count -= size
    left.append(place)
  }
}

/// A value of the program that has an identity: where its contents lie.
final class Handle<Content> {
  private let pool: Pool<Content>
  private let place: Int
  private let size: Int

  fileprivate init(_ pool: Pool<Content>, _ place: Int, size: Int) {
    (self.pool, self.place, self.size) = (pool, place, size)
  }

  deinit { pool.leave(place, size: size) }

  var content: Content {
    get { pool.contents[place] }
    _modify { yield &pool.contents[place] }
  }
}

/// How many elements all arrays of a run hold, those included that a gate of the program's own keeps.
final class LiveElements {
  var count = 0
}

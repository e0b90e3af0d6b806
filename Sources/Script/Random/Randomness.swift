import Language

/// The random numbers of a run: a stream for each module that has drawn some or was given a seed.
struct Randomness {
  private var streams: [Module: RandomStream] = [:]

  /// Whether numbers were drawn or a seed was given.
  func hasBegun(_ module: Module) -> Bool { streams[module] != nil }

  /// The stream of a module. Without a seed it has the seed 0, so that a lesson is always built alike.
  subscript(module: Module) -> RandomStream {
    get { streams[module] ?? RandomStream(isNumpy: module == .numpyRandom) }
    set { streams[module] = newValue }
  }

  mutating func seed(_ module: Module, _ seed: UInt) {
    var stream = RandomStream(isNumpy: module == .numpyRandom)
    stream.seed(seed)
    streams[module] = stream
  }

  /// How many elements it takes up.
  var size: Int { streams.count * Self.sizeOfStream }

  /// The state of random numbers takes up as much as so many elements.
  private static let sizeOfStream = 400
}

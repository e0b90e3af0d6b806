/// Numbers of a function that make a line on paper: many where it bends, and a gap where it jumps or has no number.
struct CurveSamples {
  typealias Sample = FunctionCurve.Sample

  /// Evenly spaced numbers, before the line is made finer.
  private static let count = 240
  /// How far a line may be from the curve, in parts of its height.
  private static let flatness = 0.0012
  /// A piece that was halved so often is short enough for what is left to be a jump.
  private static let deepest = 44
  /// Where the slopes say something else, the middle of a piece may lie on its line by chance: it is halved so often.
  private static let doubtful = 3
  /// In so many places a line may turn or jump before nobody can follow it.
  private static let mostTurns = 30
  private static let mostSamples = 12_000

  private let answer: (Double) -> CurveAnswer
  /// What a picture shows, up and down.
  private var low = 0.0
  private var height = 1.0
  private var made = 0
  private var pieces: [[Sample]] = []

  init(_ answer: @escaping (Double) -> CurveAnswer) { self.answer = answer }

  func sample(_ x: Double) -> Sample? {
    guard case .number(let y, let slope) = answer(x), y.magnitude < FunctionCurve.largest else { return nil }
    return Sample(x: x, y: y, slope: slope)
  }

  /// Evenly spaced numbers of a range with what the function gives for them, one that must be there among them.
  func grid(_ range: ClosedRange<Double>, with point: Sample) -> [(x: Double, sample: Sample?)] {
    let width = range.upperBound - range.lowerBound
    let numbers = (0...Self.count).map { range.lowerBound + width * Double($0) / Double(Self.count) }
    return numbers.filter { $0 < point.x }.map { ($0, sample($0)) } + [(point.x, point)]
      + numbers.filter { $0 > point.x }.map { ($0, sample($0)) }
  }

  /// Whether a line turns or jumps too often to be followed.
  func isThicket(_ range: ClosedRange<Double>, around point: Sample) -> Bool {
    let samples = grid(range, with: point).compactMap(\.sample)
    let ys = samples.map(\.y)
    let spread = (ys.max() ?? 0) - (ys.min() ?? 0)
    let turns = zip(samples, samples.dropFirst()).count { one, next in
      let expected = (one.slope + next.slope) / 2 * (next.x - one.x)
      return one.slope * next.slope < 0 || (next.y - one.y - expected).magnitude > 0.15 * spread
    }
    return turns > Self.mostTurns
  }

  /// The line through a grid in pieces, each of points that are joined.
  mutating func pieces(
    through grid: [(x: Double, sample: Sample?)], low: Double, high: Double
  ) -> [[Sample]] {
    (self.low, height, made, pieces) = (low, high - low, 0, [[]])
    if let first = grid.first?.sample { add(first) }
    for (one, next) in zip(grid, grid.dropFirst()) { join(one, next, depth: 0) }
    return pieces.map(thinned).filter { $0.count > 1 }
  }

  private mutating func add(_ sample: Sample) { pieces[pieces.count - 1].append(sample) }
  private mutating func close() { if !(pieces.last?.isEmpty ?? true) { pieces.append([]) } }

  /// Draws on from one number to the next.
  private mutating func join(
    _ one: (x: Double, sample: Sample?), _ next: (x: Double, sample: Sample?), depth: Int
  ) {
    switch (one.sample, next.sample) {
    case (nil, nil): close()
    case (let first?, nil):
      let last = boundary(from: first, to: next.x)
      if last != first { join(one, (last.x, last), depth: depth) }
      close()
    case (nil, let last?):
      let first = boundary(from: last, to: one.x)
      close()
      add(first)
      if last != first { join((first.x, first), next, depth: depth) }
    case (let first?, let last?):
      let middle = first.x / 2 + last.x / 2
      if middle == first.x || middle == last.x || depth == Self.deepest || made > Self.mostSamples {
        if (share(last.y) - share(first.y)).magnitude > 2 * Self.flatness { close() }
        add(last)
        return
      }
      made += 1
      let between = sample(middle)
      if let between, isStraight(first, between, last, depth: depth) {
        add(last)
      } else {
        join(one, (middle, between), depth: depth + 1)
        join((middle, between), next, depth: depth + 1)
      }
    }
  }

  /// The last number on the way from a sample to where there is none.
  private func boundary(from sample: Sample, to x: Double) -> Sample {
    var (inside, beyond) = (sample, x)
    for _ in 0..<60 {
      let middle = inside.x / 2 + beyond / 2
      if middle == inside.x || middle == beyond { break }
      if let found = self.sample(middle) { inside = found } else { beyond = middle }
    }
    return inside
  }

  private func isStraight(_ first: Sample, _ middle: Sample, _ last: Sample, depth: Int) -> Bool {
    let (start, end) = (share(first.y), share(last.y))
    if (share(middle.y) - (start + end) / 2).magnitude > Self.flatness { return false }
    if depth >= Self.doubtful { return true }
    let isInside = (0...1).contains(start) || (0...1).contains(end)
    let rise = last.y - first.y
    return !isInside
      || [first, last].allSatisfy {
        !(($0.slope * (last.x - first.x) - rise).magnitude > 4 * Self.flatness * height)
      }
  }

  /// Where a number is between the ends of the picture, from 0 to 1, and not far beyond.
  private func share(_ y: Double) -> Double { min(2, max(-1, (y - low) / height)) }

  /// A piece without what lies on a straight line.
  private func thinned(_ piece: [Sample]) -> [Sample] {
    var kept: [Sample] = []
    for (index, sample) in piece.enumerated() {
      if let last = kept.last, index + 1 < piece.count {
        let next = piece[index + 1]
        let part = (sample.x - last.x) / (next.x - last.x)
        let between = share(last.y) + part * (share(next.y) - share(last.y))
        if (share(sample.y) - between).magnitude < Self.flatness / 20 { continue }
      }
      kept.append(sample)
    }
    return kept
  }
}

/// NumPy's legacy `choice`, as the places of the items that are chosen.
extension RandomStream {
  /// So many places below a count: each of them at most once unless replaced, all alike unless with probabilities.
  mutating func choices(
    _ count: Int, of population: Int, replacing: Bool = true, probabilities: [Double]? = nil
  ) throws(DrawProblem) -> [Int] {
    if population <= 0, count > 0 { throw .emptyPopulation }
    if let probabilities { try Self.check(probabilities, population) }
    if !replacing, count > population { throw .sampleTooLarge(count: count, population: population) }
    guard let probabilities else {
      if replacing { return try integers(count, from: 0, below: population) }
      return Array(permutation(population).prefix(max(count, 0)))
    }
    if !replacing { return try distinct(count, probabilities) }
    let sums = Self.sums(probabilities)
    return units(count).map { Self.place(of: $0, in: sums) }
  }

  /// Draws as many as are missing, forgets repeated ones and rules out what was drawn, until there are enough.
  private mutating func distinct(_ count: Int, _ probabilities: [Double]) throws(DrawProblem) -> [Int] {
    let possible = probabilities.count { $0 > 0 }
    if possible < count { throw .tooFewPossible(possible, count: count) }
    var rest = probabilities
    var found: [Int] = []
    while found.count < count {
      let sums = Self.sums(rest)
      for unit in units(count - found.count) {
        let place = Self.place(of: unit, in: sums)
        if rest[place] != 0 { found.append(place) }
        rest[place] = 0
      }
    }
    return found
  }

  /// The sums up to each place, as shares of the whole.
  private static func sums(_ probabilities: [Double]) -> [Double] {
    var sum = 0.0
    let sums = probabilities.map { probability in
      sum += probability
      return sum
    }
    return sums.map { $0 / sum }
  }

  /// The first place whose sum is above the number.
  private static func place(of unit: Double, in sums: [Double]) -> Int {
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > unit { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func check(_ probabilities: [Double], _ population: Int) throws(DrawProblem) {
    guard probabilities.count == population else {
      throw .probabilityCount(probabilities.count, population: population)
    }
    if let wrong = probabilities.first(where: { !($0 >= 0) }) { throw .notAProbability(wrong) }
    let sum = probabilities.reduce(0, +)
    // NumPy's tolerance, the root of the distance from 1 to the next number.
    guard abs(sum - 1) <= Double(1).ulp.squareRoot() else { throw .probabilitySum(sum) }
  }
}

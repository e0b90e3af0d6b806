/// Why NumPy refuses to draw.
enum DrawProblem: Error, Equatable {
  /// A range with no whole number in it.
  case emptyRange(low: Int, high: Int)
  /// Nothing to choose from.
  case emptyPopulation
  /// More items asked for than there are, each to be taken once.
  case sampleTooLarge(count: Int, population: Int)
  /// Not one probability for each item.
  case probabilityCount(Int, population: Int)
  /// A probability that is negative or not a number.
  case notAProbability(Double)
  /// Probabilities that do not add up to 1.
  case probabilitySum(Double)
  /// Fewer items with a probability above 0 than asked for, each to be taken once.
  case tooFewPossible(Int, count: Int)
}

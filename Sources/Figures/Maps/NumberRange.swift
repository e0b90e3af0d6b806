/// The least and the largest of some numbers.
package struct NumberRange: Hashable, Sendable {
  package let least: Double
  package let largest: Double

  /// Of the finite numbers; nil if there is none.
  package init?(_ numbers: some Sequence<Double>) {
    var (least, largest) = (Double.infinity, -Double.infinity)
    for number in numbers where number.isFinite {
      least = min(least, number)
      largest = max(largest, number)
    }
    guard least <= largest else { return nil }
    (self.least, self.largest) = (least, largest)
  }

  /// The colour of a number; nil where it is not finite. Of numbers that are all the same it is the middle one.
  package func tone(of number: Double) -> HeatMap.Tone? {
    guard number.isFinite else { return nil }
    return HeatMap.Tone(level: level(of: number), isNegative: number < 0)
  }

  private func level(of number: Double) -> Int {
    if least == largest { return least == 0 ? 0 : HeatMap.levels / 2 }
    if number == least { return 0 }
    // Halved, the difference of the largest numbers there are does not overflow; that of the smallest is nothing.
    let width = largest / 2 - least / 2
    let share = width > 0 ? (number / 2 - least / 2) / width : 1
    return 1 + min(HeatMap.levels - 2, Int(share * Double(HeatMap.levels - 1)))
  }

  /// The colours of the key, from the least number to the largest.
  package var key: [HeatMap.Tone] {
    if least == largest { return [tone(of: least)].compactMap(\.self) }
    return (0..<HeatMap.levels).map { level in
      let share = Double(level) / Double(HeatMap.levels - 1)
      return HeatMap.Tone(level: level, isNegative: least * (1 - share) + largest * share < 0)
    }
  }
}

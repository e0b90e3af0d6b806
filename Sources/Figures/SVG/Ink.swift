/// What a colour stands for; a ``Palette`` has the colours.
package struct Ink: Hashable, Sendable {
  /// Its place among the colours of a palette.
  let index: UInt8

  init(_ index: Int) { self.index = UInt8(index) }

  package static let page = Ink(0)
  /// Names, symbols and wires.
  package static let ink = Ink(1)
  /// What explains and must not compete.
  package static let soft = Ink(2)
  package static let value = Ink(3)
  package static let gradient = Ink(4)
  package static let local = Ink(5)
  package static let localFill = Ink(6)
  package static let gateFill = Ink(7)
  package static let gateLine = Ink(8)
  package static let activeFill = Ink(9)
  package static let activeLine = Ink(10)
  package static let frameFill = Ink(11)
  package static let frameLine = Ink(12)
  package static let finishedFill = Ink(13)
  package static let finishedLine = Ink(14)
  /// Wires that are yet to come.
  package static let pale = Ink(15)
  /// The lines of a curve's grid.
  package static let grid = Ink(16)
  /// What is not finite.
  package static let fault = Ink(17)
  /// Text on a neuron or a cell.
  package static let onPale = Ink(18)
  package static let onMiddle = Ink(19)
  package static let onDeep = Ink(20)

  private static let firstShade = 21
  /// The colour of a neuron or a weight: −``shades`` to ``shades``.
  package static func shade(_ shade: Int) -> Ink {
    Ink(firstShade + shades + max(-shades, min(shades, shade)))
  }
  /// How many shades there are from zero to the largest number.
  package static let shades = 6

  private static let firstTone = firstShade + 2 * shades + 1
  /// The colour of a cell of a heat map.
  package static func tone(_ tone: HeatMap.Tone) -> Ink {
    let level = max(0, min(HeatMap.levels - 1, tone.level))
    return Ink(firstTone + (tone.isNegative ? 0 : HeatMap.levels) + level)
  }

  static let count = firstTone + 2 * HeatMap.levels
}

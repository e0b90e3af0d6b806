/// A table of what was measured, as Markdown.
struct Table {
  private var rows: [[String]] = []

  /// Adds a row: what was done, how long it took, and how long the least that it could take.
  mutating func add(_ work: String, _ time: Double, floor: (name: String, time: Double)?, _ note: String = "")
  {
    rows.append([
      work, Self.text(time), floor.map { "\($0.name) \(Self.text($0.time))" } ?? "–",
      floor.map { Self.decimal(time / $0.time) } ?? "–", note,
    ])
    print("| \(rows[rows.count - 1].joined(separator: " | ")) |")
  }

  static func printHeading() {
    print("| work | median | floor | ratio | |\n| --- | --- | --- | --- | --- |")
  }

  static func text(_ milliseconds: Double) -> String {
    milliseconds < 0.1 ? "\(decimal(milliseconds * 1e3)) µs" : "\(decimal(milliseconds)) ms"
  }

  /// A number with two decimals, or one where it is large.
  static func decimal(_ number: Double) -> String {
    let digits = number < 10 ? 100.0 : number < 100 ? 10 : 1
    let rounded = (number * digits).rounded() / digits
    return digits == 1 ? "\(Int(rounded))" : "\(rounded)"
  }
}

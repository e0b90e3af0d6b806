import TraceModel

/// A function that the language has: where it is found, what it takes and what it does. How it works is told elsewhere.
///
/// Being in ``all`` is what makes a function known, documented and suggested.
package struct KnownFunction: Sendable {
  /// Where a function can be found.
  package struct Homes: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// By its bare name.
    package static let bare = Homes(rawValue: 1)
    package static let numpy = Homes(rawValue: 2)
    package static let math = Homes(rawValue: 4)
    /// After a value and a dot.
    package static let method = Homes(rawValue: 8)
    package static let numpyRandom = Homes(rawValue: 16)
    package static let random = Homes(rawValue: 32)
    package static let linearAlgebra = Homes(rawValue: 64)
  }

  /// What a function does with values, as far as a trace tells it.
  package enum Work: Sendable {
    /// It looks at numbers, and what it makes of them is outside of the record.
    case plain
    /// It records all that it does as gates with formulas.
    case gates
    /// It moves values about and looks at none.
    case moves
  }

  package let name: String
  package let homes: Homes
  package let work: Work
  package let signature: Signature
  /// What it does, for the documentation.
  package let summary: String

  package init(
    _ name: String, _ parameters: [String], in homes: Homes = .bare, doing work: Work = .plain,
    _ summary: String
  ) {
    self.name = name
    self.homes = homes
    self.work = work
    signature = Signature(name, parameters)
    self.summary = summary
  }

  package static let all: [KnownFunction] =
    gates + selections + python + sequences + texts + listMethods + gradientMethods + numpyRandom
    + pythonRandom
    + arrays + reductions + arrayShapes

  package static let bare = table(.bare)
  package static let methods = table(.method)
  private static let numpy = table(.numpy)
  private static let math = table(.math)
  private static let drawsOfNumpy = table(.numpyRandom)
  private static let drawsOfPython = table(.random)
  private static let linearAlgebra = table(.linearAlgebra)

  private static func table(_ home: Homes) -> [String: KnownFunction] {
    var table: [String: KnownFunction] = [:]
    for function in all where function.homes.contains(home) { table[function.name] = function }
    return table
  }

  package static func members(of module: Module) -> [String: KnownFunction] {
    switch module {
    case .numpy: numpy
    case .math: math
    case .numpyRandom: drawsOfNumpy
    case .random: drawsOfPython
    case .linearAlgebra: linearAlgebra
    case .lesson: bare
    case .pyplot: [:]
    }
  }

  /// The function of a name, in one of some homes where several functions have it; nil if there is none.
  package static func named(_ name: String, in homes: Homes? = nil) -> KnownFunction? {
    all.first { $0.name == name && homes.map($0.homes.isSuperset) ?? true }
  }

  package static func suggestion(for name: String, in module: Module) -> String? {
    let names = members(of: module).keys.sorted() + KnownNumber.members(of: module).keys.sorted()
    let suggestion = ForeignName.suggestion(for: name, nearest: nearest(name, among: names))
    return elsewhere(name) ?? suggestion.flatMap { names.contains($0) || bare[$0] != nil ? $0 : nil }
  }

  /// Where a function is that is not found where it was looked for, with its prefix.
  package static func elsewhere(_ name: String) -> String? {
    let places: [(Module, String)] = [
      (.numpy, "np."), (.numpyRandom, "np.random."), (.linearAlgebra, "np.linalg."),
    ]
    let found = places.first { members(of: $0.0)[name] != nil }
    return found.map { $0.1 + name } ?? (bare[name] != nil ? name : nil)
  }
}

/// The numbers that have a name.
package enum KnownNumber {
  /// Those without a module.
  package static let bare: [String: Double] = ["pi": .pi, "inf": .infinity]

  package static func members(of module: Module) -> [String: Double] {
    guard module == .numpy || module == .math else { return [:] }
    return ["pi": .pi, "e": 2.718281828459045, "inf": .infinity, "nan": .nan]
  }
}

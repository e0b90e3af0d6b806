// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// One of our own modules, with the settings that all of them share.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one module, in a folder named after it.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil,
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: settings)
}

let package = Package(
  name: "Gradwalk",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Gradwalk", targets: ["Gradwalk"]),
    .executable(name: "gradwalk", targets: ["CommandLineTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    // Found without pkg-config, whose flags for it the package manager refuses and says so at every build.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "ArrayKernels"),
    module("Numbers", ["ArrayKernels"]),
    module("TraceModel", ["Numbers"]),
    module("Autodiff", ["Numbers", "TraceModel"]),
    module("Recomputation", ["Numbers", "TraceModel"]),
    module("Language", ["Numbers", "TraceModel"]),
    module("Script", ["Autodiff", "Language", "Numbers", "TraceModel"]),
    module("DOT", ["Numbers"]),
    // Loads libgvc when the first circuit is placed by it; nothing of it is needed to build.
    .target(name: "CGraphviz"),
    module("Graphviz", ["CGraphviz", "DOT"]),
    // Loads librsvg and cairo when the first PNG or PDF is drawn; nothing of them is needed to build.
    .target(name: "CRaster"),
    module("Raster", ["CRaster"]),
    module("Figures", ["DOT", "Graphviz", "Numbers", "TraceModel"]),
    module("Rendering", ["Numbers", "TraceModel", "Recomputation", "DOT", "Figures", "Graphviz"]),
    module(
      "Lessons",
      [
        "Language", "Script", "Figures", "Rendering", "TraceModel", "Numbers", "CCommonMark",
        .product(name: "Yams", package: "Yams"),
      ]),
    module("Stepper", ["Numbers", "TraceModel", "Figures", "Rendering"]),
    .target(name: "Signals"),
    .target(name: "TerminalGuard", dependencies: ["Signals"]),
    .target(name: "Interruption", dependencies: ["Signals"]),
    .target(
      name: "TerminalScreen", dependencies: ["Stepper", "CNcurses", "TerminalGuard"],
      swiftSettings: settings,
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    module(
      "Gradwalk",
      [
        "Numbers", "TraceModel", "Autodiff", "Language", "Script", "Figures", "Raster", "Rendering",
        "Lessons",
      ]),
    .executableTarget(
      name: "CommandLineTool",
      dependencies: [
        "Gradwalk", "Numbers", "Recomputation", "Stepper", "TerminalScreen",
        "Interruption",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    tests("NumbersTests", ["Numbers"], resources: [.copy("Fixtures")]),
    // What `make bench` runs: our own work, beside the least that it could take.
    .target(name: "BenchmarkFloor", path: "Benchmarks/Floor"),
    .executableTarget(name: "Nothing", path: "Benchmarks/Nothing", swiftSettings: settings),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Numbers", "TraceModel", "Autodiff", "Language", "Script", "Figures", "Rendering", "Stepper",
        "BenchmarkFloor",
      ],
      path: "Benchmarks/Measure", swiftSettings: settings),
    tests("TraceModelTests", ["Numbers", "TraceModel", "Autodiff"], exclude: ["Fixtures"]),
    tests("AutodiffTests", ["Autodiff", "Numbers", "TraceModel"]),
    tests(
      "RecomputationTests", ["Recomputation", "Autodiff", "Numbers", "Language", "Script", "TraceModel"],
      resources: [.copy("Fixtures")]),
    tests("LanguageTests", ["Language", "TraceModel"]),
    tests(
      "ScriptTests", ["Language", "Script", "Autodiff", "Numbers", "TraceModel"],
      resources: [.copy("Fixtures")]),
    tests("DOTTests", ["DOT"]),
    tests(
      "FiguresTests", ["DOT", "Figures", "Language", "Script", "Autodiff", "TraceModel", "Numbers"],
      exclude: ["Fixtures"]
    ),
    tests("GraphvizTests", ["Graphviz", "DOT"]),
    tests("RasterTests", ["Raster"]),
    tests(
      "RenderingTests",
      [
        "Figures", "Rendering", "Lessons", "Language", "Script", "Autodiff", "Graphviz", "DOT", "TraceModel",
        "Numbers",
        "CCommonMark",
      ]),
    tests(
      "StepperTests",
      [
        "Stepper", "Figures", "Rendering", "Lessons", "Language", "Script", "Autodiff", "Numbers",
        "TraceModel",
      ],
      exclude: ["Expected"]),
    .executableTarget(
      name: "ScreenProbe", dependencies: ["Stepper", "TerminalScreen"], path: "Tests/ScreenProbe",
      swiftSettings: settings),
    tests("TerminalScreenTests", ["ScreenProbe", "CommandLineTool"], exclude: ["Expected"]),
    tests("LessonsTests", ["Figures", "Lessons", "Language", "Script", "Numbers", "TraceModel"]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["CommandLineTool"], exclude: ["Expected"],
      swiftSettings: settings),
    tests("DocumentTests", ["Gradwalk", "Recomputation", "Numbers", "Stepper", "CommandLineTool"]),
  ],
  swiftLanguageModes: [.v6]
)

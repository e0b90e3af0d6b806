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
      name: "CGraphviz", pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    // Found without pkg-config, whose flags for it the package manager refuses and says so at every build.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    module("ElementaryFunctions"),
    .target(name: "ArrayKernels"),
    module("ArrayMath", ["ArrayKernels"]),
    module("VisibleText"),
    module("TraceModel", ["VisibleText"]),
    module("Autodiff", ["ArrayMath", "ElementaryFunctions", "TraceModel"]),
    module("Script", ["Autodiff", "TraceModel", "VisibleText"]),
    module("DOT", ["VisibleText"]),
    module("Graphviz", ["CGraphviz", "DOT", "VisibleText"]),
    module("Rendering", ["ElementaryFunctions", "TraceModel", "DOT", "Graphviz", "VisibleText"]),
    module(
      "Lessons",
      [
        "Script", "Rendering", "TraceModel", "VisibleText", "CCommonMark",
        .product(name: "Yams", package: "Yams"),
      ]),
    module("Stepper", ["TraceModel", "Rendering", "VisibleText"]),
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
    module("Gradwalk", ["TraceModel", "Autodiff", "Script", "Rendering", "Lessons"]),
    .executableTarget(
      name: "CommandLineTool",
      dependencies: [
        "Gradwalk", "Stepper", "TerminalScreen", "VisibleText", "Interruption",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    tests("ElementaryFunctionsTests", ["ElementaryFunctions"], resources: [.copy("Fixtures")]),
    tests("ArrayMathTests", ["ArrayMath"]),
    // What `make bench` runs: our own work, beside the least that it could take.
    .target(name: "BenchmarkFloor", path: "Benchmarks/Floor"),
    .executableTarget(name: "Nothing", path: "Benchmarks/Nothing", swiftSettings: settings),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "ArrayMath", "TraceModel", "Autodiff", "Script", "Rendering", "Stepper", "BenchmarkFloor",
      ],
      path: "Benchmarks/Measure", swiftSettings: settings),
    tests("TraceModelTests", ["TraceModel", "Autodiff"], exclude: ["Fixtures"]),
    tests("AutodiffTests", ["Autodiff", "ElementaryFunctions", "TraceModel"]),
    tests("ScriptTests", ["Script", "Autodiff", "TraceModel"], resources: [.copy("Fixtures")]),
    tests("VisibleTextTests", ["VisibleText"]),
    tests("DOTTests", ["DOT"]),
    tests("GraphvizTests", ["Graphviz", "DOT"]),
    tests(
      "RenderingTests",
      [
        "Rendering", "Lessons", "Script", "Autodiff", "Graphviz", "DOT", "TraceModel", "VisibleText",
        "CCommonMark",
      ], resources: [.copy("Fixtures")]),
    tests(
      "StepperTests", ["Stepper", "Rendering", "Lessons", "Script", "Autodiff", "TraceModel"],
      exclude: ["Expected"]),
    .executableTarget(
      name: "ScreenProbe", dependencies: ["Stepper", "TerminalScreen"], path: "Tests/ScreenProbe",
      swiftSettings: settings),
    tests("TerminalScreenTests", ["ScreenProbe", "CommandLineTool"], exclude: ["Expected"]),
    tests("LessonsTests", ["Lessons", "Script", "TraceModel"]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["CommandLineTool"], exclude: ["Expected"],
      swiftSettings: settings),
    tests("DocumentTests", ["Gradwalk", "Stepper", "CommandLineTool"]),
  ],
  swiftLanguageModes: [.v6]
)

import ArgumentParser
import Gradwalk
import Numbers

/// How a picture is put into its file.
struct PictureFileArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many pixels of a .png each pixel of the figure is: 1 to \(RasterFormat.largestScale).",
      valueName: "n"))
  var scale: Double?
  @Flag(help: "Draw on a 16:9 page, as large as fits, for a hall.") var slide = false

  func validate() throws {
    guard let scale else { return }
    guard scale >= 1, scale <= Double(RasterFormat.largestScale) else {
      throw ValidationError("--scale should be a number from 1 to \(RasterFormat.largestScale)")
    }
  }

  /// Fails where the options say nothing of the kind of file, of which nil is a stream.
  func check(_ file: PictureFile?) throws {
    if scale != nil, file != .png {
      throw ValidationError("--scale is for .png: other pictures have no pixels")
    }
    if slide, file == .dot { throw ValidationError("--slide is for .svg, .png and .pdf") }
  }

  /// What a picture stands on, if that has a size of its own.
  var page: FigurePage? { slide ? .slide : nil }

  /// A picture as it stands in its file.
  func content(_ svg: [UInt8], as file: PictureFile) throws -> [UInt8] {
    try file.raster?.draw(svg, scale: scale ?? 1) ?? svg
  }

  /// Says so where the type of a slide is too small for a hall.
  func tell(of fit: (FigurePage) -> FigureFit) {
    guard let page else { return }
    let fit = fit(page)
    guard !fit.isLegible, let type = fit.type else { return }
    Files.complain(
      "note: the smallest type of the slide is \(type.nearly(decimals: 1)) pt high, and a hall needs \(Int(FigureFit.smallestType)) pt; a smaller part of the program, or its functions as one gate each (--collapse), would be larger"
    )
  }

  /// A circuit whose direction nobody chose, in the one in which it is larger on its slide.
  ///
  /// - Parameters:
  ///   - gates: How many there are. A large circuit stays as it is: each layout takes long, and none makes it legible.
  ///   - fit: How the circuit fits; gives nil in place of a direction for what has none.
  func fitted(
    _ options: FigureOptions, gates: Int,
    _ fit: (FigureOptions, FigurePage) throws -> (fit: FigureFit, direction: CircuitDirection?)
  ) rethrows -> FigureOptions {
    guard let page, options.direction == nil, gates <= Self.mostTurned else { return options }
    let (first, direction) = try fit(options, page)
    guard let direction, !first.isLegible else { return options }
    var turned = options
    turned.direction = direction == .right ? .down : .right
    return first.scale >= (try fit(turned, page)).fit.scale ? options : turned
  }

  /// The most gates of a circuit that is laid out in both directions.
  private static let mostTurned = 100
}

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

  /// A picture as it stands in its file.
  func content(_ svg: [UInt8], as file: PictureFile) throws -> [UInt8] {
    let page = onPage(svg)
    return try file.raster?.draw(page, scale: scale ?? 1) ?? page
  }

  /// A picture on its slide, if it is to have one.
  func onPage(_ svg: [UInt8]) -> [UInt8] { slide ? Slide(of: svg)?.svg ?? svg : svg }

  /// Says so where the type of a slide is too small for a hall.
  func tell(of svg: [UInt8]) {
    guard slide, let slide = Slide(of: svg), !slide.isLegible, let type = slide.type else { return }
    Files.complain(
      "note: the smallest type of the slide is \(type.nearly(decimals: 1)) pt high, and a hall needs \(Int(Slide.smallestType)) pt; a smaller part of the program, or its functions as one gate each (--collapse), would be larger"
    )
  }

  /// A circuit whose direction nobody chose, in the one in which it is larger on its slide.
  ///
  /// - Parameters:
  ///   - gates: How many there are. A large circuit stays as it is: each layout takes long, and none makes it legible.
  ///   - draw: Draws the circuit; gives nil in place of a direction for what has none.
  func fitted(
    _ options: FigureOptions, gates: Int,
    _ draw: (FigureOptions) throws -> (svg: [UInt8], direction: CircuitDirection?)
  ) rethrows -> FigureOptions {
    guard slide, options.direction == nil, gates <= Self.mostTurned else { return options }
    let drawn = try draw(options)
    guard let direction = drawn.direction, let first = Slide(of: drawn.svg), !first.isLegible else {
      return options
    }
    var turned = options
    turned.direction = direction == .right ? .down : .right
    let second = Slide(of: try draw(turned).svg)
    return first.scale >= second?.scale ?? 0 ? options : turned
  }

  /// The most gates of a circuit that is laid out in both directions.
  private static let mostTurned = 100
}

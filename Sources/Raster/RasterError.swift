/// Why an SVG could not be drawn in another format.
public enum RasterError: Error, Sendable, Hashable {
  /// librsvg is not on this machine, or is too old.
  case noLibrary(reason: String)
  /// What is to be drawn is no SVG.
  case unreadable(reason: String)
  /// The SVG says nothing of its size, or is empty.
  case noSize
  /// A picture is larger than one of the format can be; its size in pixels, or in points for PDF.
  ///
  /// - `largestScale`: The largest whole scale of a PNG at which it fits; nil if there is none.
  case tooLarge(RasterFormat, PictureSize, largestScale: Int?)
  /// The drawing failed.
  case drawing(RasterFormat, reason: String)
}

extension RasterError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .noLibrary(let reason):
      "PNG and PDF are drawn by librsvg (2.52 or later), which can't be loaded: \(reason)"
    case .unreadable(let reason): "librsvg can't read the picture: \(reason)"
    case .noSize: "the picture has no width or no height"
    case .tooLarge(let format, let size, _):
      "the drawing is too large for \(format.name): \(Self.whole(size.width)) × \(Self.whole(size.height)) \(format.unit), and \(format.limit)"
    case .drawing(let format, let reason): "the picture can't be drawn as \(format.name): \(reason)"
    }
  }

  /// What can be done about it.
  public var hint: String? {
    switch self {
    case .noLibrary: "install librsvg2-2 (apt) or librsvg (brew), or write .svg, which needs no library"
    case .tooLarge(_, _, let scale?): "give at most --scale \(scale), or write .svg, which has no limit"
    case .tooLarge: "write .svg, which has no limit, or draw functions as one gate each (--collapse)"
    case .unreadable, .noSize, .drawing: nil
    }
  }

  /// A side without its fraction; a damaged picture may say anything of itself.
  private static func whole(_ side: Double) -> String {
    Int(exactly: side.rounded(.up)).map(String.init) ?? "\(side)"
  }
}

extension RasterFormat {
  fileprivate var name: String { rawValue.uppercased() }
}

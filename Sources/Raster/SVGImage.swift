import CRaster

/// An SVG that librsvg has read; owns it.
@safe struct SVGImage: ~Copyable {
  /// How many pixels a browser takes for an inch.
  private static let resolution = 96.0
  /// `RSVG_HANDLE_FLAG_UNLIMITED`: what we drew ourselves may be as large as it is.
  private static let isUnlimited: Int32 = 1

  private let library: RasterLibrary
  private let pointer: OpaquePointer

  init(_ bytes: [UInt8], library: RasterLibrary) throws(RasterError) {
    self.library = library
    var error: UnsafeMutablePointer<raster_error>? = nil
    let svg = unsafe bytes.withUnsafeBytes { bytes -> OpaquePointer? in
      guard let stream = unsafe library.call.open_bytes(bytes.baseAddress, bytes.count, nil) else {
        return nil
      }
      defer { unsafe library.call.release(UnsafeMutableRawPointer(stream)) }
      return unsafe library.call.read_svg(stream, nil, Self.isUnlimited, nil, &error)
    }
    guard let svg = unsafe svg else { throw .unreadable(reason: unsafe library.words(takenFrom: error)) }
    unsafe pointer = svg
    unsafe library.call.set_resolution(svg, Self.resolution)
  }

  deinit { unsafe library.call.release(UnsafeMutableRawPointer(pointer)) }

  /// Its size in the pixels of a browser.
  func size() throws(RasterError) -> PictureSize {
    var (width, height) = (0.0, 0.0)
    let isKnown = unsafe library.call.find_size(pointer, &width, &height) != 0
    guard isKnown, width > 0, height > 0, width.isFinite, height.isFinite else { throw .noSize }
    return PictureSize(width, height)
  }

  /// Draws it onto a page from corner to corner.
  func draw(on page: borrowing Page, as format: RasterFormat) throws(RasterError) {
    let size = try size()
    let pen = unsafe library.call.make_pen(page.pointer)
    defer { unsafe library.call.free_pen(pen) }
    // A side in whole pixels may be a little longer; the picture is stretched by that, so that no edge stays bare.
    unsafe library.call.stretch(pen, page.size.width / size.width, page.size.height / size.height)
    var viewport = raster_rectangle(x: 0, y: 0, width: size.width, height: size.height)
    var error: UnsafeMutablePointer<raster_error>? = nil
    guard unsafe library.call.draw_svg(pointer, pen, &viewport, &error) != 0 else {
      throw .drawing(format, reason: unsafe library.words(takenFrom: error))
    }
  }
}

extension RasterLibrary {
  /// What an error of GLib says, in one line; the error is gone afterwards.
  fileprivate func words(takenFrom error: UnsafeMutablePointer<raster_error>?) -> String {
    guard let error = unsafe error else { return "no reason is known" }
    defer { unsafe call.free_error(error) }
    return unsafe String(cString: error.pointee.message).split(whereSeparator: \.isNewline).joined(
      separator: " ")
  }
}

import CRaster

/// What cairo draws on; owns it.
@safe struct Page: ~Copyable {
  /// `CAIRO_FORMAT_ARGB32`.
  private static let pixelFormat: Int32 = 0
  /// `CAIRO_PDF_METADATA_CREATE_DATE`.
  private static let creationDate: Int32 = 5

  let pointer: OpaquePointer
  let size: PictureSize
  private let library: RasterLibrary

  /// A page of pixels.
  init(ofPixels size: PictureSize, library: RasterLibrary) throws(RasterError) {
    unsafe pointer = try library.checked(
      library.call.make_image(Self.pixelFormat, Int32(size.width), Int32(size.height)), .png)
    self.size = size
    self.library = library
  }

  /// The page of a PDF that is written to a file, most of it when it is finished.
  ///
  /// - Parameter file: It has to stay where it is as long as the page lives.
  init(ofPDF size: PictureSize, file: UnsafeMutablePointer<[UInt8]>, library: RasterLibrary)
    throws(RasterError)
  {
    unsafe pointer = try library.checked(library.call.make_pdf(write, file, size.width, size.height), .pdf)
    self.size = size
    self.library = library
    // Equal pictures are to be equal bytes, whenever they were drawn.
    unsafe library.call.set_metadata(pointer, Self.creationDate, nil)
  }

  deinit { unsafe library.call.free_surface(pointer) }

  /// Writes all of a PDF that was not written before.
  func finish() throws(RasterError) {
    unsafe library.call.finish(pointer)
    try library.check(unsafe library.call.surface_status(pointer), .pdf)
  }

  /// The pixels as a PNG.
  func png() throws(RasterError) -> [UInt8] {
    var file: [UInt8] = []
    let status = unsafe withUnsafeMutablePointer(to: &file) {
      unsafe library.call.write_png(pointer, write, $0)
    }
    try library.check(status, .png)
    return file
  }
}

extension RasterLibrary {
  /// A page that cairo has made, unless it could not.
  fileprivate func checked(_ page: OpaquePointer?, _ format: RasterFormat) throws(RasterError)
    -> OpaquePointer
  {
    guard let page = unsafe page else { throw .drawing(format, reason: "there is no page") }
    let status = unsafe call.surface_status(page)
    if status != 0 { unsafe call.free_surface(page) }
    try check(status, format)
    return unsafe page
  }

  fileprivate func check(_ status: Int32, _ format: RasterFormat) throws(RasterError) {
    guard status != 0 else { return }
    let text = unsafe call.status_text(status).map { unsafe String(cString: $0) }
    throw .drawing(format, reason: text ?? "no reason is known")
  }
}

/// Adds what cairo writes to a file in memory.
private let write: raster_write = { file, bytes, count in
  guard let file = unsafe file?.assumingMemoryBound(to: [UInt8].self) else { return 1 }
  unsafe file.pointee.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
  return 0
}

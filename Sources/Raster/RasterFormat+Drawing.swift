extension RasterFormat {
  /// Draws an SVG as a file of this format, just as it looks on a light page.
  ///
  /// Equal SVGs give equal bytes on one machine. On another, fonts may be others, and a PDF names the version of cairo.
  /// The time grows with the SVG, and of a PNG with its pixels, each of which takes four bytes of memory.
  ///
  /// - Parameter scale: How many pixels of a PNG a browser's pixel is. A PDF has no pixels, and is as large as the SVG.
  /// - Throws: ``RasterError``, in particular `tooLarge` before anything is drawn, and `noLibrary`.
  public func draw(_ svg: [UInt8], scale: Double = 1) throws(RasterError) -> [UInt8] {
    try draw(svg, scale: scale, library: .shared())
  }

  func draw(_ svg: [UInt8], scale: Double, library: RasterLibrary) throws(RasterError) -> [UInt8] {
    let image = try SVGImage(svg, library: library)
    let natural = try image.size()
    let size = size(natural, scale: scale)
    try check(size, svg: natural)
    switch self {
    case .png:
      let page = try Page(ofPixels: size, library: library)
      try image.draw(on: page, as: self)
      return try page.png()
    case .pdf: return try Self.pdf(of: image, size, library: library)
    }
  }

  private static func pdf(of image: borrowing SVGImage, _ size: PictureSize, library: RasterLibrary)
    throws(RasterError) -> [UInt8]
  {
    let file = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    unsafe file.initialize(to: [])
    defer {
      unsafe file.deinitialize(count: 1)
      unsafe file.deallocate()
    }
    try unsafe write(image, size, to: file, library: library)
    return unsafe file.pointee
  }

  /// Writes a PDF. The page, which may write to the file until it is freed, is gone at the end of this.
  private static func write(
    _ image: borrowing SVGImage, _ size: PictureSize, to file: UnsafeMutablePointer<[UInt8]>,
    library: RasterLibrary
  ) throws(RasterError) {
    let page = try unsafe Page(ofPDF: size, file: file, library: library)
    try image.draw(on: page, as: .pdf)
    try page.finish()
  }
}

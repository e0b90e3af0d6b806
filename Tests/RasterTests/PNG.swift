import Foundation

/// The pixels of a PNG, read without the libraries that wrote it but zlib.
struct PNG {
  let width: Int
  let height: Int
  /// Red, green, blue and alpha of each pixel.
  private let bytes: [UInt8]

  subscript(x: Int, y: Int) -> [UInt8] { Array(bytes[(4 * (y * width + x))...].prefix(4)) }

  /// Reads what cairo writes: eight bits, colours with or without alpha, no interlacing.
  init?(_ file: [UInt8]) {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    var header: ArraySlice<UInt8> = []
    var data: [UInt8] = []
    var place = 8
    while place + 12 <= file.count {
      let count = Self.number(file[place..<(place + 4)])
      let content = file[(place + 8)..<(place + 8 + count)]
      switch String(decoding: file[(place + 4)..<(place + 8)], as: UTF8.self) {
      case "IHDR": header = content
      case "IDAT": data += content
      default: break
      }
      place += 12 + count
    }
    guard header.count == 13 else { return nil }
    let start = header.startIndex
    (width, height) = (
      Self.number(header[start..<(start + 4)]), Self.number(header[(start + 4)..<(start + 8)])
    )
    let depth = header[start + 9] == 6 ? 4 : 3
    guard header[start + 8] == 8, [2, 6].contains(header[start + 9]), header[start + 12] == 0,
      let rows = Self.inflated(data, count: height * (1 + depth * width))
    else { return nil }
    bytes = Self.pixels(rows, width: width, height: height, depth: depth)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private typealias Uncompress =
    @convention(c) (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt>, UnsafePointer<UInt8>, UInt) ->
    Int32

  private static func inflated(_ data: [UInt8], count: Int) -> [UInt8]? {
    let names = ["libz.so.1", "libz.dylib"]
    guard let zlib = unsafe names.lazy.compactMap({ unsafe dlopen($0, RTLD_NOW) }).first,
      let symbol = unsafe dlsym(zlib, "uncompress")
    else { return nil }
    var rows = [UInt8](repeating: 0, count: count)
    var found = UInt(count)
    let status = unsafe unsafeBitCast(symbol, to: Uncompress.self)(&rows, &found, data, UInt(data.count))
    return status == 0 && found == count ? rows : nil
  }

  /// Undoes the filter of each row.
  private static func pixels(_ rows: [UInt8], width: Int, height: Int, depth: Int) -> [UInt8] {
    let length = depth * width
    var before = [UInt8](repeating: 0, count: length)
    var pixels: [UInt8] = []
    for y in 0..<height {
      let filter = rows[y * (length + 1)]
      var row = Array(rows[(y * (length + 1) + 1)...].prefix(length))
      for x in 0..<length {
        let left = x < depth ? 0 : Int(row[x - depth])
        let (above, corner) = (Int(before[x]), x < depth ? 0 : Int(before[x - depth]))
        let guess = [0, left, above, (left + above) / 2, paeth(left, above, corner)][Int(filter)]
        row[x] = UInt8(truncatingIfNeeded: Int(row[x]) + guess)
      }
      for x in 0..<width { pixels += Array(row[(depth * x)...].prefix(depth)) + (depth == 3 ? [255] : []) }
      before = row
    }
    return pixels
  }

  private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> Int {
    let guess = left + above - corner
    let (a, b, c) = (abs(guess - left), abs(guess - above), abs(guess - corner))
    return a <= b && a <= c ? left : b <= c ? above : corner
  }
}

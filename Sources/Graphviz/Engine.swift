import CGraphviz
import Synchronization

/// Graphviz keeps global state and crashes when two tasks use it at once, so this lock owns all of it.
let engine = Mutex(Engine())

/// The contexts of Graphviz, made when first needed and kept for the life of the process.
struct Engine: ~Copyable {
  /// Draws SVG with the built-in font metrics: the same on every machine.
  private var plain: Context?
  /// Draws PNG and PDF, with the fonts of the machine.
  private var cairo: Context?

  /// The context that draws a format.
  mutating func withContext<Result>(
    for format: Format, _ body: (borrowing Context) throws(GraphvizError) -> Result
  ) throws(GraphvizError) -> Result {
    let locale = PlainLocale()
    defer { extendLifetime(locale) }
    if format.needsCairo {
      if cairo == nil { cairo = try Context([.core, .neatoLayout, .pango]) }
      return try body(cairo!)
    }
    if plain == nil { plain = try Context([.core, .dotLayout, .neatoLayout]) }
    return try body(plain!)
  }
}

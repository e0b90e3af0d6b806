import CGraphviz
import Synchronization

/// Graphviz keeps global state and crashes when two tasks use it at once, so this lock owns all of it.
let engine = Mutex(Engine())

/// The context of Graphviz, made when first needed and kept for the life of the process.
struct Engine: ~Copyable {
  /// Draws SVG with the built-in font metrics: the same on every machine.
  private var context: Context?

  mutating func withContext<Result>(
    _ body: (borrowing Context) throws(GraphvizError) -> Result
  ) throws(GraphvizError) -> Result {
    let locale = PlainLocale()
    defer { extendLifetime(locale) }
    if context == nil { context = try Context([.core, .dotLayout, .neatoLayout]) }
    return try body(context!)
  }
}

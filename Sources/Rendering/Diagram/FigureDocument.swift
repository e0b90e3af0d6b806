import Figures
import Graphviz

extension Palette {
  /// What turns a drawing in these colours into a finished SVG.
  ///
  /// - Parameter more: The colours that it has beside those of the palette.
  func document(
    _ key: FigureKey, title: String, description: String, more: [Color] = [], language: any Language
  ) -> SVGDocument {
    let prefix = key.word + "-"
    return SVGDocument(
      title: title, description: description, styleSheet: styleSheet(idPrefix: prefix, more: more),
      background: page?.light, idPrefix: prefix, language: language.code)
  }

  /// The dark page's colours in place of the light one's, for the figure of these ids alone.
  func styleSheet(idPrefix: String, more: [Color] = []) -> String {
    let colors = (inks.map { self[$0] } + (page.map { [$0] } ?? []) + more).map {
      (from: $0.light, to: $0.dark)
    }
    return "@media (prefers-color-scheme: dark) {\n"
      + SVGDocument.recoloring(colors, idPrefix: idPrefix) + "\n}"
  }
}

extension Palette {
  /// The colours that all figures of circuits have.
  fileprivate var inks: [Ink] {
    [
      .ink, .value, .gradient, .gateFill, .gateLine, .activeFill, .activeLine, .frameFill, .frameLine,
    ]
  }

  /// What Graphviz is to lay under a drawing.
  var background: String { page?.light ?? "transparent" }
}

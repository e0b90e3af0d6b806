import Rendering
import TraceModel

extension Trace {
  /// The trace with what a fence says of its arrays: the size of the pictures that their rows are.
  ///
  /// Arrays whose columns or matrices are pictures have no place for that in a trace.
  func telling(_ requests: [ImageRequest]) -> Trace {
    let sizes = requests.filter { $0.size != nil }
    if sizes.isEmpty { return self }
    var builder = TraceBuilder(self)
    for node in nodes {
      guard let request = sizes.last(where: { $0.name == node.name?.text }), let size = request.size,
        node.shape.last == size.height * size.width
      else { continue }
      var details = node.details
      details.picture = PictureShape(height: size.height, width: size.width)
      builder.set(details: details, of: node.id)
    }
    return builder.trace
  }
}

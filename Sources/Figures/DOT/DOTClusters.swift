import DOT

/// The frames of a figure as clusters. The pieces of a frame that goes on in another row are one.
struct DOTClusters {
  private struct Cluster {
    var frame: ShapeID
    var title: String
    var pieces: [Box]
    var parent: Int?
    var elements: [Graph.Element] = []
  }

  private var clusters: [Cluster] = []
  private var loose: [Graph.Element] = []

  init(_ figure: Figure) {
    for shape in figure.shapes {
      guard case .frame(let frame) = shape.form else { continue }
      if let known = clusters.firstIndex(where: { $0.frame.number == shape.id.number }) {
        clusters[known].pieces.append(frame.box)
      } else {
        let parent = home(of: frame.box.center)
        clusters.append(Cluster(frame: shape.id, title: frame.title, pieces: [frame.box], parent: parent))
      }
    }
  }

  /// The innermost frame around a place: inner ones stand behind outer ones.
  private func home(of place: Point) -> Int? {
    clusters.indices.last { clusters[$0].pieces.contains { $0.contains(place) } }
  }

  mutating func add(_ element: Graph.Element, at place: Point) {
    if let home = home(of: place) {
      clusters[home].elements.append(element)
    } else {
      loose.append(element)
    }
  }

  /// The clusters in each other, behind what is in none.
  ///
  /// - Parameter attributes: How the cluster of a frame looks, by its title and its pieces.
  func elements(_ attributes: (ShapeID, String, [Box]) -> Attributes) -> [Graph.Element] {
    var clusters = clusters
    var elements = loose
    for index in clusters.indices.reversed() where !clusters[index].elements.isEmpty {
      let cluster = clusters[index]
      let drawn = Graph.Element.subgraph(
        Graph.Subgraph(
          cluster.frame.text, isCluster: true,
          attributes: attributes(cluster.frame, cluster.title, cluster.pieces), elements: cluster.elements))
      if let parent = cluster.parent {
        clusters[parent].elements.append(drawn)
      } else {
        elements.append(drawn)
      }
    }
    return elements
  }
}

/// The places of a circuit's gates, wires and numbers.
///
/// The layout knows no trace and no font: it works on a ``Problem``, whose lengths are whole units of its medium (tenths
/// of a pixel on a page, characters and rows in a terminal), and makes a ``Placement``. Equal problems have equal
/// placements. The algorithm is told in ``place(_:)``.
public enum CircuitLayout {
  /// How wide and high something is, in units of the medium.
  public struct Size: Hashable, Sendable {
    public var width: Int
    public var height: Int

    public init(_ width: Int, _ height: Int) {
      self.width = width
      self.height = height
    }

    public static let zero = Size(0, 0)
  }

  /// A place; y grows downwards.
  public struct Point: Hashable, Sendable {
    public var x: Int
    public var y: Int

    public init(_ x: Int, _ y: Int) {
      self.x = x
      self.y = y
    }
  }

  public struct Rect: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }

    public var right: Int { x + width }
    public var bottom: Int { y + height }
    public var middle: Point { Point(x + width / 2, y + height / 2) }
  }
}

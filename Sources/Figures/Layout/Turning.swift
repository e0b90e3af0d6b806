extension CircuitLayout {
  /// Finds the places of a problem whose circuit runs downwards: those of the same circuit to the right, with *x* and *y*
  /// exchanged. The width of the medium is no bound then.
  public static func placeTurned(_ problem: Problem) -> Placement {
    var turned = problem.turned
    turned.width = nil
    return place(turned).turned
  }
}

extension CircuitLayout.Size {
  var turned: Self { Self(height, width) }
}

extension CircuitLayout.Point {
  var turned: Self { Self(y, x) }
}

extension CircuitLayout.Rect {
  var turned: Self { Self(x: y, y: x, width: height, height: width) }
}

extension CircuitLayout.Placement {
  /// With what runs to the right running down.
  var turned: Self {
    var turned = self
    turned.size = size.turned
    turned.boxes = boxes.map { $0?.turned }
    turned.bands = bands.map(\.turned)
    for index in nets.indices {
      turned.nets[index].trunk = nets[index].trunk.map(\.turned)
      turned.nets[index].dots = nets[index].dots.map(\.turned)
      turned.nets[index].bridges = nets[index].bridges.map(\.turned)
      turned.nets[index].flag = nets[index].flag?.turned
    }
    for index in branches.indices { turned.branches[index].path = branches[index].path.map(\.turned) }
    for index in slots.indices { turned.slots[index].rect = slots[index].rect.turned }
    for index in frames.indices { turned.frames[index].rect = frames[index].rect.turned }
    return turned
  }
}

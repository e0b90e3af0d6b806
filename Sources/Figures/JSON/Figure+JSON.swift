extension Figure {
  /// The figure, and the faces of its steps if there are any, as JSON; `docs/figures.md` specifies it.
  package func json(_ faces: Faces? = nil) -> [UInt8] {
    var json = JSONBuffer()
    json.object { json in
      json.add("format", "gradwalk-figure")
      json.add("version", 1)
      json.add("key", key.word)
      json.add("width", width)
      json.add("height", height)
      if captionHeight > 0 { json.add("captionHeight", captionHeight) }
      if captionWidth > width { json.add("captionWidth", captionWidth) }
      if let captionPlace { json.add("caption", [captionPlace]) }
      json.list("shapes") { list in
        for shape in shapes { list.object { shape.write(to: &$0) } }
      }
      json.list("slots") { list in
        for shape in shapes {
          for slot in shape.slots { list.object { slots[slot].write(to: &$0, shape: shape.id) } }
        }
      }
      if let faces {
        json.object("first") { write(faces.first, to: &$0) }
        json.list("changes") { list in
          for change in faces.changes { list.object { write(change, to: &$0) } }
        }
      }
    }
    return json.bytes
  }

  private func write(_ face: Face, to json: inout JSONBuffer) {
    json.add("step", face.step)
    json.list("scales") { list in
      for scale in face.scales {
        list.list { list in for reference in scale { list.add(nil, reference.text) } }
      }
    }
    json.object("slots") { object in
      for (slot, content) in zip(slots, face.contents) {
        if let content { object.object(named: slot.id.text) { content.write(to: &$0) } }
      }
    }
    json.object("looks") { object in
      for (shape, look) in zip(shapes, face.looks) where look != Face.Look() {
        object.object(named: shape.id.text) { look.write(to: &$0) }
      }
    }
  }

  private func write(_ change: FaceChange, to json: inout JSONBuffer) {
    json.list("steps") { list in
      list.add(nil, change.before)
      list.add(nil, change.after)
    }
    json.object("slots") { object in
      for part in change.contents {
        object.list(named: slots[part.index].id.text) { list in
          for content in [part.before, part.after] {
            if let content { list.object { content.write(to: &$0) } } else { list.addNull() }
          }
        }
      }
    }
    json.object("looks") { object in
      for part in change.looks {
        object.list(named: shapes[part.index].id.text) { list in
          for look in [part.before, part.after] { list.object { look.write(to: &$0) } }
        }
      }
    }
  }
}

extension Face.Content {
  fileprivate func write(to json: inout JSONBuffer) {
    json.add("state", state.rawValue)
    if let shown { json.add("shown", shown.text) }
    if let next { json.add("next", next.text) }
    if let words { json.add("words", words) }
    if let remark { json.add("remark", remark) }
    if isMarked { json.add("marked", true) }
  }
}

extension Face.Look {
  fileprivate func write(to json: inout JSONBuffer) {
    json.add("progress", progress.rawValue)
    if let mark { json.add("mark", mark.rawValue) }
  }
}

extension Slot {
  fileprivate func write(to json: inout JSONBuffer, shape: ShapeID) {
    json.add("id", id.text)
    json.add("shape", shape.text)
    json.add("x", place.x)
    json.add("y", place.y)
    json.add("anchor", anchor.rawValue)
    json.add("width", width)
    json.add("height", height)
    json.add("fontSize", fontSize)
    json.add("ink", ink.name)
    if lift != 0 { json.add("lift", lift) }
    if let digits { json.add("digits", digits) }
  }
}

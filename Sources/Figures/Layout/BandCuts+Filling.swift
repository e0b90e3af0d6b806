extension BandCuts {
  /// Fills one band after the other with as many columns as fit, but for the last few where less frames are cut before
  /// them.
  func filled() -> [BandLayout] {
    var layouts: [BandLayout] = []
    var start = 0
    // How much wider the band before came out than its columns are in one band: by its stubs.
    var more = 0
    while start < columns.count {
      var most = start + 1
      while most < columns.count, starts[most + 1] - starts[start] + more <= width { most += 1 }
      while true {
        let end = end(of: start, most: most)
        let layout = layout(start..<end)
        let found = layout.gaps(spare: 0).width
        guard found > width, end > start + 1 else {
          layouts.append(layout)
          more = found - (starts[end] - starts[start])
          start = end
          break
        }
        most = max(start + 1, min(end - 1, start + (end - start) * width / found))
      }
    }
    return layouts
  }

  /// Where a band ends that has room for columns up to the given one.
  private func end(of start: Int, most: Int) -> Int {
    var best = most
    for end in stride(from: most, to: start + (most - start) / 2, by: -1)
    where framesCut[end] < framesCut[best] {
      best = end
    }
    return best
  }
}

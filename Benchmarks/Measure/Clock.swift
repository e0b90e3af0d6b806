/// The median time of several runs, in milliseconds.
func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<runs {
    let time = try ContinuousClock().measure(body)
    times.append(Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) * 1e-15)
  }
  return times.sorted()[runs / 2]
}

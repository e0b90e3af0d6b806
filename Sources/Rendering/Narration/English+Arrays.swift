extension English {
  /// What a gate that works on arrays says on its way back, and what is said around it.
  func text(_ sentence: Sentence.OfArrays) -> String {
    switch sentence {
    case .forward(let forward): text(forward)
    case .stretched(let name, let from, let to, let uses):
      "\(name), of shape \(from), is stretched to \(to): each of its elements is used \(times(uses))."
    case .rounded(let differing, let count):
      differing == count
        ? "All is computed in full and rounded only to be shown, so the rounded numbers do not quite give the result."
        : "All is computed in full and rounded only to be shown: \(differing) of the \(count) results \(differing == 1 ? "is not what" : "are not what") the rounded numbers give."
    case .bars(let name, let gradient): "A bar is short for a gradient: \(name) = \(gradient)."
    case .seed(let output):
      "Backpropagation starts at \(output) with the gradient that the program gave, a number for each element."
    case .distributes: "The add gate passes the upstream gradient unchanged to both inputs."
    case .shifts(let isAdded):
      "\(isAdded ? "Adding" : "Subtracting") a constant shifts every element and leaves every slope alone: the upstream gradient passes unchanged."
    case .subtracts(let first, let second):
      "\(first) gets the upstream gradient as it is; \(second), which is subtracted, gets it with its sign turned."
    case .negates: "The input is subtracted, so the upstream gradient passes with its sign turned."
    case .switches:
      "Each input gets the upstream gradient times the other input's value, element by element."
    case .squares(let input):
      "Both inputs are \(input), so it gets the upstream gradient times its own value twice, element by element."
    case .scales(let factor):
      "The slope of a product with the constant \(factor) is that constant, for every element."
    case .masks:
      "The slope of a product with a constant array is that array: each element of the upstream gradient is multiplied by its own factor."
    case .divides(let divisor): "Dividing by \(divisor) divides every element of the gradient as well."
    case .quotient(let numerator, let denominator):
      "\(numerator), on top, gets the upstream gradient divided by \(denominator), element by element; \(denominator), below, gets it times −\(numerator)/\(denominator)²."
    case .ownOutput(let gate):
      "The slope of \(gate) is its own output: each element of the upstream gradient is multiplied by its element of the output."
    case .sigmoid:
      "The output alone gives the slope for each element, y × (1 − y), and the upstream gradient is multiplied by it, element by element."
    case .slope(let gate, let slope):
      "The slope of \(gate.ofX) is \(slope), element by element: each element of the upstream gradient is multiplied by its own slope."
    case .slopes(let gate):
      "Each input of \(gate) gets the upstream gradient times its own slope, element by element."
    case .letsThrough(let gate, let open, let count):
      if open == count {
        "Every element of the input of \(gate) was above 0, so the whole upstream gradient passes unchanged."
      } else if open == 0 {
        "No element of the input of \(gate) was above 0, so the gate is shut everywhere and no gradient passes."
      } else {
        "\(gate) lets the upstream gradient through where its input was above 0 (\(open) of \(count) elements) and stops it elsewhere."
      }
    case .picks(let first, let second, let toFirst, let ties, let count, let isLarger):
      picks(first, second, toFirst, ties, count, isLarger ? "larger" : "smaller")
    case .clips(let constant, let open, let ties, let count, let isLarger):
      "The upstream gradient passes where the input was \(isLarger ? "above" : "below") \(constant) (\(open) of \(count) elements); where the constant went on instead, the input gets 0."
        + (ties == 0
          ? ""
          : " Where both are equal (\(ties == 1 ? "one element" : "\(ties) elements")), half of it passes.")
    case .summed(let name, nil, let count):
      "\(name) is one number that was used for all \(count) elements, so it gets the sum over them."
    case .summed(let name, let axes?, _):
      axes.count == 1
        ? "\(name) was stretched along axis \(axes[0]), so it gets the sum along that axis."
        : "\(name) was stretched along the axes \(list(axes.map(String.init))), so it gets the sum along them."
    case .factors(let equations):
      "Each factor gets the upstream gradient times the other factor, transposed so that the shapes fit: \(equations.joined(separator: ", "))."
    case .factor(let name, let equation):
      "\(name) gets the upstream gradient times the other factor, transposed so that the shapes fit: \(equation)."
    case .dot(let upstream, let names):
      names.count == 1
        ? "\(names[0]) gets the upstream gradient (\(upstream)) times the other vector."
        : "Each vector gets the upstream gradient (\(upstream)) times the other vector."
    case .outer(let first, let second):
      "Each element of \(first) met every element of \(second): it gets the upstream gradients of its row, each times the element it met, and the columns do the same for \(second)."
    case .filter(let input?, let filter?):
      "Each number of \(filter) gets the sum of what was under it, each times the upstream gradient of that place; each number of \(input) gets the sum over the places whose window it was in."
    case .filter(_, let filter?):
      "Each number of \(filter) gets the sum of what was under it, each times the upstream gradient of that place."
    case .filter(let input, nil):
      "Each number of \(input ?? "the input") gets the sum over the places whose window it was in, each upstream gradient times the number of the filter that lay on it."
    case .spreads(let upstream?, 1):
      "The one element was the sum, so it gets the upstream gradient (\(upstream)) unchanged."
    case .spreads(let upstream?, let count):
      "Each of the \(count) elements was added once, with the slope 1, so each gets the same upstream gradient: \(upstream)."
    case .spreads(nil, _): "Each element gets the upstream gradient of the sum that it was added to."
    case .shares(let upstream?, let count, let downstream?):
      "The mean divides by \(count), so each element gets the upstream gradient divided by \(count): \(upstream)/\(count) = \(downstream)."
    case .shares(_, let count, _):
      "The mean divides by \(count), so each element gets the upstream gradient of its mean, divided by \(count)."
    case .routes(let upstream, let place, let ties, let isLarger):
      routes(upstream, place, ties, isLarger ? "largest" : "smallest")
    case .others:
      "The slope of a product by one of its factors is the product of the others."
    case .softmax:
      "The outputs share a sum of 1, so raising one input lowers the other outputs: each output is multiplied by its upstream gradient less the average of all of them, weighted by the outputs."
    case .logsumexp:
      "The slopes of logsumexp are the softmax of its input: they sum to 1 and share the upstream gradient out."
    case .norm(_, let output, true):
      "Where \(output) is 0 there is no direction to grow in, and the gate passes 0."
    case .norm(let input, let output, false):
      "A vector grows fastest along itself: the slopes of its length are \(input)/\(output), a vector of length 1."
    case .scatters(let symbol, let picked, let count, let isRepeated):
      isRepeated
        ? "The gradient goes back to the places that \(symbol) read; an element that was read several times gets the sum, one that was not read gets 0."
        : "The gradient goes back to the \(picked == 1 ? "place" : "\(picked) places") that \(symbol) read; \(rest(count - picked))."
    case .returns(let symbol):
      "\(symbol) took every element once and changed none, so each gradient goes back to where its element came from."
    case .addsCopies(let symbol, let copies):
      copies.map { "\(symbol) used every element \(times($0)), so each gets the sum over its copies." }
        ?? "\(symbol) used elements several times; each gets the sum over its copies."
    case .transposes: "Each gradient goes back to where its element came from: the gradient is transposed."
    case .reshapes(let shape):
      "The numbers stay the same; the gradient gets the shape of the input again, \(shape)."
    case .unstacks(let count):
      count == 1
        ? "The input gets its own part of the upstream gradient."
        : "Each input gets its own part of the upstream gradient."
    case .selects(let first?, let second?, let toFirst, let count):
      "The mask sends each element of the upstream gradient to the input it came from: \(toFirst) of \(count) to \(first), the others to \(second)."
    case .selects(let first, let second, let toFirst, let count):
      "\(first ?? second ?? "The input") gets the upstream gradient at its own places (\(first == nil ? count - toFirst : toFirst) of \(count)) and 0 at the others."
    case .replaces(let first?, let second?, _):
      "What was replaced no longer matters: there \(first) gets 0, and \(second) gets the upstream gradient of those places."
    case .replaces(let first?, nil, let replaced):
      "What was replaced no longer matters: \(first) gets 0 at \(replaced == 1 ? "that place" : "those \(replaced) places") and the upstream gradient elsewhere."
    case .replaces(nil, let second, _):
      "\(second ?? "The input") gets the upstream gradient of the places where it was put."
    case .crops: "The gradient of the border goes nowhere; what is inside it goes back unchanged."
    case .pools(let hasTies):
      "From each window the whole gradient goes to the element that was the largest in it; all others get 0."
        + (hasTies ? Self.tiesShare : "")
    case .rule(let gate):
      "\(gate) forms what each input gets by its own rule, without ever writing down the Jacobian."
    case .fork(let name, let branches):
      "\(name) is used \(times(branches)), so the gradients of its branches add, element by element."
    case .carried(let name):
      "\(name) still holds its gradient from before this backward pass, and the new one is added to it, element by element."
    case .group(let name):
      "Seen from outside, \(name) is one gate: each input gets what the gates inside pass back to it, summed over the paths."
    case .descends(let name, let largest, let isAscent, true):
      "\(name) steps \(isAscent ? "along" : "against") its gradient, element by element; the largest change is \(largest)."
    case .descends(let name, let largest, let isAscent, false):
      "\(name) steps \(isAscent ? "along" : "against") all the gradient that it holds, that of earlier backward passes included, element by element; the largest change is \(largest)."
    case .moves(let name, let statement, let largest):
      "`\(statement)` moves \(name), element by element; the largest change is \(largest)."
    }
  }

  private static let tiesShare = " Where several are equal, they share it."

  private func rest(_ count: Int) -> String {
    count == 0
      ? "no element was left out"
      : count == 1 ? "the other element gets 0" : "the other \(count) elements get 0"
  }

  private func picks(
    _ first: String, _ second: String, _ toFirst: Int, _ ties: Int, _ count: Int, _ word: String
  ) -> String {
    let shared =
      ties == 0
      ? "" : " Where both are equal (\(ties == 1 ? "one element" : "\(ties) elements")), they share it."
    return
      "Each element of the upstream gradient goes to the input that was \(word) there: \(toFirst) of \(count) to \(first), \(count - toFirst - ties) to \(second).\(shared)"
  }

  private func routes(_ upstream: String?, _ place: String?, _ ties: Int, _ word: String) -> String {
    guard let upstream else {
      return "From each group the whole gradient goes to its \(word) element; all others get 0."
        + (ties > 1 ? Self.tiesShare : "")
    }
    guard let place else {
      return
        "\(ties) elements are equally \(word == "largest" ? "large" : "small"), so they share the upstream gradient (\(upstream)); all others get 0."
    }
    return "The whole gradient (\(upstream)) goes to the \(word) element, \(place); all others get 0."
  }

  /// What a gate that works on arrays says when it has run.
  private func text(_ forward: Sentence.OfArrays.Forward) -> String {
    arrangement(forward) ?? reduction(forward) ?? elementwise(forward)
  }

  /// Products of arrays, and gates that put elements elsewhere.
  private func arrangement(_ forward: Sentence.OfArrays.Forward) -> String? {
    let (first, second) = (forward.inputs.first ?? "", forward.inputs.last ?? "")
    switch forward.gate {
    case "matmul" where forward.axes == [1, 1]:
      return
        "The elements are multiplied in pairs and the products added up. The gate remembers both vectors: each will be the slope of the other."
    case "matmul":
      let other = forward.axes.last == 1 ? "with the vector" : "with a column of the right factor"
      let row = forward.axes.first == 1 ? "the vector on the left" : "a row of the left factor"
      return
        "Each element of \(forward.output) is \(row) multiplied \(other), element by element, and added up. The gate remembers both factors: each will be needed for the gradient of the other."
    case "outer":
      return
        "Each element of \(first) is multiplied by every element of \(second). The gate remembers both: each will be needed for the gradient of the other."
    case "conv2d":
      return
        "The filter slides over the input; each element of \(forward.output) is the sum of the products of the filter with what lies under it. The gate remembers both."
    case "max_pool2d":
      return
        "Of each window the largest element goes on (\(forward.made) of \(forward.read)); the gate remembers which that was."
    case "transpose": return "Rows become columns. Nothing has to be remembered."
    case "reshape":
      return
        "The same \(forward.read) numbers, in the shape \(forward.outputShape) instead of \(forward.inputShape), which the gate remembers."
    case "index" where forward.isRepeating:
      return
        "\(forward.symbol) makes \(forward.made) elements of \(forward.read), some of them used several times; the gate remembers which."
    case "index" where forward.made == forward.read:
      return "\(forward.symbol) takes every element once; the gate remembers where each came from."
    case "index":
      return
        "\(forward.symbol) reads \(forward.made) of \(forward.read) elements; the gate remembers which."
    case "stack", "concatenate":
      return
        "The inputs become one array of the shape \(forward.outputShape). The gate remembers which part came from which input."
    case "where":
      return
        "Where the mask holds (\(forward.chosen) of \(forward.made) elements) the element comes from the first choice, elsewhere from the second. The gate remembers the mask."
    case "assign":
      return
        "\(forward.chosen) of \(forward.made) elements \(forward.chosen == 1 ? "is" : "are") replaced, the others stay; the gate remembers which."
    case "pad":
      return
        "A border is put around the elements: \(forward.inputShape) becomes \(forward.outputShape). The gate remembers how wide it is."
    default: return nil
    }
  }

  /// Gates that make few numbers of many.
  private func reduction(_ forward: Sentence.OfArrays.Forward) -> String? {
    let along = forward.along.map { axes in
      axes.count == 1 ? " along axis \(axes[0])" : " along the axes \(list(axes.map(String.init)))"
    }
    switch forward.gate {
    case "sum":
      return along.map {
        "The elements are added up\($0). Only the shape has to be remembered: every slope is 1."
      }
        ?? (forward.read == 1
          ? "There is one element, which is the sum: its slope is 1."
          : "All \(forward.read) elements are added up. Only their number has to be remembered: every slope is 1.")
    case "mean":
      let count = forward.read / max(1, forward.made)
      return along.map { "The elements are averaged\($0). Every slope is 1/\(count)." }
        ?? (count == 1
          ? "There is one element, which is the mean: its slope is 1."
          : "The \(count) elements are added up and divided by their number. Every slope is 1/\(count).")
    case "largest", "smallest":
      let word = forward.gate
      return along.map { "The \(word) element\($0) goes on; the gate remembers which that was." }
        ?? "The \(word) of the \(forward.read) elements goes on; the gate remembers which that was."
    case "softmax":
      return
        "Exponentials, divided by their sum: positive numbers that add up to 1\(along ?? ""). The gate remembers its output, which alone gives the slopes."
    case "product":
      return along.map {
        "The elements are multiplied\($0). The gate remembers them: they will make the slopes."
      }
        ?? "All \(forward.read) elements are multiplied. The gate remembers them: they will make the slopes."
    case "logsumexp":
      return
        "The logarithm of the summed exponentials\(along ?? ""), a smooth maximum. The gate remembers its input: the softmax of it will be the slopes."
    case "norm":
      return
        "The root of the sum of the squares\(along ?? ""): the length. The gate remembers its input and its output."
    default: return nil
    }
  }

  /// Gates that work on each element by itself.
  private func elementwise(_ forward: Sentence.OfArrays.Forward) -> String {
    switch (forward.gate, forward.constant) {
    case ("add", nil):
      return "The gate adds element by element. It need not remember its inputs: every slope is 1."
    case ("add", _?) where forward.hasConstantArray:
      return "A constant array is added, element by element; every slope is 1 whatever the input."
    case ("add", let constant?):
      return "\(constant) is added to every element; the slope is 1 whatever the input."
    case ("subtract", _):
      return
        "The gate subtracts element by element. It need not remember its inputs: every slope is 1 or −1."
    case ("multiply", nil):
      return
        "The gate multiplies element by element and remembers both inputs: each will be the slope of the other."
    case ("multiply", _?) where forward.hasConstantArray:
      return "A constant array stays inside the gate: each of its elements will be a slope."
    case ("multiply", let constant?):
      return "The factor \(constant) stays inside the gate: it will be the slope for each element."
    case ("divide", _?) where forward.slopes == .nothing && forward.hasConstantArray:
      return "A constant array stays inside the gate: 1 over each of its elements will be a slope."
    case ("divide", let constant?) where forward.slopes == .nothing:
      return
        "The divisor \(constant) stays inside the gate: 1/\(constant.hasPrefix("−") ? "(\(constant))" : constant) will be the slope for each element."
    case ("divide", nil):
      return "The gate divides element by element and remembers both inputs: the slopes are made of them."
    case ("exp", _), ("sqrt", _):
      return
        "\(forward.symbol) works on each element by itself and remembers its output: the slope for each element follows from it."
    case ("sigmoid", _):
      return
        "The sigmoid squashes each element into the range from 0 to 1 and remembers its output, which alone gives the slopes."
    case ("tanh", _):
      return
        "tanh squashes each element into the range from −1 to 1 and remembers its output, which alone gives the slopes."
    case ("abs", _):
      return "The gate remembers the sign of each element: it will be the slope."
    case ("max", nil), ("min", nil):
      return
        "Of each pair of elements the \(forward.gate == "max" ? "larger" : "smaller") goes on; the gate remembers which that was."
    case ("max", let constant?), ("min", let constant?):
      return
        "Each element is compared with \(constant), and the \(forward.gate == "max" ? "larger" : "smaller") of both goes on; the gate remembers which that was."
    case ("relu", _), ("max with 0", _): return gateOf(forward.chosen, forward.made)
    case ("leaky relu", _), ("elu", _):
      return
        "Elements above 0 come through as they are (\(forward.chosen) of \(forward.made)), the others are damped. The gate remembers which is which."
    case ("floor divide", _):
      return
        "Rounding down makes steps: between them the values do not change, so the slope is 0 everywhere."
    case (_, nil) where forward.inputs.count == 2 && forward.slopes == .inputs:
      return
        "\(forward.symbol) works on each pair of elements by itself and remembers both inputs: the slopes depend on them."
    default: return elementwise(forward.symbol, forward.slopes)
    }
  }

  private func elementwise(_ symbol: String, _ slopes: Sentence.SlopeNeed) -> String {
    switch slopes {
    case .nothing:
      "\(symbol) works on each element by itself. Its slope is the same whatever the input, so nothing has to be remembered."
    case .output:
      "\(symbol) works on each element by itself and remembers its output: the slope for each element follows from it."
    case .inputs:
      "\(symbol) works on each element by itself and remembers its input: the slope for each element depends on it."
    }
  }

  private func gateOf(_ open: Int, _ count: Int) -> String {
    if open == count { return "All \(count) elements are above 0 and come through as they are." }
    if open == 0 { return "No element is above 0, so all \(count) become 0; the gate remembers that." }
    return open == 1
      ? "1 of \(count) elements is above 0 and comes through as it is, the others become 0. The gate remembers which."
      : "\(open) of \(count) elements are above 0 and come through as they are, the others become 0. The gate remembers which."
  }
}

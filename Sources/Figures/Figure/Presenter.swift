import Numbers

/// Looks up what a face refers to and writes it: into the room of a slot, in a shorter form where it is too wide.
package struct Presenter<Source: FigureNumbers> {
  let numbers: Source
  private let step: Int
  /// The finite numbers of each scale.
  let ranges: [NumberRange?]

  package init(_ numbers: Source, face: Face?) {
    self.numbers = numbers
    let step = face?.step ?? 0
    self.step = step
    ranges =
      face?.scales.map { scale in
        NumberRange(scale.flatMap { numbers.tensor($0, at: step)?.elements ?? [] })
      } ?? []
  }

  func tensor(_ reference: Reference?) -> Tensor? {
    reference.flatMap { numbers.tensor($0, at: step) }
  }

  /// A single number; of slopes the one that all elements have.
  func number(_ reference: Reference?) -> Double? {
    guard let tensor = tensor(reference) else { return nil }
    return tensor.scalar ?? (reference?.quantity == .local ? tensor.sharedNumber : nil)
  }

  func range(_ scale: Int) -> NumberRange? { ranges.indices.contains(scale) ? ranges[scale] : nil }

  /// The number of a reference as text of at most a width; nil where it is not known.
  func text(_ reference: Reference?, in slot: Slot, width: Double, isBold: Bool) -> String? {
    guard let number = number(reference) else {
      return tensor(reference).flatMap { numbers.format.range($0.elements) }
    }
    let isFactor = reference?.quantity == .local
    var digits = slot.digits ?? numbers.format.digits
    if !number.isFinite, !isFactor {
      return [numbers.format.text(number), numbers.fault].filter { !$0.isEmpty }.joined(separator: " ")
    }
    var shown = Self.text(number, isFactor: isFactor, NumberFormat(digits: digits))
    while TextWidth.points(shown, size: slot.fontSize, isBold: isBold) > width, digits > 0 {
      digits -= 1
      shown = Self.text(number, isFactor: isFactor, NumberFormat(digits: digits))
    }
    return shown
  }

  /// What stands in a slot: words, or the number in so many digits as there is room for; nil where nothing is known.
  func text(of content: Face.Content, in slot: Slot) -> String? {
    if let words = content.words { return words }
    let isBold = content.isBold(in: slot)
    let ring = content.state == .accumulating ? 16.0 : 0
    let remark = content.remark.map { " " + $0 } ?? ""
    let room = slot.width - ring - TextWidth.points(remark, size: slot.fontSize, isBold: isBold)
    return text(content.shown, in: slot, width: room, isBold: isBold).map { $0 + remark }
  }

  private static func text(_ number: Double, isFactor: Bool, _ format: NumberFormat) -> String {
    isFactor ? format.factorText(number) : format.text(number)
  }
}

/// How a neuron looks whose number is known or not.
package struct NeuronLook: Equatable, Sendable {
  package var isKnown: Bool
  package var fill: Ink
  package var text: String
  package var ink: Ink
}

/// How a line looks: dashed below zero, thin at zero, dotted where its number is not known or has no gradient.
package struct WeightLook: Equatable, Sendable {
  package enum Dash: Equatable, Sendable {
    case none
    case dashed
    case dotted
  }

  package var ink: Ink
  package var width: Double
  package var dash: Dash
}

extension Presenter {
  package func look(of neuron: NeuronForm, _ content: Face.Content?, in slot: Slot) -> NeuronLook {
    guard let number = number(content?.shown) else {
      let text = content.map { $0.state == .noPath ? "—" : "◦" } ?? ""
      return NeuronLook(isKnown: false, fill: .frameFill, text: text, ink: .ink)
    }
    guard let shade = NetworkScale(range(neuron.scale)).shade(number) else {
      return NeuronLook(isKnown: true, fill: .fault, text: "⚠", ink: .onDeep)
    }
    let text = NumberFormat(digits: slot.digits ?? numbers.format.digits).text(number)
    let fits = TextWidth.points(text, size: slot.fontSize) <= slot.width
    // A number that finds no room in its circle is told by its sign.
    return NeuronLook(
      isKnown: true, fill: .shade(shade), text: fits ? text : number < 0 ? "−" : "+",
      ink: .text(onShade: shade))
  }

  package func look(of weight: WeightForm, _ content: Face.Content?) -> WeightLook {
    guard let number = number(content?.shown) else {
      return WeightLook(ink: .frameLine, width: NetworkScale.thinnest, dash: .dotted)
    }
    if number == 0 { return WeightLook(ink: .frameLine, width: NetworkScale.thinnest, dash: .none) }
    let scale = NetworkScale(range(weight.scale))
    return WeightLook(
      ink: scale.lineShade(number).map(Ink.shade) ?? .fault, width: scale.lineWidth(number),
      dash: number < 0 ? .dashed : .none)
  }
}

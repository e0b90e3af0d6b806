import Figures
import Foundation
import Language
import Script
import Testing
import TraceModel

/// The circuits that lecturers draw and a few that are too large for a page, as programs in `Fixtures`.
enum GivenCircuit: String, CaseIterable, CustomTestStringConvertible {
  case attentionHead = "attention-head"
  case batchNorm = "batch-norm"
  case chainOf40 = "chain-of-40"
  case lineThrough80Points = "line-through-80-points"
  case longNames = "four-names-that-are-long"
  case lstmCell = "lstm-cell"
  case net = "net-2-3-1"
  case netOf1000Gates = "net-of-1000-gates"
  case recurrent = "recurrent-25-steps"
  case softmaxCrossEntropy = "softmax-cross-entropy"
  case sumOf20 = "sum-of-20"
  case thirtyGates = "thirty-gates"
  case twelveUses = "one-input-twelve-uses"
  case attentionOfScalars = "attention-of-scalars"
  case autoencoder = "autoencoder"
  case convolution = "convolution"
  case crossEntropyOfLogits = "cross-entropy-of-logits"
  case gatedUnit = "gated-unit"
  case layerNorm = "layer-norm"
  case logisticLoss = "logistic-loss"
  case neuronsAsFunctions = "neurons-as-functions"
  case residualBlock = "residual-block"
  case sigmoidNeuron = "sigmoid-neuron"
  case stagedExpression = "staged-expression"
  case twoSteps = "two-steps-of-a-recurrent-cell"
  case twoValuedCalls = "calls-that-give-two-values"
  case twoCarried = "turns-that-carry-two-values"

  var testDescription: String { rawValue }

  /// The traces, each made once: the larger programs take seconds in a debug build.
  private static let traces: [GivenCircuit: Trace] = {
    var traces: [GivenCircuit: Trace] = [:]
    for circuit in allCases { traces[circuit] = try? circuit.run() }
    return traces
  }()

  func trace() throws -> Trace { try #require(Self.traces[self]) }

  private func run() throws -> Trace {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let program = try String(contentsOf: folder.appending(path: "Fixtures/\(rawValue).py"), encoding: .utf8)
    return try Program(program).run(RunOptions(title: rawValue)).trace
  }
}

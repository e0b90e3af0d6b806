import ArrayKernels
import Foundation
import Testing

@testable import Numbers

@Suite struct VariantTests {
  @Test func `the last variant is for every machine, and each has a name of its own`() {
    let names = ArrayMath.Variant.available.map(\.name)
    #expect(names.last == "base")
    #expect(Set(names).count == names.count)
  }

  @Test func `work with a variant is done by its kernels`() {
    for variant in ArrayMath.Variant.available {
      let used = ArrayMath.withVariant(variant) { unsafe String(cString: ArrayMath.kernels.pointee.name) }
      #expect(used == variant.name)
    }
  }

  #if arch(x86_64) && os(Linux)
    @Test func `there is a variant for each instruction set that the system reports`() throws {
      let report = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
      let flags = try #require(report.split(separator: "\n").first { $0.hasPrefix("flags") }).split(
        separator: " ")
      let expected = [("AVX-512", "avx512f"), ("AVX2", "avx2")].filter { flags.contains(Substring($1)) }.map(
        \.0)
      #expect(ArrayMath.Variant.available.map(\.name) == expected + ["base"])
    }
  #endif
}

import ArrayKernels
import Synchronization

extension ArrayMath {
  /// The kernels as compiled for one instruction set.
  package struct Variant: Equatable, Sendable {
    /// Its number, by which the kernels know it.
    let number: Int32

    /// What people call it: `AVX-512`, `AVX2`, or `base` for what every machine has.
    package var name: String { unsafe String(cString: kernel_variant(number).pointee.name) }

    /// The variants that this machine can run, that with the widest vectors first. There is always the base one.
    package static let available = (0..<kernel_variant_count()).map(Variant.init)
  }

  /// Does some work with another variant than the widest: for tests and measurements, as the results are the same.
  ///
  /// The choice holds for the whole process, and for one such piece of work at a time: another waits, so the work must
  /// not choose again.
  package static func withVariant<Result>(_ variant: Variant, _ work: () throws -> Result) rethrows -> Result
  {
    try choosing.withLock { _ in
      chosen.store(variant.number, ordering: .relaxed)
      defer { chosen.store(0, ordering: .relaxed) }
      return try work()
    }
  }

  private static let choosing = Mutex(())
  private static let chosen = Atomic<Int32>(0)

  /// The kernels to use.
  static var kernels: UnsafePointer<KernelVariant> {
    unsafe kernel_variant(chosen.load(ordering: .relaxed))
  }
}

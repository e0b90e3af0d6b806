#if canImport(Glibc)
  import Glibc
#endif

extension Array {
  /// Makes room for so many elements in all, on large pages where Linux has them.
  ///
  /// The record of a million gates goes once into a hundred megabytes of fresh memory. In pages of 4 KB the system
  /// takes longer to hand these out than the tape takes to fill them.
  mutating func reserve(_ count: Int) {
    reserveCapacity(count)
    #if canImport(Glibc)
      let pageSize = 4096
      let size = capacity * MemoryLayout<Element>.stride
      guard size > 100 * pageSize else { return }
      unsafe withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        let firstPage = unsafe start.alignedUp(toMultipleOf: pageSize)
        // Only advice: that it may be refused does not matter.
        _ = unsafe madvise(firstPage, start + size - firstPage, MADV_HUGEPAGE)
      }
    #endif
  }
}

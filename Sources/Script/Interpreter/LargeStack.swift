#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Does a piece of work on a thread with a stack of 512 MB, of which only what is used takes memory, and
/// waits for it.
///
/// The caller's own thread may have a stack as small as 512 kB. If no thread can be made, the work is done
/// right here.
func onLargeStack<Result>(_ work: () -> Result) -> Result {
  withoutActuallyEscaping(work) { work in
    let task = Task(work)
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, 512 << 20)
    let pointer = unsafe Unmanaged.passRetained(task as AnyTask).toOpaque()
    var thread = emptyThread()
    let status = unsafe pthread_create(&thread, &attributes, startTask, pointer)
    if status == 0 {
      pthread_join(thread, nil)
    } else {
      unsafe Unmanaged<AnyTask>.fromOpaque(pointer).release()
    }
    return task.finish()
  }
}

#if canImport(Darwin)
  private func emptyThread() -> pthread_t? { nil }

  private func startTask(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<AnyTask>.fromOpaque(pointer).takeRetainedValue().run()
    return nil
  }
#else
  private func emptyThread() -> pthread_t { 0 }

  private func startTask(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer = unsafe pointer {
      unsafe Unmanaged<AnyTask>.fromOpaque(pointer).takeRetainedValue().run()
    }
    return nil
  }
#endif

private class AnyTask {
  func run() {}
}

private final class Task<Result>: AnyTask {
  private let work: () -> Result
  private var result: Result?

  init(_ work: @escaping () -> Result) { self.work = work }

  override func run() { result = work() }

  /// The result; the work is done now if no thread has done it.
  func finish() -> Result { result ?? work() }
}

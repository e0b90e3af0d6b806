#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Does a piece of work on a thread with a stack of 2 GB, of which only what is used takes memory, and waits
/// for it.
///
/// The caller's own thread may have a stack as small as 512 kB. Where so much address space is not to be had a smaller
/// stack has to do, and where no thread can be made the work is done right here.
func onLargeStack<Result>(_ work: () -> Result) -> Result {
  withoutActuallyEscaping(work) { work in
    let task = Task(work)
    for megabytes in [2048, 1024, 256] where run(task, megabytes: megabytes) { break }
    return task.finish()
  }
}

/// Whether the task could be run on a thread with a stack of that size.
private func run(_ task: AnyTask, megabytes: Int) -> Bool {
  var attributes = pthread_attr_t()
  unsafe pthread_attr_init(&attributes)
  defer { unsafe pthread_attr_destroy(&attributes) }
  unsafe pthread_attr_setstacksize(&attributes, megabytes << 20)
  let pointer = unsafe Unmanaged.passRetained(task).toOpaque()
  var thread = emptyThread()
  guard unsafe pthread_create(&thread, &attributes, startTask, pointer) == 0 else {
    unsafe Unmanaged<AnyTask>.fromOpaque(pointer).release()
    return false
  }
  join(thread)
  return true
}

#if canImport(Glibc)
  private func emptyThread() -> pthread_t { 0 }
  private func join(_ thread: pthread_t) { pthread_join(thread, nil) }
#else
  private func emptyThread() -> pthread_t? { nil }
  private func join(_ thread: pthread_t?) { if let thread { pthread_join(thread, nil) } }
#endif

#if canImport(Darwin)
  private func startTask(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<AnyTask>.fromOpaque(pointer).takeRetainedValue().run()
    return nil
  }
#else
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

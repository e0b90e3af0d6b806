import CGraphviz

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// While this lives, its thread reads and writes numbers with a point, whatever locale the process chose.
@safe struct PlainLocale: ~Copyable {
  private let plain: locale_t?
  private let previous: locale_t?

  init() {
    unsafe plain = graphviz_make_plain_locale()
    unsafe previous = uselocale(plain)
  }

  deinit {
    _ = unsafe uselocale(previous)
    if let plain = unsafe plain { unsafe freelocale(plain) }
  }
}

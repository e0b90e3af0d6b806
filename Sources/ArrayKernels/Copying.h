// How a matrix product brings its factors into the order in which it reads them.

/// Copies for each k the `count` numbers that lie `across` apart; zeros fill up to `width`.
static __attribute__((noinline)) void gather(
    const double *from, size_t along, size_t across, size_t depth, size_t count, size_t width, double *packed) {
  for (size_t lane = 0; lane < width; lane++) {
    for (size_t k = 0; k < depth; k++) {
      packed[k * width + lane] = lane < count ? from[k * along + lane * across] : 0;
    }
  }
}

/// As `gather`, but fast where whole vectors lie side by side.
KERNEL void pack(
    const double *from, size_t along, size_t across, size_t depth, size_t count, size_t width, double *packed) {
  if (across != 1 || count < width) return gather(from, along, across, depth, count, width, packed);
  for (size_t k = 0; k < depth; k++) memcpy(packed + k * width, from + k * along, width * sizeof *from);
}

/// Copies a part of a matrix.
static void copy(
    const double *from, size_t from_stride, double *to, size_t to_stride, size_t rows, size_t columns) {
  for (size_t i = 0; i < rows; i++) memcpy(to + i * to_stride, from + i * from_stride, columns * sizeof *to);
}

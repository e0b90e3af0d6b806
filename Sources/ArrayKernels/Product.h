// The matrix product. Vectors run along the columns of the output, so each lane is one sum in the order of k.
//
// Both factors are copied in parts that the processor's nearest memory holds, in the order in which the blocks read
// them: of `a` strips of ROWS rows, of `b` panels of some vectors of columns. A transposed factor needs no more.

/// Copies, for each k, `count` numbers that lie `across` apart; zeros fill up to `width`.
KERNEL void OF_VARIANT(pack)(
    const double *from, size_t along, size_t across, size_t inner, size_t count, size_t width, double *packed) {
  if (across == 1 && count >= width) {
    for (size_t k = 0; k < inner; k++) memcpy(packed + k * width, from + k * along, width * sizeof *from);
    return;
  }
  for (size_t lane = 0; lane < width; lane++) {
    for (size_t k = 0; k < inner; k++) {
      packed[k * width + lane] = lane < count ? from[k * along + lane * across] : 0;
    }
  }
}

#define EACH_SUM                                 \
  _Pragma("unroll") for (int i = 0; i < ROWS; i++) \
    _Pragma("unroll") for (int v = 0; v < vectors; v++)

/// A block of ROWS rows of the output, whose sums stay in registers while k runs.
///
/// A sum begins with −0, the one number that changes nothing to which it is added; +0 would make −0 a +0.
KERNEL void OF_VARIANT(block)(
    const double *strip, const double *panel, int vectors, size_t inner, int continues, double *output, size_t stride) {
  Vector sums[ROWS][VECTORS];
  EACH_SUM { sums[i][v] = continues ? load(output + i * stride + v * LANES, LANES) : splat(-0.0); }
  _Pragma("clang loop unroll_count(2)") for (size_t k = 0; k < inner; k++) {
    EACH_SUM { sums[i][v] += splat(strip[k * ROWS + i]) * load(panel + (k * vectors + v) * LANES, LANES); }
  }
  EACH_SUM { store(output + i * stride + v * LANES, sums[i][v], LANES); }
}

static void OF_VARIANT(copy)(
    const double *from, size_t from_stride, double *to, size_t to_stride, size_t rows, size_t columns) {
  for (size_t i = 0; i < rows; i++) memcpy(to + i * to_stride, from + i * from_stride, columns * sizeof *to);
}

/// Some columns of the output, block by block. A block that juts out over the edge is worked out beside the output.
KERNEL void OF_VARIANT(panel)(
    const double *strips, const double *panel, int vectors, size_t inner, int continues, double *output,
    size_t stride, size_t rows, size_t columns) {
  size_t width = vectors * LANES;
  for (size_t i = 0; i < rows; i += ROWS, strips += ROWS * inner, output += ROWS * stride) {
    size_t height = rows - i < ROWS ? rows - i : ROWS;
    double beside[ROWS * VECTORS * LANES];
    int juts = height < ROWS || columns < width;
    if (juts && continues) OF_VARIANT(copy)(output, stride, beside, width, height, columns);
    OF_VARIANT(block)(strips, panel, vectors, inner, continues, juts ? beside : output, juts ? width : stride);
    if (juts) OF_VARIANT(copy)(beside, width, output, stride, height, columns);
  }
}

static void OF_VARIANT(matrix_product)(
    Matrix a, Matrix b, double *output, size_t rows, size_t inner, size_t columns) {
  if (inner == 0) {
    for (size_t i = 0; i < rows * columns; i++) output[i] = 0;
  }
  double strips[STRIPS] __attribute__((aligned(64)));
  double panel[DEPTH * VECTORS * LANES] __attribute__((aligned(64)));
  size_t vectors = (columns + LANES - 1) / LANES, panels = (vectors + VECTORS - 1) / VECTORS;
  for (size_t k = 0; k < inner; k += DEPTH) {
    size_t depth = inner - k < DEPTH ? inner - k : DEPTH, height = STRIPS / depth / ROWS * ROWS;
    for (size_t i = 0; i < rows; i += height) {
      if (height > rows - i) height = rows - i;
      for (size_t s = 0; s < height; s += ROWS) {
        OF_VARIANT(pack)(a.start + (i + s) * a.row_stride + k * a.column_stride, a.column_stride, a.row_stride, depth, height - s, ROWS, strips + s * depth);
      }
      for (size_t p = 0; p < panels; p++) {
        size_t first = vectors * p / panels, count = vectors * (p + 1) / panels - first, j = first * LANES;
        size_t width = columns - j < count * LANES ? columns - j : count * LANES;
        const double *from = b.start + k * b.row_stride + j * b.column_stride;
        switch (count) {
#define PANEL(count)                                                         \
  case count:                                                                \
  OF_VARIANT(pack)(from, b.row_stride, b.column_stride, depth, width, count * LANES, panel); \
    OF_VARIANT(panel)(strips, panel, count, depth, k > 0, output + i * columns + j, columns, height, width); \
    break;
        PANEL(1)
        PANEL(2)
#if VECTORS > 2
        PANEL(3)
        PANEL(4)
#endif
#undef PANEL
        }
      }
    }
  }
}

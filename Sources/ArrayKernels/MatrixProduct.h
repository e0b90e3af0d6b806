// The matrix product. Vectors run along the columns of the output, so that each lane holds one sum and adds in the
// order of k, however wide the vector.
//
// Both factors are copied, part by part, into the order in which the blocks read them: `a` in strips of ROWS rows, `b`
// in panels of a few vectors of columns. A transposed factor is only another way to copy.

#define EACH_SUM                                   \
  _Pragma("unroll") for (int i = 0; i < ROWS; i++) \
      _Pragma("unroll") for (int v = 0; v < vectors; v++)

/// A block of ROWS rows of the output, whose sums stay in registers while k runs.
///
/// A sum begins with −0, the one number that changes nothing to which it is added; +0 would turn −0 into +0.
KERNEL void OF_VARIANT(block)(
    const double *strip, const double *panel, int vectors, size_t depth, int continues, double *output,
    size_t stride) {
  Vector sums[ROWS][VECTORS];
  EACH_SUM { sums[i][v] = continues ? load(output + i * stride + v * LANES, LANES) : splat(-0.0); }
  _Pragma("clang loop unroll_count(2)") for (size_t k = 0; k < depth; k++) {
    EACH_SUM { sums[i][v] += splat(strip[k * ROWS + i]) * load(panel + (k * vectors + v) * LANES, LANES); }
  }
  EACH_SUM { store(output + i * stride + v * LANES, sums[i][v], LANES); }
}

/// Some columns of the output, block by block. A block that juts out over the edge is worked out beside it.
KERNEL void OF_VARIANT(blocks)(
    const double *strips, const double *panel, int vectors, size_t depth, int continues, double *output,
    size_t stride, size_t rows, size_t columns) {
  double beside[ROWS * VECTORS * LANES] = {0};
  size_t width = vectors * LANES;
  for (size_t i = 0; i < rows; i += ROWS, strips += ROWS * depth, output += ROWS * stride) {
    size_t height = rows - i < ROWS ? rows - i : ROWS;
    int juts = height < ROWS || columns < width;
    if (juts && continues) copy(output, stride, beside, width, height, columns);
    OF_VARIANT(block)(strips, panel, vectors, depth, continues, juts ? beside : output, juts ? width : stride);
    if (juts) copy(beside, width, output, stride, height, columns);
  }
}

#define BLOCKS(vectors)                                                                                  \
  case vectors:                                                                                          \
    pack(from, b.row_stride, b.column_stride, depth, width, vectors * LANES, panel);                     \
    OF_VARIANT(blocks)(strips, panel, vectors, depth, continues, output + column, columns, rows, width); \
    break;

/// Some rows of the output, from copied strips of `a`: panels of VECTORS vectors or one less.
static void OF_VARIANT(panels)(
    const double *strips, Matrix b, size_t depth, int continues, double *output, size_t rows, size_t columns) {
  double panel[DEPTH * VECTORS * LANES] __attribute__((aligned(64)));
  size_t vectors = (columns + LANES - 1) / LANES, panels = (vectors + VECTORS - 1) / VECTORS;
  for (size_t p = 0; p < panels; p++) {
    size_t column = vectors * p / panels * LANES, end = vectors * (p + 1) / panels * LANES;
    size_t width = (end < columns ? end : columns) - column;
    const double *from = b.start + column * b.column_stride;
    switch ((end - column) / LANES) {
      BLOCKS(1)
      BLOCKS(2)
#if VECTORS == 4
      BLOCKS(3)
      BLOCKS(4)
#endif
    }
  }
}

#undef EACH_SUM
#undef BLOCKS

static void OF_VARIANT(matrix_product)(
    Matrix a, Matrix b, double *output, size_t rows, size_t inner, size_t columns) {
  if (inner == 0 && rows > 0 && columns > 0) memset(output, 0, rows * columns * sizeof *output);
  double strips[STRIPS] __attribute__((aligned(64)));
  for (size_t k = 0; k < inner; k += DEPTH) {
    size_t depth = inner - k < DEPTH ? inner - k : DEPTH, height = STRIPS / depth / ROWS * ROWS;
    Matrix lower = {b.start + k * b.row_stride, b.row_stride, b.column_stride};
    for (size_t top = 0; top < rows; top += height) {
      size_t part = rows - top < height ? rows - top : height;
      for (size_t i = 0; i < part; i += ROWS) {
        const double *from = a.start + (top + i) * a.row_stride + k * a.column_stride;
        pack(from, a.column_stride, a.row_stride, depth, part - i, ROWS, strips + i * depth);
      }
      OF_VARIANT(panels)(strips, lower, depth, k > 0, output + top * columns, part, columns);
    }
  }
}

// The kernels of one instruction set. ArrayKernels.c includes this once for each, so it has no guard.

#define Vector OF_VARIANT(Vector)
#define Mask OF_VARIANT(Mask)
#define load OF_VARIANT(load)
#define store OF_VARIANT(store)
#define splat OF_VARIANT(splat)
#define choose OF_VARIANT(choose)

typedef double Vector __attribute__((vector_size(8 * LANES)));
typedef int64_t Mask __attribute__((vector_size(8 * LANES)));

/// The first `count` numbers, or as many as a vector holds; zeros fill the rest.
KERNEL Vector load(const double *from, size_t count) {
  Vector vector = {0};
  if (count >= LANES) {
    memcpy(&vector, from, sizeof vector);
  } else {
    memcpy(&vector, from, count * sizeof *from);
  }
  return vector;
}

KERNEL void store(double *to, Vector vector, size_t count) {
  if (count >= LANES) {
    memcpy(to, &vector, sizeof vector);
  } else {
    memcpy(to, &vector, count * sizeof *to);
  }
}

KERNEL Vector splat(double number) {
  Vector vector;
  for (int lane = 0; lane < LANES; lane++) vector[lane] = number;
  return vector;
}

KERNEL Vector choose(Mask condition, Vector a, Vector b) {
  return (Vector)((condition & (Mask)a) | (~condition & (Mask)b));
}

#include "Elementwise.h"
#include "MatrixProduct.h"

static const KernelVariant OF_VARIANT(variant) = {
    NAME, OF_VARIANT(matrix_product), OF_VARIANT(combine), OF_VARIANT(subtract_scaled),
    OF_VARIANT(largest_magnitude),
};

#undef Vector
#undef Mask
#undef load
#undef store
#undef splat
#undef choose
#undef VARIANT
#undef NAME
#undef LANES
#undef VECTORS

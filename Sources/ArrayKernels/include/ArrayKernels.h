#ifndef GRADWALK_ARRAY_KERNELS_H
#define GRADWALK_ARRAY_KERNELS_H

#include <stddef.h>

/// A matrix in memory: the element in row i and column j stands at `start[i * row_stride + j * column_stride]`.
///
/// A transposed matrix is the same memory with its strides exchanged; strides of 0 repeat one number. The start may be
/// null where there are no elements.
typedef struct {
  const double *_Nullable start;
  size_t row_stride, column_stride;
} Matrix;

/// Contiguous numbers, or with a stride of 0 the same number again and again.
typedef struct {
  const double *_Nullable start;
  size_t stride;
} Operand;

/// What two numbers a and b become.
typedef enum {
  operation_add,
  operation_subtract,
  operation_multiply,
  operation_divide,
  /// The larger of both, b where they are equal; not a number if either is.
  operation_maximum,
  /// a · [b > 0]: a times 1 where b is above 0, and a times 0 elsewhere.
  operation_gate,
} Operation;

/// The kernels compiled for one instruction set. All sets give the same bits, save those of a NaN.
///
/// An output may be the very memory of an operand of `combine` and `subtract_scaled`; else they must not overlap.
typedef struct {
  const char *_Nonnull name;

  /// output[rows × columns] = a[rows × inner] · b[inner × columns], row-major and without gaps.
  ///
  /// Each element is a₀b₀ + a₁b₁ + … from left to right, every product and every sum rounded; 0 if `inner` is 0.
  /// Takes 100 KB of the stack.
  void (*_Nonnull matrix_product)(
      Matrix a, Matrix b, double *_Nullable output, size_t rows, size_t inner, size_t columns);

  /// output[i] = a[i] ∘ b[i].
  void (*_Nonnull combine)(Operation operation, Operand a, Operand b, double *_Nullable output, size_t count);

  /// output[i] = a[i] − scale · b[i], the product rounded before it is subtracted.
  void (*_Nonnull subtract_scaled)(
      const double *_Nullable a, double scale, const double *_Nullable b, double *_Nullable output, size_t count);

  /// The largest absolute value; 0 if there is none, not a number if one is not.
  double (*_Nonnull largest_magnitude)(const double *_Nullable a, size_t count);
} KernelVariant;

/// How many variants this machine can run: at least one.
int kernel_variant_count(void);

/// A variant by its number: 0 has the widest vectors that this machine knows, the last runs on every machine.
const KernelVariant *_Nonnull kernel_variant(int number);

#endif

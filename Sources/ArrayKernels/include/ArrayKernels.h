#ifndef GRADWALK_ARRAY_KERNELS_H
#define GRADWALK_ARRAY_KERNELS_H

#include <stddef.h>

#pragma clang assume_nonnull begin

/// A matrix in memory: the element in row i and column j stands at `start[i * row_stride + j * column_stride]`.
///
/// A transposed matrix is the same memory with its strides exchanged; strides of 0 repeat one number.
typedef struct {
  const double *start;
  size_t row_stride, column_stride;
} Matrix;

/// Contiguous numbers, or with a stride of 0 the same number again and again.
typedef struct {
  const double *start;
  size_t stride;
} Numbers;

/// What two numbers a and b become, element by element.
typedef enum {
  operation_add,
  operation_subtract,
  operation_multiply,
  operation_divide,
  /// The larger of both; not a number if either is.
  operation_maximum,
  /// a · [b > 0], the gradient of a rectifier: a times 1 where b is above 0, times 0 elsewhere.
  operation_gate,
} Operation;

/// The kernels compiled for one instruction set. All give the same bits, save that every NaN is as good as another.
///
/// An output may be the very memory of an operand of `combine` and `subtract_scaled`; else it must not overlap one.
typedef struct {
  const char *name;

  /// output[rows × columns] = a[rows × inner] · b[inner × columns], row-major and without gaps.
  ///
  /// Each element is a₀b₀ + a₁b₁ + … from left to right, every product and every sum rounded; 0 if `inner` is 0.
  void (*matrix_product)(Matrix a, Matrix b, double *output, size_t rows, size_t inner, size_t columns);

  /// output[i] = a[i] ∘ b[i].
  void (*combine)(Operation operation, Numbers a, Numbers b, double *output, size_t count);

  /// output[i] = a[i] − scale·b[i], the product rounded before it is subtracted.
  void (*subtract_scaled)(const double *a, double scale, const double *b, double *output, size_t count);

  /// The largest absolute value; 0 if there is none, not a number if one is not.
  double (*largest_magnitude)(const double *a, size_t count);
} ArrayKernels;

/// How many variants this machine can run; at least one.
int array_kernels_count(void);

/// The kernels of a variant: 0 has the widest vectors that this machine knows, the last is for every machine.
const ArrayKernels *array_kernels(int variant);

#pragma clang assume_nonnull end

#endif

// The kernels are compiled from one text for each instruction set. The sets differ in how many doubles a vector holds
// (LANES), and in how many vectors of each row of a block the registers hold (VECTORS).

#include "ArrayKernels.h"

#include <stdint.h>
#include <string.h>

// A fused multiply-add rounds once where two operations round twice, and not every processor has one.
#pragma STDC FP_CONTRACT OFF

enum {
  /// Rows of a block of a matrix product.
  ROWS = 4,
  /// How many steps of a product's sums are done before the next part of both factors is copied.
  DEPTH = 128,
  /// How many numbers of the first factor are copied at a time: 64 KB.
  STRIPS = 64 * DEPTH,
};

#define KERNEL static inline __attribute__((always_inline))
#include "Copying.h"

#define PASTED(name, variant) name##_##variant
#define SUFFIXED(name, variant) PASTED(name, variant)
#define OF_VARIANT(name) SUFFIXED(name, VARIANT)

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#define VARIANT avx512
#define NAME "AVX-512"
#define LANES 8
#define VECTORS 4
#include "Variant.h"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define VARIANT avx2
#define NAME "AVX2"
#define LANES 4
#define VECTORS 2
#include "Variant.h"
#pragma clang attribute pop

#endif

#define VARIANT base
#define NAME "base"
#define LANES 2
#define VECTORS 2
#include "Variant.h"

static const KernelVariant *const from_narrow_to_wide[] = {
    &variant_base,
#if defined(__x86_64__)
    &variant_avx2,
    &variant_avx512,
#endif
};

int kernel_variant_count(void) {
#if defined(__x86_64__)
  // What has AVX-512 has AVX2.
  return 1 + !!__builtin_cpu_supports("avx2") + !!__builtin_cpu_supports("avx512f");
#else
  return 1;
#endif
}

const KernelVariant *kernel_variant(int number) {
  return from_narrow_to_wide[kernel_variant_count() - 1 - number];
}

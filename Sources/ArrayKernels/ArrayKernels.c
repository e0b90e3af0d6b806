#include "ArrayKernels.h"

#include <stdint.h>
#include <string.h>

// A fused multiply-add rounds once where two operations round twice, and not every processor has one.
#pragma STDC FP_CONTRACT OFF

// The kernels are compiled from one text for each instruction set. What differs is how many doubles a vector holds and
// how many vectors stay in registers: LANES, and blocks of ROWS × VECTORS sums.

enum { ROWS = 4, DEPTH = 128, STRIPS = 64 * DEPTH };

#define KERNEL static inline __attribute__((always_inline))
#define PASTE_(name, variant) name##_##variant
#define PASTE(name, variant) PASTE_(name, variant)
#define OF_VARIANT(name) PASTE(name, VARIANT)

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

#if defined(__x86_64__)

int array_kernels_count(void) {
  return 1 + !!__builtin_cpu_supports("avx2") + !!__builtin_cpu_supports("avx512f");
}

const ArrayKernels *array_kernels(int variant) {
  static const ArrayKernels *const narrow_to_wide[] = {&kernels_base, &kernels_avx2, &kernels_avx512};
  return narrow_to_wide[array_kernels_count() - 1 - variant];
}

#else

int array_kernels_count(void) { return 1; }

const ArrayKernels *array_kernels(int variant) { return &kernels_base; }

#endif

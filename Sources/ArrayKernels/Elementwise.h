// What is done element by element: a vector at a time, the last one filled up with zeros.

#define EACH_VECTOR for (size_t i = 0, rest = count; i < count; i += LANES, rest = count - i)

KERNEL Vector OF_VARIANT(vector_of)(Operand numbers, size_t index, size_t count) {
  return numbers.stride ? load(numbers.start + index, count) : splat(*numbers.start);
}

#define COMBINE(operation, result)                  \
  case operation:                                   \
    EACH_VECTOR {                                   \
      Vector x = OF_VARIANT(vector_of)(a, i, rest); \
      Vector y = OF_VARIANT(vector_of)(b, i, rest); \
      store(output + i, result, rest);              \
    }                                               \
    break;

static void OF_VARIANT(combine)(Operation operation, Operand a, Operand b, double *output, size_t count) {
  switch (operation) {
    COMBINE(operation_add, x + y)
    COMBINE(operation_subtract, x - y)
    COMBINE(operation_multiply, x * y)
    COMBINE(operation_divide, x / y)
    COMBINE(operation_maximum, choose((x > y) | (x != x), x, y))
    COMBINE(operation_gate, x * choose(y > 0, splat(1), splat(0)))
  }
}

static void OF_VARIANT(subtract_scaled)(
    const double *a, double scale, const double *b, double *output, size_t count) {
  EACH_VECTOR { store(output + i, load(a + i, rest) - splat(scale) * load(b + i, rest), rest); }
}

static double OF_VARIANT(largest_magnitude)(const double *a, size_t count) {
  Vector largest = splat(0);
  EACH_VECTOR {
    Vector x = (Vector)((Mask)load(a + i, rest) & INT64_MAX);
    largest = choose((largest >= x) | (largest != largest), largest, x);
  }
  double result = 0;
  for (int lane = 0; lane < LANES; lane++) {
    if (!(result >= largest[lane]) && result == result) result = largest[lane];
  }
  return result;
}

#undef COMBINE
#undef EACH_VECTOR

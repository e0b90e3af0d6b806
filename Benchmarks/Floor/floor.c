#include "floor.h"

#include <stdint.h>
#include <stdlib.h>

typedef struct {
  uint32_t kind, node;
  double upstream, local, gradient;
} Event;

enum { weights = 1024, widest = 64 };

double floor_record(int gates, int width) {
  int inputs = weights + widest;
  uint32_t *first = malloc(gates * sizeof *first), *second = malloc(gates * sizeof *second);
  uint8_t *product = malloc(gates);
  double *value = malloc((gates + inputs) * sizeof *value);
  double *gradient = calloc(gates + inputs, sizeof *gradient);
  Event *event = malloc(3 * (size_t)gates * sizeof *event);
  uint32_t wire[widest];
  for (int i = 0; i < weights; i++) value[i] = width == 1 ? -1 : 0.5;
  for (int i = 0; i < widest; i++) {
    value[weights + i] = i / 64.0;
    wire[i] = weights + i;
  }
  size_t events = 0;
  for (int gate = 0; gate < gates; gate++) {
    int turn = gate / 2 % width, id = inputs + gate, isProduct = gate % 2;
    uint32_t a = wire[turn];
    uint32_t b = isProduct ? gate / 2 % weights : width == 1 ? weights + 1 : wire[(turn + 17) % width];
    value[id] = isProduct ? value[a] * value[b] : value[a] + value[b];
    product[gate] = isProduct;
    first[gate] = a;
    second[gate] = b;
    wire[turn] = id;
    event[events++] = (Event){0, id, value[id], 0, 0};
  }
  gradient[inputs + gates - 1] = 1;
  for (int gate = gates - 1; gate >= 0; gate--) {
    double upstream = gradient[inputs + gate];
    if (upstream == 0) continue;
    uint32_t a = first[gate], b = second[gate];
    double slopeA = product[gate] ? value[b] : 1, slopeB = product[gate] ? value[a] : 1;
    gradient[a] += upstream * slopeA;
    event[events++] = (Event){1, inputs + gate, upstream, slopeA, gradient[a]};
    gradient[b] += upstream * slopeB;
    event[events++] = (Event){1, inputs + gate, upstream, slopeB, gradient[b]};
  }
  double sum = events + event[events - 1].gradient;
  for (int i = 0; i < inputs; i++) sum += gradient[i];
  free(first);
  free(second);
  free(product);
  free(value);
  free(gradient);
  free(event);
  return sum;
}

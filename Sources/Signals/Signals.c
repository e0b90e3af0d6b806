#define _DEFAULT_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include "Signals.h"

#include <string.h>

void signals_listen(int signal_number, void (*handler)(int), int flags, struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal_number, &action, before);
}

void signals_give_stack(void) {
  static char room[65536];
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = room;
  stack.ss_size = sizeof room;
  sigaltstack(&stack, NULL);
}

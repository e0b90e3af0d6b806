#pragma once

#include <signal.h>

/// Calls a handler at a signal from now on; what was done before is kept in `before`.
void signals_listen(int signal_number, void (*handler)(int), int flags, struct sigaction *before);

/// Gives handlers with the flag SA_ONSTACK a stack of their own: a crash may be that the other is full.
void signals_give_stack(void);

#define _DEFAULT_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include "Interruption.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "Signals.h"

static const int asking[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int ending[] = {SIGILL,  SIGTRAP, SIGABRT, SIGBUS,  SIGFPE,  SIGSEGV, SIGSYS,
                             SIGPIPE, SIGALRM, SIGXCPU, SIGXFSZ, SIGUSR1, SIGUSR2};
enum { asking_count = sizeof asking / sizeof *asking, ending_count = sizeof ending / sizeof *ending };

static struct sigaction asking_before[asking_count];
static struct sigaction ending_before[ending_count];
static char **unfinished;
static volatile size_t unfinished_count;
static size_t unfinished_room;
static volatile sig_atomic_t asked;

/// Only what may be called from a signal handler.
static void clean_up(void) {
  for (size_t index = unfinished_count; index > 0; index--) {
    const char *path = unfinished[index - 1];
    if (unlink(path) != 0) rmdir(path);
  }
}

/// Lets a signal do what it did before, which ends the process.
static void end_by(int signal_number, const struct sigaction *action) {
  sigaction(signal_number, action, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(signal_number);
}

void interruption_end(int signal_number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  end_by(signal_number, &action);
}

static void on_asking(int signal_number) {
  if (asked) {
    clean_up();
    interruption_end(signal_number);
  }
  asked = signal_number;
}

static void on_ending(int signal_number) {
  asked = signal_number;
  clean_up();
  for (int index = 0; index < ending_count; index++)
    if (ending[index] == signal_number) end_by(signal_number, &ending_before[index]);
}

static void heed(const int *signals, int count, void (*handler)(int), int flags, struct sigaction *before) {
  for (int index = 0; index < count; index++) {
    signals_listen(signals[index], handler, flags, &before[index]);
    // What the parent ignores stays ignored.
    if (before[index].sa_handler == SIG_IGN) sigaction(signals[index], &before[index], NULL);
  }
}

void interruption_start(void) {
  asked = 0;
  unfinished_count = 0;
  signals_give_stack();
  heed(asking, asking_count, on_asking, SA_RESTART, asking_before);
  heed(ending, ending_count, on_ending, SA_ONSTACK, ending_before);
}

int interruption_leave(const char *path) {
  if (unfinished_count == unfinished_room) {
    size_t room = unfinished_room ? 2 * unfinished_room : 64;
    char **larger = malloc(room * sizeof *larger);
    if (!larger) return -1;
    // The handlers look at the old list until the new one is whole.
    char **old = unfinished;
    if (old) memcpy(larger, old, unfinished_count * sizeof *larger);
    unfinished = larger;
    unfinished_room = room;
    free(old);
  }
  char *copy = strdup(path);
  if (!copy) return -1;
  unfinished[unfinished_count] = copy;
  unfinished_count++;
  return 0;
}

int interruption_signal(void) { return asked; }

void interruption_stop(void) {
  clean_up();
  size_t count = unfinished_count;
  unfinished_count = 0;
  for (size_t index = 0; index < count; index++) free(unfinished[index]);
  for (int index = 0; index < asking_count; index++) sigaction(asking[index], &asking_before[index], NULL);
  for (int index = 0; index < ending_count; index++) sigaction(ending[index], &ending_before[index], NULL);
}

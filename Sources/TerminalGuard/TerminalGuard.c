#define _DEFAULT_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include "TerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "Signals.h"

static const int asking[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static const int crashing[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { asking_count = sizeof asking / sizeof *asking, crashing_count = sizeof crashing / sizeof *crashing };

static struct sigaction asking_before[asking_count];
static struct sigaction crashing_before[crashing_count];
static int pipe_ends[2] = {-1, -1};
static int terminal = -1;
static struct termios modes;
static char farewell[256];
static volatile sig_atomic_t is_active = 0;
static volatile sig_atomic_t endings = 0;

/// Only what may be called from a signal handler.
static void restore(void) {
  if (!is_active) return;
  is_active = 0;
  ssize_t written = write(terminal, farewell, strlen(farewell));
  (void)written;
  tcsetattr(terminal, TCSANOW, &modes);
}

static void end_by(int signal_number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(signal_number, &action, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal_number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(signal_number);
}

static void on_asking(int signal_number) {
  int problem = errno;
  int ends = signal_number != SIGTSTP && signal_number != SIGCONT && signal_number != SIGWINCH;
  // A second one while the first still waits: the program does not answer.
  if (ends && ++endings > 1) {
    restore();
    end_by(signal_number);
  }
  unsigned char byte = (unsigned char)signal_number;
  ssize_t written = write(pipe_ends[1], &byte, 1);
  (void)written;
  errno = problem;
}

static void on_crash(int signal_number) {
  restore();
  for (int index = 0; index < crashing_count; index++)
    if (crashing[index] == signal_number) sigaction(signal_number, &crashing_before[index], NULL);
  raise(signal_number);
}

int terminal_guard_start(int descriptor) {
  if (tcgetattr(descriptor, &modes) != 0 || pipe(pipe_ends) != 0) return -1;
  for (int end = 0; end < 2; end++) {
    fcntl(pipe_ends[end], F_SETFL, O_NONBLOCK);
    fcntl(pipe_ends[end], F_SETFD, FD_CLOEXEC);
  }
  terminal = descriptor;
  endings = 0;
  signals_give_stack();
  for (int index = 0; index < asking_count; index++) {
    signals_listen(asking[index], on_asking, 0, &asking_before[index]);
    // What the parent ignores stays ignored, as under nohup.
    int is_ignored = asking_before[index].sa_handler == SIG_IGN && asking[index] != SIGWINCH;
    if (is_ignored) sigaction(asking[index], &asking_before[index], NULL);
  }
  for (int index = 0; index < crashing_count; index++)
    signals_listen(crashing[index], on_crash, SA_ONSTACK, &crashing_before[index]);
  static int is_registered = 0;
  if (!is_registered) is_registered = atexit(restore) == 0;
  is_active = 1;
  return 0;
}

void terminal_guard_set_farewell(const char *text) {
  strncpy(farewell, text, sizeof farewell - 1);
}

int terminal_guard_wait(int descriptor) {
  struct pollfd waited[2] = {{pipe_ends[0], POLLIN, 0}, {descriptor, POLLIN, 0}};
  for (;;) {
    unsigned char byte = 0;
    if (read(pipe_ends[0], &byte, 1) == 1) return byte;
    if (poll(waited, 2, -1) < 0 && errno != EINTR) return -1;
    if (waited[0].revents) continue;
    if (waited[1].revents & ~POLLIN) return -1;
    if (waited[1].revents) return 0;
  }
}

void terminal_guard_suspend(void) {
  struct sigaction ours;
  signals_listen(SIGTSTP, SIG_DFL, 0, &ours);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

void terminal_guard_stop(void) {
  if (terminal < 0) return;
  is_active = 0;
  for (int index = 0; index < asking_count; index++) sigaction(asking[index], &asking_before[index], NULL);
  for (int index = 0; index < crashing_count; index++)
    sigaction(crashing[index], &crashing_before[index], NULL);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  terminal = -1;
}

void terminal_guard_end(int signal_number) { end_by(signal_number); }

int terminal_guard_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

#ifndef GRADWALK_FLOOR_H
#define GRADWALK_FLOOR_H

/// The least that recording takes: a loop over fresh memory that computes a million gates forward and backward and
/// writes an event of 32 bytes for each move. `width` chains run side by side; 1 is a chain.
///
/// Gives a number that depends on all gradients, so that nothing can be left out.
double floor_record(int gates, int width);

/// Runs a command, its output thrown away, and waits for it. Gives its exit status, or −1 if it did not start.
///
/// In C because `posix_spawn` costs less than what is measured; Foundation's `Process` costs more.
int floor_run(const char *const arguments[]);

/// Writes so many files of some bytes into a folder. Gives how many were written.
int floor_write(const char *folder, int files, int bytes);

#endif

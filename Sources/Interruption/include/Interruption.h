#ifndef INTERRUPTION_H
#define INTERRUPTION_H

/// What a process must not leave behind when it is broken off: files that are not finished yet.
///
/// A signal that asks the process to end is noted, so that it can end in order; a second one, and a crash, remove what
/// is unfinished at once. One stretch of work at a time, from one thread.

/// Begins to heed signals. Those that the parent ignores stay ignored, as under nohup.
void interruption_start(void);

/// Adds a file, or a folder that will be empty by then, to what is removed. Gives -1 where there is no memory.
int interruption_leave(const char *path);

/// The signal that asked the process to end; 0 if none did.
int interruption_signal(void);

/// Removes what was added, the last first, and heeds signals no longer. What is not there any more is no error.
void interruption_stop(void);

/// Ends the process by a signal.
void interruption_end(int signal_number);

#endif

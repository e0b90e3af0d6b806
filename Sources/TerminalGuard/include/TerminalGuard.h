// Keeps a terminal from being left in a state that its user can't work with, whatever ends the program.
//
// Signals that ask for something are told to the program's loop, one by one. When the program crashes, its terminal is
// restored before it ends as it would have.

/// Remembers the terminal's modes and listens to signals. Gives 0, or -1 if that can't be.
int terminal_guard_start(int descriptor);

/// What a crash sends to the terminal: how to leave the full screen and show the cursor.
void terminal_guard_set_farewell(const char *text);

/// Waits until there is something to read or a signal has come. Gives the signal, 0 for something to read, or -1 when
/// the terminal has gone.
int terminal_guard_wait(int descriptor);

/// Stops the program until it is continued, as the signal of Ctrl-Z does.
void terminal_guard_suspend(void);

/// No longer listens to signals.
void terminal_guard_stop(void);

/// Ends the program by a signal, so that its parent sees why.
void terminal_guard_end(int signal);

/// The terminal's size in characters. Gives 0, or -1 if it isn't known.
int terminal_guard_size(int descriptor, int *columns, int *rows);

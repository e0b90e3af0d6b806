// The interface of ncurses with wide characters, and functions for what its headers offer only as macros or variables.

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

// Wide characters are declared by their standard, which a module may have left out.
int wcwidth(wchar_t character);

static inline attr_t gradwalk_bold(void) { return A_BOLD; }
static inline attr_t gradwalk_dim(void) { return A_DIM; }
static inline attr_t gradwalk_underline(void) { return A_UNDERLINE; }
static inline attr_t gradwalk_reverse(void) { return A_REVERSE; }

static inline int gradwalk_colors(void) { return COLORS; }

/// Whether the terminal can place its cursor: without that, nothing can be drawn on it.
static inline int gradwalk_terminal_is_addressable(int descriptor) {
  int problem = 0;
  if (setupterm(NULL, descriptor, &problem) != OK) return 0;
  const char *capability = tigetstr("cup");
  return capability != NULL && capability != (const char *)-1;
}

/// What a terminal must be sent to do something, or NULL if it can't.
static inline const char *gradwalk_capability(const char *name) {
  const char *capability = tigetstr(name);
  return capability == (const char *)-1 ? NULL : capability;
}

// Swift reads no variables that could change under it, such as the window of the whole screen. These use that window.

/// Opens the screen, for single keys without echo. Gives 0, or -1 if ncurses does not know the terminal.
static inline int gradwalk_open(int output, int input) {
  FILE *out = fdopen(output, "w");
  FILE *in = fdopen(input, "r");
  if (out == NULL || in == NULL || newterm(NULL, out, in) == NULL) return -1;
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  return 0;
}

static inline int gradwalk_columns(void) { return getmaxx(stdscr); }
static inline int gradwalk_rows(void) { return getmaxy(stdscr); }
static inline void gradwalk_erase(void) { werase(stdscr); }
static inline void gradwalk_move(int y, int x) { wmove(stdscr, y, x); }
static inline void gradwalk_send_changes(void) { wrefresh(stdscr); }
static inline void gradwalk_send_all_next(void) { clearok(stdscr, TRUE); }
static inline int gradwalk_read(wint_t *code) { return wget_wch(stdscr, code); }

/// Writes a character, behind which others may combine with it, to a place.
static inline void gradwalk_put(int y, int x, const wchar_t *text, attr_t attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, (short)pair, NULL) == OK) mvwadd_wch(stdscr, y, x, &cell);
}

/// Makes a pair of a colour and the terminal's own background.
static inline void gradwalk_make_pair(int pair, int color) {
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
  init_extended_pair(pair, color, -1);
#else
  init_pair((short)pair, (short)color, -1);
#endif
}

/// Whether the locale's characters are those of UTF-8.
static inline int gradwalk_locale_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

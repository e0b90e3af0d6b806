// What draws an SVG: a few functions of librsvg, cairo and the GLib below them, found when the first picture is asked for.
//
// They are declared here rather than included, so that Gradwalk is built without their headers and starts without
// loading them and the fonts of the machine. Their names and types are part of what the libraries promise.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// A `GInputStream`.
typedef struct raster_stream raster_stream;
/// An `RsvgHandle`: an SVG that was read.
typedef struct raster_svg raster_svg;
/// A `cairo_surface_t`: what is drawn on.
typedef struct raster_surface raster_surface;
/// A `cairo_t`: what draws.
typedef struct raster_pen raster_pen;

/// A `GError`.
typedef struct {
  uint32_t domain;
  int code;
  const char *message;
} raster_error;

/// An `RsvgRectangle`.
typedef struct {
  double x, y, width, height;
} raster_rectangle;

/// Takes bytes of a file that is being written. Gives 0, or another number if that failed.
typedef int (*raster_write)(void *closure, const unsigned char *bytes, unsigned count);

/// The functions, by what they are used for. The C file has their names.
typedef struct __attribute__((swift_attr("@Sendable"))) {
  void (*free_error)(raster_error *error);
  void (*release)(void *object);

  raster_stream *(*open_bytes)(const void *bytes, ptrdiff_t count, void (*free)(void *));
  raster_svg *(*read_svg)(raster_stream *stream, void *base, int flags, void *cancel, raster_error **error);
  void (*set_resolution)(raster_svg *svg, double dots_per_inch);
  int (*find_size)(raster_svg *svg, double *width, double *height);
  int (*draw_svg)(raster_svg *svg, raster_pen *pen, const raster_rectangle *viewport, raster_error **error);

  raster_surface *(*make_image)(int format, int width, int height);
  raster_surface *(*make_pdf)(raster_write write, void *closure, double width, double height);
  void (*set_metadata)(raster_surface *surface, int kind, const char *text);
  raster_pen *(*make_pen)(raster_surface *surface);
  void (*stretch)(raster_pen *pen, double across, double down);
  void (*free_pen)(raster_pen *pen);
  int (*write_png)(raster_surface *surface, raster_write write, void *closure);
  void (*finish)(raster_surface *surface);
  int (*surface_status)(raster_surface *surface);
  void (*free_surface)(raster_surface *surface);
  const char *(*status_text)(int status);
} raster_functions;

/// Loads a library that is, or depends on, all of librsvg, cairo and GLib, and finds the functions.
///
/// The library stays loaded when all are there. Gives false, and why in `problem`, if one is missing.
_Bool raster_load(const char *library, raster_functions *functions, char *problem, size_t room);

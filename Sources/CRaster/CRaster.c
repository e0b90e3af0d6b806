#include "CRaster.h"

#include <dlfcn.h>
#include <stdio.h>

/// Where a function of a name is to be kept.
struct entry {
  const char *name;
  void *place;
};

_Bool raster_load(const char *library, raster_functions *functions, char *problem, size_t room) {
  struct entry entries[] = {
      {"g_error_free", &functions->free_error},
      {"g_object_unref", &functions->release},
      {"g_memory_input_stream_new_from_data", &functions->open_bytes},
      {"rsvg_handle_new_from_stream_sync", &functions->read_svg},
      {"rsvg_handle_set_dpi", &functions->set_resolution},
      {"rsvg_handle_get_intrinsic_size_in_pixels", &functions->find_size},
      {"rsvg_handle_render_document", &functions->draw_svg},
      {"cairo_image_surface_create", &functions->make_image},
      {"cairo_pdf_surface_create_for_stream", &functions->make_pdf},
      {"cairo_pdf_surface_set_metadata", &functions->set_metadata},
      {"cairo_create", &functions->make_pen},
      {"cairo_scale", &functions->stretch},
      {"cairo_destroy", &functions->free_pen},
      {"cairo_surface_write_to_png_stream", &functions->write_png},
      {"cairo_surface_finish", &functions->finish},
      {"cairo_surface_status", &functions->surface_status},
      {"cairo_surface_destroy", &functions->free_surface},
      {"cairo_status_to_string", &functions->status_text},
  };
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    const char *reason = dlerror();
    snprintf(problem, room, "%s", reason ? reason : library);
    return 0;
  }
  for (size_t index = 0; index < sizeof entries / sizeof *entries; index++) {
    void *function = dlsym(handle, entries[index].name);
    if (!function) {
      snprintf(problem, room, "%s has no %s", library, entries[index].name);
      dlclose(handle);
      return 0;
    }
    *(void **)entries[index].place = function;
  }
  return 1;
}

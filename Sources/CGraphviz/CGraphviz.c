#define _GNU_SOURCE
#include "CGraphviz.h"

#include <dlfcn.h>
#include <stdio.h>

/// Where a function of a name is to be kept.
struct entry {
  const char *name;
  void *place;
};

_Bool graphviz_load(const char *library, graphviz_functions *functions, char *problem, size_t room) {
  struct entry entries[] = {
      {"gvContextPlugins", &functions->make_context},
      {"gvLayout", &functions->lay_out},
      {"gvFreeLayout", &functions->free_layout},
      {"attach_attrs", &functions->attach},
      {"agmemread", &functions->read},
      {"agclose", &functions->close},
      {"agfstnode", &functions->first_node},
      {"agnxtnode", &functions->next_node},
      {"agfstout", &functions->first_edge},
      {"agnxtout", &functions->next_edge},
      {"agfstsubg", &functions->first_part},
      {"agnxtsubg", &functions->next_part},
      {"agnameof", &functions->name},
      {"agget", &functions->attribute},
      {"agseterrf", &functions->report},
  };
  // Its plugins look for its functions among all that are loaded.
  void *handle = dlopen(library, RTLD_NOW | RTLD_GLOBAL);
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
  Dl_info info;
  void *any = *(void **)entries[0].place;
  snprintf(problem, room, "%s", dladdr(any, &info) && info.dli_fname ? info.dli_fname : library);
  return 1;
}

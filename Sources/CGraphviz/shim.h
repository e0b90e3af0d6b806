// Graphviz's C interface, and functions for what its headers offer only as macros.

#include <dirent.h>
#include <dlfcn.h>
#include <graphviz/gvc.h>
#include <locale.h>
#include <stdlib.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/// The order in which the parser made an edge.
static inline unsigned long gradwalk_edge_number(Agedge_t *edge) { return AGSEQ(edge); }

static inline pointf gradwalk_node_center(Agnode_t *node) { return ND_coord(node); }

/// The width and height of a node in inches.
static inline pointf gradwalk_node_size(Agnode_t *node) {
  pointf size = {ND_width(node), ND_height(node)};
  return size;
}

static inline boxf gradwalk_bounds(Agraph_t *graph) { return GD_bb(graph); }

static inline textlabel_t *gradwalk_graph_label(Agraph_t *graph) { return GD_label(graph); }

static inline textlabel_t *gradwalk_node_outside_label(Agnode_t *node) { return ND_xlabel(node); }

static inline splines *gradwalk_edge_splines(Agedge_t *edge) { return ED_spl(edge); }

static inline textlabel_t *gradwalk_edge_label(Agedge_t *edge) { return ED_label(edge); }

static inline textlabel_t *gradwalk_edge_outside_label(Agedge_t *edge) { return ED_xlabel(edge); }

static inline textlabel_t *gradwalk_edge_head_label(Agedge_t *edge) { return ED_head_label(edge); }

static inline textlabel_t *gradwalk_edge_tail_label(Agedge_t *edge) { return ED_tail_label(edge); }

/// Whether a layout gave the label a place.
static inline int gradwalk_label_is_placed(textlabel_t *label) { return label->set; }

static inline pointf gradwalk_label_center(textlabel_t *label) { return label->pos; }

#ifdef __APPLE__
typedef Dl_info gradwalk_symbol_info;
#else
// glibc shows these only to programs that ask for its extensions, and its module was built without.
typedef struct {
  const char *dli_fname;
  void *dli_fbase;
  const char *dli_sname;
  void *dli_saddr;
} gradwalk_symbol_info;
int dladdr(const void *address, gradwalk_symbol_info *info);
#endif

/// The path of the library that libgvc was loaded from.
static inline const char *gradwalk_library_path(void) {
  gradwalk_symbol_info info;
  return dladdr((const void *)(size_t)&gvContextPlugins, &info) ? info.dli_fname : NULL;
}

static inline const char *gradwalk_entry_name(struct dirent *entry) { return entry->d_name; }

/// A locale that writes numbers with a point.
static inline locale_t gradwalk_make_plain_locale(void) { return newlocale(LC_ALL_MASK, "C", (locale_t)0); }

/// A name by which Graphviz takes an entry of its table of builtins for a plugin.
static inline const char *gradwalk_plugin_name(void) { return "gvplugin_LTX_library"; }

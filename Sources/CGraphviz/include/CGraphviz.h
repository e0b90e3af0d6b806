// What places the parts of a graph: a few functions of Graphviz's libgvc, found when the first graph is placed.
//
// They are declared here rather than included, so that Gradwalk is built and started without the library. Their names
// and types are part of what it promises.

#pragma once

#include <dirent.h>
#include <locale.h>
#include <stddef.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/// A `GVC_t`.
typedef struct graphviz_context graphviz_context;
/// An `Agraph_t`: a graph or a part of one.
typedef struct graphviz_graph graphviz_graph;
/// An `Agnode_t`.
typedef struct graphviz_node graphviz_node;
/// An `Agedge_t`.
typedef struct graphviz_edge graphviz_edge;

/// An `lt_symlist_t`: a plugin of a context.
typedef struct {
  const char *name;
  void *address;
} graphviz_builtin;

/// The functions, by what they are used for. The C file has their names.
typedef struct __attribute__((swift_attr("@Sendable"))) {
  graphviz_context *(*make_context)(const graphviz_builtin *plugins, int loads_others);
  int (*lay_out)(graphviz_context *context, graphviz_graph *graph, const char *engine);
  int (*free_layout)(graphviz_context *context, graphviz_graph *graph);
  /// Writes the places that were found into the attributes of the graph.
  void (*attach)(graphviz_graph *graph);

  graphviz_graph *(*read)(const char *text);
  int (*close)(graphviz_graph *graph);
  graphviz_node *(*first_node)(graphviz_graph *graph);
  graphviz_node *(*next_node)(graphviz_graph *graph, graphviz_node *node);
  graphviz_edge *(*first_edge)(graphviz_graph *graph, graphviz_node *node);
  graphviz_edge *(*next_edge)(graphviz_graph *graph, graphviz_edge *edge);
  graphviz_graph *(*first_part)(graphviz_graph *graph);
  graphviz_graph *(*next_part)(graphviz_graph *part);
  char *(*name)(void *part);
  char *(*attribute)(void *part, char *name);
  int (*(*report)(int (*)(char *)))(char *);
} graphviz_functions;

/// Loads a library that is libgvc, and finds the functions.
///
/// The library stays loaded when all are there. Gives false, and why in `problem`, if one is missing; else the path of
/// the library in `problem`.
_Bool graphviz_load(const char *library, graphviz_functions *functions, char *problem, size_t room);

static inline const char *graphviz_entry_name(struct dirent *entry) { return entry->d_name; }

/// A locale that writes numbers with a point.
static inline locale_t graphviz_make_plain_locale(void) { return newlocale(LC_ALL_MASK, "C", (locale_t)0); }

/// A name by which Graphviz takes an entry of its table of builtins for a plugin.
static inline const char *graphviz_plugin_name(void) { return "gvplugin_LTX_library"; }

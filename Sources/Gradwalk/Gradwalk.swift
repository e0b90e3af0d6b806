// The library product: what a Swift program needs to build graphs, run lessons and render traces.
@_exported public import Autodiff
@_exported public import Figures
@_exported public import Graphviz
@_exported public import Language
@_exported public import Lessons
@_exported public import Numbers
@_exported public import Raster
@_exported public import Rendering
@_exported public import Script
@_exported public import TraceModel

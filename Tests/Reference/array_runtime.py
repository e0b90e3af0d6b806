"""Arrays as a program of the lesson language sees them, over the derivative rules of another library.

A `Handle` is what a name stands for: it may be shared by several names, have views, and be changed in place. What
it holds at a moment is a value of autograd or of JAX. `Tape` keeps what the library says of derivatives.
"""

import numpy
from autograd.core import VJPNode, add_outgrads, toposort
from autograd.tracer import getval, isbox, new_box
import jax

from array_functions import AUTOGRAD, JAX, apart, guard


class Autograd:
    """Boxes of autograd: its own graph, kept between the backward passes."""

    functions = AUTOGRAD
    is_value = staticmethod(isbox)

    def leaf(self, value):
        return new_box(numpy.array(value, float), 0, VJPNode.new_root())

    def plain(self, cell):
        return getval(cell)

    def call(self, function, arguments, options):
        return function(*arguments, **options)

    def node(self, cell):
        return cell._node

    def gradients(self, cell, seed):
        found, waiting = {}, {cell._node: (seed, False)}
        for node in toposort(cell._node):
            outgrad = waiting.pop(node)
            found[node] = outgrad[0]
            for parent, ingrad in zip(node.parents, node.vjp(outgrad[0])):
                waiting[parent] = add_outgrads(waiting.get(parent), ingrad)
        return found


class JaxCell:
    """A value with the linear map that JAX gives for the way back to what it was computed from."""

    count = 0

    def __init__(self, value, parents=(), vjp=None):
        self.value, self.parents, self.vjp = value, parents, vjp
        JaxCell.count += 1
        self.number = JaxCell.count
        self.shape, self.ndim = value.shape, value.ndim


class Jax:
    functions = JAX

    @staticmethod
    def is_value(x):
        return isinstance(x, JaxCell)

    def leaf(self, value):
        return JaxCell(jax.numpy.asarray(numpy.array(value, float)))

    def plain(self, cell):
        return numpy.asarray(cell.value) if self.is_value(cell) else cell

    def call(self, function, arguments, options):
        leaves, shape = jax.tree_util.tree_flatten(arguments, is_leaf=lambda x: not isinstance(x, (list,
            tuple)) or not any(map(_holds_cell, x)))
        cells = [i for i, leaf in enumerate(leaves) if self.is_value(leaf)]
        if not cells:
            return numpy.asarray(function(*arguments, **options))

        def of_cells(*values):
            filled = list(leaves)
            for i, value in zip(cells, values):
                filled[i] = value
            return function(*jax.tree_util.tree_unflatten(shape, filled), **options)

        value, vjp = jax.vjp(of_cells, *[leaves[i].value for i in cells])
        return JaxCell(value, tuple(leaves[i] for i in cells), vjp)

    def node(self, cell):
        return cell

    def gradients(self, cell, seed):
        found, waiting = {cell: jax.numpy.asarray(seed)}, [cell]
        seen = {cell}
        while waiting:
            for parent in waiting.pop().parents:
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        for node in sorted(seen, key=lambda c: -c.number):
            if node.vjp is not None:
                for parent, downstream in zip(node.parents, node.vjp(found[node])):
                    found[parent] = found[parent] + downstream if parent in found else downstream
        return {node: numpy.asarray(g) for node, g in found.items()}


def _holds_cell(x):
    return isinstance(x, JaxCell) or isinstance(x, (list, tuple)) and any(map(_holds_cell, x))


class Entry:
    """What is known of a named node: its name, whether it is an input, and its gradient."""

    def __init__(self, name, is_input, binding):
        self.name, self.is_input, self.binding = name, is_input, binding
        self.gradient, self.reached, self.last_pass = None, False, 0


class Tape:
    def __init__(self, library):
        self.library = library
        self.entries = []  # (node, entry)
        self.passes = []
        self.reads = []
        self.met_kinks = False

    def call(self, name, *arguments, **options):
        """Applies a function of the language by its name to handles and plain values."""
        handles = list(_handles(arguments))
        plain = _strip(arguments, lambda h: h.plain)
        self.met_kinks |= guard(name, plain, options)
        if any(h.detached for h in handles):
            return Handle(self, self.library.functions[name](*plain, **options), detached=True)
        cells = _strip(arguments, lambda h: h.cell)
        if not any(self.library.is_value(h.cell) for h in handles):
            return Handle(self, numpy.asarray(AUTOGRAD[name](*plain, **options)))
        return Handle(self, self.library.call(self.library.functions[name], cells, options))

    def name(self, handle, name, binding):
        """Gives the node a name that it does not have yet; a plain value becomes an input."""
        if handle.entry is not None or handle.detached:
            return handle
        is_input = not self.library.is_value(handle.cell)
        if is_input:
            if handle.raw.dtype == bool:
                return handle
            handle.set(self.library.leaf(handle.raw), raw=handle.raw)
        handle.entry = Entry(name, is_input, binding)
        self.entries.append((self.library.node(handle.cell), handle.entry))
        return handle

    def backward(self, handle, seed=None):
        seed = numpy.ones(handle.shape) if seed is None else numpy.array(_strip(seed, lambda h: h.plain), float)
        self.last_seed = seed * numpy.ones(handle.shape)
        found = self.library.gradients(handle.cell, self.last_seed)
        self.passes.append(handle.plain)
        started = set()
        for node, entry in self.entries:
            if node not in found:
                continue
            entry.reached, entry.last_pass = True, len(self.passes)
            gradient = numpy.asarray(found[node], float)
            keeps = entry.gradient is not None and (entry.is_input or entry in started)
            entry.gradient = entry.gradient + gradient if keeps else gradient
            started.add(entry)

    def update(self, handle, value):
        handle.set(self.library.leaf(value), raw=numpy.array(value), entry=handle.entry)
        self.entries.append((self.library.node(handle.cell), handle.entry))

    def moved(self, handle, value):
        """The same input with a new value, for a name alone: other names keep the old one."""
        fresh = Handle(self, value)
        fresh.entry = handle.entry
        self.update(fresh, value)
        return fresh


def _handles(x):
    if isinstance(x, Handle):
        yield x
    elif isinstance(x, (list, tuple)):
        for part in x:
            yield from _handles(part)


def _strip(x, of):
    if isinstance(x, Handle):
        return of(x)
    if isinstance(x, (list, tuple)):
        return type(x)(_strip(part, of) for part in x)
    if isinstance(x, slice):
        return slice(*(_strip(part, of) for part in (x.start, x.stop, x.step)))
    return x


def _index(x):
    if isinstance(x, tuple):
        return tuple(map(_index, x))
    x = _strip(x, lambda h: h.plain)
    if isinstance(x, (list, range)):
        return numpy.array(x, int) if not all(isinstance(i, bool) for i in x) else numpy.array(x)
    if isinstance(x, numpy.ndarray) and x.ndim == 0:
        return x[()].item()
    return x


class Handle:
    """An array of the program. A view reads and writes places of its base."""

    __array_ufunc__ = None

    def __init__(self, tape, cell, detached=False, base=None, places=None):
        self.tape, self.detached, self.base, self.places = tape, detached, base, places
        self.version, self.is_refreshed = 0, False
        self.set(cell)
        self.version = base.version if base is not None else 0

    def set(self, cell, raw=None, entry=None):
        self._cell, self._raw, self._entry = cell, raw, entry
        if self.base is None:
            self.version += 1

    def _refresh(self):
        if self.base is not None and self.version != self.base.version:
            self.version = self.base.version
            self.is_refreshed = True
            fresh = self.tape.call("index", self.tape.call("reshape", self.base, (-1,)), self.places)
            self._cell, self._raw, self._entry, self.detached = fresh.cell, None, None, fresh.detached

    @property
    def cell(self):
        self._refresh()
        return self._cell

    @property
    def entry(self):
        self._refresh()
        return self._entry

    @entry.setter
    def entry(self, entry):
        self._entry = entry

    @property
    def raw(self):
        return numpy.asarray(self.cell if self._raw is None else self._raw)

    @property
    def plain(self):
        """The value alone; whole numbers stay whole while nothing computed with them."""
        self._refresh()
        return self._raw if self._raw is not None else numpy.asarray(self.tape.library.plain(self._cell))

    def write(self, new):
        """`a += b`: all names of the array, its base and its views see it."""
        if self.is_parameter() and new.detached:
            self.tape.update(self, new.plain)
        elif self.ndim == 0:
            return new
        elif new.shape != self.shape:
            raise ValueError("does not fit")
        elif self.base is not None:
            self.base[numpy.unravel_index(self.places, self.base.shape)] = new
        else:
            self.set(new.cell)
            self.detached = new.detached
        return self

    def is_parameter(self):
        return self.entry is not None and self.entry.is_input and self.entry.reached

    def view(self, name, arguments, options, places):
        result = self.tape.call(name, self, *arguments, **options)
        if result.ndim and not result.detached:
            result.base = self if self.base is None else self.base
            result.places = places if self.base is None else numpy.ravel(self.places)[places]
            result.version = result.base.version
        return result

    def __getitem__(self, index):
        index = _index(index)
        every = numpy.arange(self.plain.size).reshape(self.shape)
        places = every[index]
        if numpy.may_share_memory(every, places):
            return self.view("index", (index,), {}, places)
        return self.tape.call("index", self, index)

    def __setitem__(self, index, value):
        index = _index(index)
        if self.base is not None:
            places = self.places[index]
            self.base[numpy.unravel_index(places, self.base.shape)] = value
            return
        new = self.tape.call("put", self, index, value if isinstance(value, Handle) else numpy.asarray(value, float))
        if self.is_parameter() and new.detached:
            self.tape.update(self, new.plain)
        else:
            self.set(new.cell)
            self.detached = new.detached

    shape = property(lambda self: numpy.shape(self.plain))
    ndim = property(lambda self: numpy.ndim(self.plain))
    size = property(lambda self: numpy.size(self.plain))
    T = property(lambda self: self.transpose())

    def reshape(self, *shape):
        shape = shape[0] if len(shape) == 1 else shape
        return self.view("reshape", (shape,), {}, numpy.arange(self.size).reshape(shape))

    def ravel(self):
        return self.reshape(-1)

    def transpose(self, *axes):
        axes = (axes[0] if len(axes) == 1 else axes) or None
        return self.view("transpose", (axes,), {}, numpy.arange(self.size).reshape(self.shape).transpose(axes))

    def backward(self, seed=None):
        self.tape.backward(self, seed)

    @property
    def grad(self):
        value = self.entry.gradient
        self.tape.reads.append(value)
        return None if value is None else Slope(self.tape, value, self.entry)

    @grad.setter
    def grad(self, value):
        self.entry.gradient = None

    @property
    def data(self):
        return Handle(self.tape, self.plain, detached=True)

    @data.setter
    def data(self, value):
        self.tape.update(self, _strip(value, lambda h: h.plain))

    def detach(self):
        return self.data

    def item(self):
        return self.plain.item()

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    __hash__ = object.__hash__
    __len__ = lambda self: len(self.plain)
    __bool__ = lambda self: bool(self.plain)
    __float__ = lambda self: float(self.plain)
    __int__ = lambda self: int(self.plain)
    __index__ = lambda self: self.plain.__index__()
    __str__ = lambda self: str(self.plain if self.ndim else self.plain[()])
    __format__ = lambda self, spec: format(self.item(), spec)
    __neg__ = lambda self: self.tape.call("negative", self)
    __pos__ = lambda self: self
    __abs__ = lambda self: self.tape.call("abs", self)


class Slope(Handle):
    """What `.grad` gives."""

    def __init__(self, tape, value, entry):
        super().__init__(tape, value, detached=True)
        self.cleared = entry

    def zero_(self):
        self.cleared.gradient = numpy.zeros(self.shape)


def _operator(name, function):
    setattr(Handle, f"__{name}__", lambda self, other: self.tape.call(function, self, _operand(other)))
    setattr(Handle, f"__r{name}__", lambda self, other: self.tape.call(function, _operand(other), self))
    setattr(Handle, f"__i{name}__", lambda self, other: self.write(self.tape.call(function, self, _operand(other))))


def _operand(other):
    return numpy.asarray(other) if isinstance(other, (list, numpy.generic)) else other


for _name in "add sub mul truediv pow matmul".split():
    _operator(_name, _name)
def _comparison(name):
    def compare(self, other):
        other = _strip(other, lambda h: h.plain)
        if self.raw.dtype.kind == "f":
            apart(numpy.subtract(self.plain, other), False)
        return getattr(self.plain, name)(other)

    return compare


for _name in "lt le gt ge eq ne".split():
    setattr(Handle, f"__{_name}__", _comparison(f"__{_name}__"))
for _name in "mod floordiv".split():
    setattr(Handle, f"__{_name}__", lambda self, other, _name=f"__{_name}__": getattr(self.plain, _name)(other))
for _name in "exp tanh relu sigmoid sum mean max min var std dot flatten clip copy squeeze prod repeat".split():
    setattr(Handle, _name, lambda self, *arguments, _name=_name, **options: self.tape.call(_name, self, *arguments,
        **options))
for _name in "argmax argmin any all".split():
    setattr(Handle, _name, lambda self, *arguments, _name=_name, **options: getattr(self.plain, _name)(*arguments,
        **options))

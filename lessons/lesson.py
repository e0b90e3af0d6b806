"""Runs the program of a lesson under plain Python and NumPy, with the same values and gradients.

    from lesson import *

    W = np.array([[0.1, 0.5], [-0.3, 0.8]])
    x = np.array([0.2, 0.4])
    f = np.sum((W @ x)**2)
    f.backward()
    print(W.grad)

Put the line of import above the block of a lesson and run it. `np`, `math` and the bare functions then work on
arrays that remember how they were computed; `import numpy as np` below that line gives this `np` again.

Numbers are Python's own and have no gradient. Where one is asked for, write `w = np.array(2.0)`.

An array is an input if it was computed from nothing that still has a name; a program's `W = 0.01 * np.random.randn(2, 3)`
is one, and so is `np.arange(6.0).reshape(2, 3)`. Comparisons, `argmax` and `shape` give constants. What is computed
from `.grad` or `.data` is detached; `w -= e` with a detached e moves an input after a backward pass.
"""

import builtins
import functools
import itertools
import math as _math
import random as _random
import weakref

import numpy

_creation = itertools.count()
numpy.random.seed(0)
_random.seed(0)


class Node:
    """What an array is at one moment: a value, and the nodes it was computed from with the rule for each."""

    __slots__ = "value edges detached number gradient reached moved constant holder".split()

    def __init__(self, value, edges=(), detached=False):
        self.value, self.edges, self.detached = numpy.asarray(value), edges, detached
        self.number = next(_creation)
        self.gradient, self.reached, self.moved, self.constant = None, False, False, False
        self.holder = lambda: None

    def has_name(self):
        array = self.holder()
        return array is not None and array._node is self

    def is_parameter(self):
        """Whether this is an input that a backward pass has reached."""
        return self.reached and not self.edges

    def settle(self):
        """Decides what a node computed from constants alone is: an input if it has a name, else a constant."""
        if all(source.constant for source, _ in self.edges):
            self.constant = not self.has_name()
            self.edges = ()
            if not self.constant:
                self.holder()._part()


class Storage:
    """The elements that an array and its views have in common."""

    def __init__(self, node, owner):
        self.node, self.owner, self.version = node, weakref.ref(owner), 0
        self.views = weakref.WeakSet()
        node.holder = self.owner

    def places(self):
        """The numbers of the elements in row-major order, laid out as these are in memory."""
        places = numpy.empty_like(self.node.value, int)
        places[...] = numpy.arange(places.size).reshape(places.shape)
        return places

    def move(self, value):
        """Gives an input new numbers, which all names and views of it see."""
        self.node.value = value
        self.version += 1

    def write(self, new, places=None):
        """Takes on new elements: an input that a backward pass has reached moves, if these are detached."""
        node = new._node if places is None else scatter(self.node, places, new)
        if self.node.is_parameter() and isinstance(new, Array) and (new._node.detached or new._node.moved):
            self.node.value = node.value
        else:
            self.node, node.holder = node, self.owner
        self.version += 1


class Array:
    """A NumPy array that knows how it was computed. Several names, and views, may share its elements."""

    __array_ufunc__ = None  # ndarray * Array is Array's to compute

    def __init__(self, node, is_number=False):
        self._own, self._is_number = node, is_number
        self._keep()

    def _keep(self):
        """Has its elements for itself."""
        self._storage, self._places, self._version = Storage(self._own, self), None, 0

    def _look_into(self, other, places):
        """Is a view: has its elements at some places of another array."""
        self._storage, self._version, self._places = other._storage, other._storage.version, places
        self._storage.views.add(self)

    def _part(self):
        """A view of what has no name has its elements for itself, and shares them with the views of it alone."""
        if self._places is None:
            return
        views, seen = self._storage.views, self._places.ravel()
        self._keep()
        order = numpy.argsort(seen)
        for view in list(views):
            if view is not self and view._places is not None and numpy.isin(view._places, seen).all():
                places = numpy.empty_like(view._places)
                places[...] = order[numpy.searchsorted(seen, view._places, sorter=order)]
                view._look_into(self, places)

    def _seen(self):
        """Where its elements stand in what it shares them with."""
        return self._storage.places() if self._places is None else self._places

    @property
    def _node(self):
        if self._version != self._storage.version:
            self._version, self._own = self._storage.version, self._storage.node
            if self._places is not None:
                self._own = gather(self._own, self._places)
                self._own.holder = weakref.ref(self)
        return self._own

    # Gradients

    def backward(self, gradient=None):
        """Runs the backward pass from here: inputs accumulate, all else has the gradient of this pass."""
        nodes = _behind(self._node)
        for node in nodes:
            node.settle()
        if self._node.constant:
            raise ValueError("backward() of a value that was computed from no input")
        if gradient is None and self.size != 1:
            raise ValueError(f"backward() of an array of shape {self.shape} needs the gradient to start from")
        start = numpy.ones(self.shape) if gradient is None else numpy.asarray(_values(gradient), float)
        gradients = {self._node: numpy.broadcast_to(start, self.shape)}
        for node in reversed(nodes):
            if node not in gradients:
                continue
            upstream = gradients.pop(node)
            if not node.edges and node.gradient is not None:
                node.gradient = node.gradient + upstream
            else:
                node.gradient = upstream + 0.0
            node.reached = True
            for source, rule in node.edges:
                if source.constant:
                    continue
                downstream = _unstretch(rule(upstream), source.value.shape)
                gradients[source] = gradients[source] + downstream if source in gradients else downstream

    @property
    def grad(self):
        return None if self._node.gradient is None else Gradient(self._node)

    @grad.setter
    def grad(self, value):
        self._node.gradient = None if value is None else numpy.broadcast_to(_values(value), self.shape) + 0.0

    @property
    def data(self):
        return Array(Node(self._node.value, detached=True))

    @data.setter
    def data(self, value):
        if self._places is not None:
            raise TypeError("only an input has .data to move, not a view of one")
        self._storage.move(numpy.array(_values(value)))

    detach = lambda self: self.data
    item = lambda self: self._node.value.item()
    astype = lambda self, kind: _converted(self, kind)

    # What NumPy's arrays have

    shape = property(lambda self: self._node.value.shape)
    ndim = property(lambda self: self._node.value.ndim)
    size = property(lambda self: self._node.value.size)
    dtype = property(lambda self: self._node.value.dtype)
    T = property(lambda self: transpose(self))

    def __getitem__(self, index):
        return pick(self, lambda places: places[_plain_index(index)])

    def __setitem__(self, index, value):
        places = self._seen()
        if not places.flags.writeable:
            raise ValueError("assignment destination is read-only")
        self._storage.write(_kept(lift(value), self.dtype), numpy.asarray(places[_plain_index(index)]))

    def fill(self, value):
        self[...] = value

    def _become(self, new):
        """`a += b`: seen through every name of an array; a number is replaced by a new one."""
        old = self._node
        if new.shape != old.value.shape:
            raise ValueError(f"a result of shape {new.shape} does not fit into an array of shape {old.value.shape}")
        if self._is_number and not (old.is_parameter() and new._node.detached):
            return new
        if not numpy.can_cast(new.dtype, self.dtype, "same_kind"):
            raise TypeError(f"an array of dtype {self.dtype} cannot hold the {new.dtype} that this makes")
        self._storage.write(new, self._places)
        return self

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    __len__ = lambda self: len(self._node.value)
    __bool__ = lambda self: bool(self._node.value)
    __float__ = lambda self: float(self._node.value)
    __int__ = lambda self: int(self._node.value)
    __index__ = lambda self: self._node.value.__index__()
    __hash__ = object.__hash__
    __str__ = lambda self: str(self._node.value if self.ndim else self._node.value[()])
    __repr__ = lambda self: repr(self._node.value if self.ndim else self._node.value[()])
    __format__ = lambda self, spec: format(self.item() if spec else str(self), spec)
    __neg__ = lambda self: negative(self)
    __pos__ = lambda self: copy(self)
    __round__ = lambda self, digits=None: round(self.item(), digits)
    __abs__ = lambda self: absolute(self)


class Gradient(Array):
    """What `.grad` gives: the numbers as they are now, detached, and `zero_()` to clear them."""

    def __init__(self, node):
        super().__init__(Node(node.gradient, detached=True))
        self._cleared = node

    def zero_(self):
        self._cleared.gradient = numpy.zeros(self.shape)


def _behind(output):
    """All nodes that a node was computed from, itself included, in the order of their creation."""
    found, waiting = {output}, [output]
    while waiting:
        for source, _ in waiting.pop().edges:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return sorted(found, key=lambda node: node.number)


def _unstretch(gradient, shape):
    """The backward pass of a broadcast sums over the axes that were stretched."""
    gradient = numpy.asarray(gradient)
    gradient = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    axes = tuple(i for i, n in enumerate(shape) if n == 1 and gradient.shape[i] != 1)
    return gradient.sum(axis=axes, keepdims=True)


def lift(x):
    """Lists that hold arrays of ours become one; all else stays."""
    if isinstance(x, (list, tuple)):
        parts = [lift(part) for part in x]
        return stack(parts) if any(isinstance(part, Array) for part in parts) else x
    return x


def _values(x):
    if isinstance(x, Array):
        return x._node.value
    if isinstance(x, (list, tuple)):
        return type(x)(_values(part) for part in x)
    return x


def _plain_index(index):
    if isinstance(index, tuple):
        return tuple(_plain_index(part) for part in index)
    if isinstance(index, slice):
        return slice(*(_plain_index(part) for part in (index.start, index.stop, index.step)))
    index = _values(index)
    return index[()] if isinstance(index, numpy.ndarray) and index.ndim == 0 else index


def gate(value, *edges):
    """The result of a gate: for each thing it was computed from, the rule that makes the gradient from upstream."""
    edges = tuple((source._node, rule) for source, rule in edges if isinstance(source, Array))
    return Array(_gate_node(value, edges), is_number=numpy.ndim(value) == 0) if edges else value


def _gate_node(value, edges):
    detached = any(source.detached for source, _ in edges)
    return Node(value, () if detached else edges, detached)


# Gates for each element: a line for each, value and slope side by side


def elementwise(function, slope):
    def apply(x):
        x = lift(x)
        value = numpy.asarray(_values(x))
        y = function(value)
        return gate(y, (x, lambda u: u * slope(value, y)))

    return apply


def _sigmoid(x):
    small = numpy.exp(-numpy.abs(x))
    return numpy.where(x >= 0, 1.0, small) / (1.0 + small)


exp = elementwise(numpy.exp, lambda x, y: y)
log = elementwise(numpy.log, lambda x, y: 1 / x)
sqrt = elementwise(numpy.sqrt, lambda x, y: 0.5 / y)
sin = elementwise(numpy.sin, lambda x, y: numpy.cos(x))
cos = elementwise(numpy.cos, lambda x, y: -numpy.sin(x))
tanh = elementwise(numpy.tanh, lambda x, y: 1 - y * y)
sigmoid = elementwise(_sigmoid, lambda x, y: y * (1 - y))
relu = elementwise(lambda x: numpy.where(x > 0, x, 0), lambda x, y: x > 0)
softplus = elementwise(lambda x: numpy.logaddexp(0, x), lambda x, y: _sigmoid(x))
square = elementwise(lambda x: x * x, lambda x, y: 2 * x)
absolute = elementwise(numpy.abs, lambda x, y: numpy.sign(x))
negative = elementwise(lambda x: -x, lambda x, y: -1.0)
copy = elementwise(lambda x: x.copy(), lambda x, y: 1.0)


def leaky_relu(x, slope=0.01):
    return elementwise(lambda x: numpy.where(x > 0, x, slope * x), lambda x, y: numpy.where(x > 0, 1.0, slope))(x)


def elu(x, alpha=1.0):
    bend = lambda x: alpha * numpy.expm1(numpy.minimum(x, 0.0))
    return elementwise(lambda x: numpy.where(x > 0, x, bend(x)), lambda x, y: numpy.where(x > 0, 1.0, y + alpha))(x)


def pairwise(function, left_slope, right_slope):
    def apply(a, b):
        a, b = lift(a), lift(b)
        x, y = numpy.asarray(_values(a)), numpy.asarray(_values(b))
        value = function(x, y)
        return gate(value, (a, lambda u: u * left_slope(x, y)), (b, lambda u: u * right_slope(x, y)))

    return apply


def _power_slope(x, y):
    return numpy.where(y == 0, 0.0, y * numpy.power(x + 0.0, numpy.where(y == 0, 1.0, y - 1.0)))


def _log_slope(x, y):
    return numpy.log(numpy.where(x > 0, x, 1.0)) * numpy.power(x + 0.0, y)


def _share(x, y):
    """The part of a gradient that the first of two gets if it wins; a tie is shared."""
    return (x > y) + 0.5 * (x == y)


add = pairwise(numpy.add, lambda x, y: 1.0, lambda x, y: 1.0)
subtract = pairwise(numpy.subtract, lambda x, y: 1.0, lambda x, y: -1.0)
multiply = pairwise(numpy.multiply, lambda x, y: y, lambda x, y: x)
divide = pairwise(numpy.divide, lambda x, y: 1 / y, lambda x, y: -x / (y * y))
power = pairwise(numpy.power, _power_slope, _log_slope)
_larger = pairwise(numpy.maximum, _share, lambda x, y: _share(y, x))
minimum = pairwise(numpy.minimum, lambda x, y: _share(y, x), _share)


def maximum(a, b):
    """The larger of two; with a constant 0 it is relu, whose slope at 0 is 0."""
    zero = lambda x: isinstance(x, (int, float)) and x == 0
    return relu(b) if zero(a) else relu(a) if zero(b) else _larger(a, b)


def clip(x, low, high):
    x = x if low is None else maximum(x, low)
    return x if high is None else minimum(x, high)


def where(condition, *choices):
    """a where the condition holds, else b."""
    condition = numpy.asarray(_values(condition), bool)
    if not choices:
        return condition.nonzero()
    a, b = map(lift, choices)
    return gate(numpy.where(condition, _values(a), _values(b)), (a, lambda u: u * condition),
        (b, lambda u: u * ~condition))


# Products


def matmul(a, b):
    a, b = lift(a), lift(b)
    x, y = numpy.asarray(_values(a)), numpy.asarray(_values(b))
    value = x @ y
    row, column = numpy.atleast_2d(x), y if y.ndim > 1 else y[:, None]
    shape = (*numpy.broadcast_shapes(row.shape[:-2], column.shape[:-2]), row.shape[-2], column.shape[-1])
    of_x = lambda u: u.reshape(shape) @ column.swapaxes(-1, -2)
    of_y = lambda u: _unstretch(row.swapaxes(-1, -2) @ u.reshape(shape), column.shape).reshape(y.shape)
    return gate(value, (a, of_x), (b, of_y))


def dot(a, b):
    return multiply(a, b) if numpy.ndim(_values(a)) == 0 or numpy.ndim(_values(b)) == 0 else matmul(a, b)


def outer(a, b):
    return multiply(reshape(a, -1, 1), reshape(b, 1, -1))


# Elements at other places


def _places(value):
    return numpy.arange(value.size).reshape(value.shape)


def gather(source, places):
    """The elements of a node at given places, which are counted in row-major order."""
    shape, size = source.value.shape, source.value.size
    back = lambda u: numpy.bincount(places.ravel(), numpy.ravel(u), size).reshape(shape)
    return _gate_node(source.value.ravel()[places], ((source, back),))


def scatter(source, places, new):
    """A node with the elements at some places replaced; of several for one place the last holds."""
    value = source.value.flatten()
    value[places] = _values(new)
    count = numpy.arange(places.size).reshape(places.shape)
    last = numpy.zeros(value.size, int)
    last[places] = count
    holds = last[places] == count
    shape = source.value.shape
    rest = numpy.ones(value.size)
    rest[places] = 0.0
    edges = [(source, lambda u: u * rest.reshape(shape))]
    if isinstance(new, Array):
        edges.append((new._node, lambda u: u.ravel()[places] * holds))
    return _gate_node(value.reshape(shape), tuple(edges))


def pick(x, select):
    """What `select` makes of x, read off what it makes of the places of x. A view stays one."""
    x = lift(x)
    if not isinstance(x, Array):
        return select(numpy.asarray(x))
    all_places = _places(x._node.value)
    places = numpy.asarray(select(all_places))
    result = Array(gather(x._node, places), is_number=places.ndim == 0)
    # What is a view and what a copy depends on how the elements lie in memory.
    all_seen = x._seen()
    seen = numpy.asarray(select(all_seen))
    if numpy.may_share_memory(all_seen, seen):
        result._look_into(x, seen)
    return result


def reshape(x, *shape):
    shape = shape[0] if len(shape) == 1 else shape
    return pick(x, lambda places: places.reshape(_values(shape)))


def transpose(x, *axes):
    return pick(x, lambda places: places.transpose(*axes))


def _picking(function):
    return lambda x, *arguments, **options: pick(x, lambda places: function(places, *_values(arguments), **options))


ravel = _picking(numpy.ravel)
flatten = _picking(lambda places: places.flatten())
squeeze, expand_dims, broadcast_to = map(_picking, (numpy.squeeze, numpy.expand_dims, numpy.broadcast_to))
roll, flip, repeat, tile = map(_picking, (numpy.roll, numpy.flip, numpy.repeat, numpy.tile))


def pad(x, widths, mode="constant", constant_values=0):
    if mode != "constant":
        return pick(x, lambda places: numpy.pad(places, widths, mode))
    inside = numpy.pad(numpy.ones(numpy.shape(_values(x)), bool), widths)
    value = numpy.pad(_values(lift(x)), widths, constant_values=constant_values)
    shape = numpy.shape(_values(x))
    return gate(value, (lift(x), lambda u: u[inside].reshape(shape)))


def concatenate(arrays, axis=0):
    arrays = [lift(a) for a in arrays]
    values = [numpy.asarray(_values(a)) for a in arrays]
    ends = numpy.cumsum([v.shape[axis] for v in values])
    part = lambda i: lambda u: numpy.split(u, ends[:-1], axis)[i]
    return gate(numpy.concatenate(values, axis), *((a, part(i)) for i, a in enumerate(arrays)))


def stack(arrays, axis=0):
    return concatenate([expand_dims(lift(a), axis) for a in arrays], axis)


def hstack(arrays):
    arrays = [pick(a, numpy.atleast_1d) for a in arrays]
    return concatenate(arrays, 0 if arrays[0].ndim == 1 else 1)


def vstack(arrays):
    return concatenate([pick(a, numpy.atleast_2d) for a in arrays], 0)


# Reductions


def _spread(y, shape, axis, keepdims):
    y = y if axis is None or keepdims else numpy.expand_dims(y, axis)
    return numpy.broadcast_to(y, shape)


def _reduction(function, back):
    """A gate over some axes; `back` makes the gradient from x, and from y and upstream spread over x."""

    def apply(x, axis=None, keepdims=False):
        x = lift(x)
        value = numpy.asarray(_values(x))
        y = function(value, axis=axis, keepdims=keepdims)
        spread = lambda z: _spread(z, value.shape, axis, keepdims)
        return gate(y, (x, lambda u: back(value, spread(y), spread(u), axis)))

    return apply


def _route(x, y, u, axis):
    winners = x == y
    return u * winners / numpy.sum(winners, axis=axis, keepdims=True)


def _logsumexp(x, axis, keepdims):
    top = numpy.max(x, axis=axis, keepdims=True)
    y = numpy.log(numpy.sum(numpy.exp(x - top), axis=axis, keepdims=True)) + top
    return y if keepdims else numpy.squeeze(y, axis)


total = _reduction(numpy.sum, lambda x, y, u, axis: u)
mean = _reduction(numpy.mean, lambda x, y, u, axis: u / _count(x, axis))
largest = _reduction(numpy.max, _route)
smallest = _reduction(numpy.min, _route)
logsumexp = _reduction(_logsumexp, lambda x, y, u, axis: u * numpy.exp(x - y))
_softmax = _reduction(
    lambda x, axis, keepdims: numpy.exp(x - _logsumexp(x, axis, True)),
    lambda x, y, u, axis: y * (u - numpy.sum(y * u, axis=axis, keepdims=True)))


def _count(x, axis):
    axes = range(x.ndim) if axis is None else numpy.atleast_1d(axis)
    return _math.prod(x.shape[i] for i in axes)


def softmax(x, axis=-1):
    return _softmax(x, axis, True)


def prod(x, axis=None, keepdims=False):
    """The product, one factor after the other, so that a zero among them does no harm."""
    x = ravel(x) if axis is None else pick(x, lambda places: numpy.moveaxis(places, axis, 0))
    y = functools.reduce(multiply, x, 1)
    return expand_dims(y, axis) if keepdims and axis is not None else y


def var(x, axis=None, ddof=0, keepdims=False):
    x = lift(x)
    squares = total(square(subtract(x, mean(x, axis, True))), axis, keepdims)
    return divide(squares, _count(numpy.asarray(_values(x)), axis) - ddof)


def std(x, axis=None, ddof=0, keepdims=False):
    return sqrt(var(x, axis, ddof, keepdims))


def norm(x, axis=None, keepdims=False):
    return sqrt(total(square(x), axis, keepdims))


# Images


def _windows(x, height, width, stride):
    view = numpy.lib.stride_tricks.sliding_window_view
    return pick(x, lambda places: view(places, (height, width), axis=(-2, -1))[..., ::stride, ::stride, :, :].copy())


def conv2d(x, w, stride=1, padding=0):
    """Cross-correlation of (H, W), (C, H, W) or (N, C, H, W) with (KH, KW) or (F, C, KH, KW)."""
    if numpy.ndim(_values(w)) == 2:
        return squeeze(conv2d(expand_dims(x, -3), expand_dims(w, (0, 1)), stride, padding), -3)
    if padding:
        x = pad(x, [(0, 0)] * (numpy.ndim(_values(x)) - 2) + [(padding, padding)] * 2)
    filters, channels, height, width = numpy.shape(_values(w))
    windows = pick(_windows(x, height, width, stride), lambda places: numpy.moveaxis(places, -5, -3))
    patches = reshape(windows, *windows.shape[:-3], channels * height * width)
    scores = matmul(patches, transpose(reshape(w, filters, -1)))
    return pick(scores, lambda places: numpy.moveaxis(places, -1, -3))


def max_pool2d(x, size, stride=None):
    return largest(_windows(x, size, size, stride or size), axis=(-2, -1))


# Python's own, which also take arrays


def sum(values, start=0):
    if not isinstance(values, (Array, numpy.ndarray)):
        return builtins.sum(values, start)
    return add(start, total(values, axis=0)) if isinstance(start, Array) or start else total(values, axis=0)


def _python_or(python, pair, reduction):
    def apply(*arguments, **options):
        if len(arguments) > 1:
            has_array = any(isinstance(a, (Array, numpy.ndarray)) for a in arguments)
            if not has_array:
                return python(*arguments, **options)
            # Of more than two numbers all that are equal share the gradient equally.
            shares = len(arguments) > 2 and all(numpy.ndim(_values(a)) == 0 for a in arguments)
            return reduction(stack([array(a) for a in arguments])) if shares else functools.reduce(pair, arguments)
        values = arguments[0] if isinstance(arguments[0], Array) else list(arguments[0])
        has_array = not options and any(isinstance(value, Array) for value in values)
        return reduction(values) if has_array else python(values, **options)

    return apply


max = _python_or(builtins.max, maximum, largest)
min = _python_or(builtins.min, minimum, smallest)


def abs(x):
    return absolute(x) if isinstance(x, (Array, list)) else builtins.abs(x)


# Makers: what they make may be an input


def array(values, dtype=None):
    values = lift(values)
    if isinstance(values, Array):
        return copy(values) if dtype is None else _converted(values, dtype)
    return Array(Node(numpy.array(values, dtype)))


def asarray(values, dtype=None):
    """The array itself where it is one of that dtype already."""
    is_that = isinstance(values, Array) and (dtype is None or values.dtype == numpy.dtype(dtype))
    return values if is_that else array(values, dtype)


def _converted(x, dtype):
    """A copy with elements of another type; whole numbers and truth values made of others are constants."""
    convert = lambda value: value.astype(dtype)
    return elementwise(convert, lambda x, y: 1.0)(x) if _keeps(x, dtype) else Array(Node(convert(x._node.value)))


def _keeps(x, dtype):
    return numpy.can_cast(x.dtype, dtype, "same_kind")


def _kept(x, dtype):
    """What an array of a type keeps of what is written into it."""
    return x if isinstance(x, Array) and _keeps(x, dtype) else numpy.asarray(_values(x)).astype(dtype)


def _maker(function):
    @functools.wraps(function)
    def make(*arguments, **options):
        made = function(*_values(arguments), **{name: _values(option) for name, option in options.items()})
        return Array(Node(made)) if isinstance(made, numpy.ndarray) else made

    return make


def full(shape, value, dtype=None):
    """Filled with a number; with a computed one, it is a gate."""
    return copy(broadcast_to(value, shape)) if isinstance(value, Array) else Array(Node(numpy.full(_values(shape),
        value, dtype)))


def _shuffle(x):
    order = numpy.arange(len(x))
    numpy.random.shuffle(order)
    x[:] = x[order] if isinstance(x, Array) else [x[i] for i in order]


# Where a program finds all this


class _Module:
    """A module with functions of this file in the place of its own; the rest of it works on plain values alone."""

    def __init__(self, module, functions):
        self._module = module
        self.__dict__.update(functions)

    def __getattr__(self, name):
        found = getattr(self._module, name)
        if isinstance(found, type) or not callable(found):
            return found

        def plain(*arguments, **options):
            if name not in _CONSTANT and any(isinstance(a, Array) for a in arguments):
                raise TypeError(f"{self._module.__name__}.{name} does not work on arrays of lesson.py")
            return found(*_values(arguments), **options)

        return plain


# Functions of arrays whose results carry no gradient.
_CONSTANT = set(
    """allclose any all argmax argmin argsort array_equal ceil count_nonzero floor isclose isfinite isinf isnan ndim
    nonzero rint round shape sign size unique""".split())
_MAKERS = "arange empty eye full_like identity linspace ones ones_like zeros zeros_like".split()
_DRAWS = "choice normal permutation rand randint randn random random_sample uniform".split()
_FUNCTIONS = {name: globals()[name] for name in """array clip concatenate conv2d copy cos dot elu exp expand_dims broadcast_to
    flatten flip full hstack leaky_relu log logsumexp matmul max_pool2d maximum mean minimum norm outer pad prod ravel relu
    repeat reshape roll sigmoid sin softmax softplus sqrt square squeeze stack std tanh tile transpose var vstack where
    """.split()} | {name: _maker(getattr(numpy, name)) for name in _MAKERS}
_NUMPY = _FUNCTIONS | dict(
    sum=total, max=largest, min=smallest, amax=largest, amin=smallest, abs=absolute, absolute=absolute, add=add,
    subtract=subtract, multiply=multiply, divide=divide, power=power, negative=negative, asarray=asarray,
    linalg=_Module(numpy.linalg, {"norm": norm}),
    random=_Module(numpy.random,
    {name: _maker(getattr(numpy.random, name)) for name in _DRAWS} | {"shuffle": _shuffle}),
)
np = _Module(numpy, _NUMPY)


def _number_or_array(name):
    ours, theirs = _FUNCTIONS[name], getattr(_math, name)
    return lambda x: ours(x) if isinstance(x, Array) else theirs(x)


math = _Module(_math, {name: _number_or_array(name) for name in "exp log sqrt sin cos tanh".split()})
argmax, argmin = np.argmax, np.argmin
globals().update({name: _FUNCTIONS[name] for name in _MAKERS})
__all__ = ["np", "math", "sum", "max", "min", "abs", "argmax", "argmin", *_FUNCTIONS]

# Methods and operators

for _name in """exp log sqrt sin cos tanh sigmoid relu leaky_relu elu softplus square clip dot transpose reshape ravel
        flatten squeeze copy repeat sum mean max min prod var std softmax logsumexp norm""".split():
    setattr(Array, _name, lambda self, *arguments, _function=_NUMPY[_name],
        **options: _function(self, *arguments, **options))
for _name in "all any argmax argmin argsort round tolist".split():
    setattr(Array, _name, lambda self, *arguments, _name=_name, **options: getattr(self._node.value, _name)(*arguments,
        **options))
for _name in "lt le gt ge eq ne floordiv rfloordiv mod rmod".split():
    setattr(Array, f"__{_name}__", lambda self, other, _name=f"__{_name}__": getattr(self._node.value,
        _name)(_values(other)))


def _moving(function):
    """`w = w - e` with a detached e: the input moved, which keeps the gradient that has accumulated."""

    def apply(self, other):
        node, result = self._node, function(self, other)
        if node.is_parameter() and result._node.detached:
            result._node.detached, result._node.moved = False, True
            result._node.reached, result._node.gradient = True, node.gradient
        return result

    return apply


for _name, _function in dict(add=add, sub=subtract, mul=multiply, truediv=divide, pow=power, matmul=matmul).items():
    _forward = _moving(_function) if _name in ("add", "sub") else _function
    setattr(Array, f"__{_name}__", lambda self, other, _function=_forward: _function(self, other))
    setattr(Array, f"__r{_name}__", lambda self, other, _function=_function: _function(other, self))
    setattr(Array, f"__i{_name}__", lambda self, other, _function=_function: self._become(_function(self, other)))

_python_import = builtins.__import__


def _import(name, globals=None, *rest, **options):
    """`import numpy` and `import math`, in a program that has imported this file, give the modules of this file."""
    ours = {"numpy": np, "math": math}.get(name)
    return ours if ours and globals and globals.get("softplus") is softplus else _python_import(name, globals, *rest,
        **options)


builtins.__import__ = _import

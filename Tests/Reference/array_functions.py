"""The functions of arrays in the lesson language, in the terms of NumPy, of HIPS autograd and of JAX.

`checked` wraps the functions with a kink or a pole: it rejects arguments that are near one but not on it.
"""

import builtins
import functools

import autograd.numpy as anp
import autograd.scipy.special
import jax
import jax.numpy as jnp
import numpy
import scipy.special

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_disable_most_optimizations", True)


class Rejected(Exception):
    """The program leaves the region in which the references can be compared."""


def windows(size, kernel, stride):
    return (size - kernel) // stride + 1


def _pads(x, padding):
    return [(0, 0)] * (numpy.ndim(x) - 2) + [(padding, padding)] * 2


def _conv2d(xp):
    """A sum over the places in the kernel."""

    def conv2d(x, w, stride=1, padding=0):
        if numpy.ndim(w) == 2:
            return conv2d(x[None], w[None, None], stride, padding)[0]
        x = xp.pad(x, _pads(x, padding), "constant") if padding else x
        kh, kw = w.shape[-2:]
        oh, ow = windows(x.shape[-2], kh, stride), windows(x.shape[-1], kw, stride)
        total = 0.0
        for i in range(kh):
            for j in range(kw):
                part = x[..., i:i + stride * oh:stride, j:j + stride * ow:stride]
                total = total + xp.einsum("fc,...chw->...fhw", w[:, :, i, j], part)
        return total

    return conv2d


def _jax_conv2d(x, w, stride=1, padding=0):
    """The library's own convolution, with stride 1: its compiler aborts on the way back through some others."""
    if w.ndim == 2:
        return _jax_conv2d(x[None], w[None, None], stride, padding)[0]
    if x.ndim == 3:
        return _jax_conv2d(x[None], w, stride, padding)[0]
    return jax.lax.conv_general_dilated(x, w, (1, 1), [(padding, padding)] * 2)[..., ::stride, ::stride]


def _max_pool2d(xp):
    def max_pool2d(x, size, stride=None):
        stride = stride or size
        oh, ow = windows(x.shape[-2], size, stride), windows(x.shape[-1], size, stride)
        parts = [x[..., i:i + stride * oh:stride, j:j + stride * ow:stride] for i in range(size) for j in range(size)]
        return xp.max(xp.stack(parts), axis=0)

    return max_pool2d


def _is_zero(x):
    return isinstance(x, (int, float)) and x == 0


def _softmax(xp):
    def softmax(x, axis=-1):
        e = xp.exp(x - xp.max(x, axis=axis, keepdims=True))
        return e / xp.sum(e, axis=axis, keepdims=True)

    return softmax


def _norm(xp):
    return lambda x, axis=None, keepdims=False: xp.sqrt(xp.sum(x * x, axis=axis, keepdims=keepdims))


def _pick(xp, name):
    """A function that only moves elements, as a gather."""
    function = getattr(numpy, name)

    def apply(x, *arguments, **options):
        places = function(numpy.arange(numpy.size(x)).reshape(numpy.shape(x)), *arguments, **options)
        return xp.reshape(x, (-1,))[places]

    return apply


def _put(xp):
    """x with the elements at an index replaced, as a choice between the old and the new ones."""

    def put(x, index, value):
        places = numpy.arange(numpy.size(x)).reshape(numpy.shape(x))[index]
        source = numpy.full(numpy.size(x), -1)
        source[places] = numpy.arange(numpy.size(places)).reshape(numpy.shape(places))
        source = source.reshape(numpy.shape(x))
        if numpy.size(places) == 0:
            return x * 1.0
        if numpy.ndim(value) > numpy.ndim(places):
            value = xp.reshape(value, numpy.shape(value)[numpy.ndim(value) - numpy.ndim(places):])
        stretched = xp.reshape(value + numpy.zeros(numpy.shape(places)), (-1,))
        return xp.where(source >= 0, stretched[numpy.maximum(source, 0)], x)

    return put


# Functions that a library has in the same form as NumPy.
SAME = """exp log sqrt sin cos tanh matmul outer dot transpose reshape ravel sum mean max min var std prod where clip
    concatenate stack hstack vstack""".split()
MOVES = "roll flip repeat tile expand_dims squeeze broadcast_to".split()


def _table(xp, **own):
    table = {name: getattr(xp, name) for name in SAME}
    table |= {name: _pick(xp, name) for name in MOVES}
    relu = lambda x: xp.where(x > 0, x, 0.0)
    larger = lambda a, b: relu(b) if _is_zero(a) else relu(a) if _is_zero(b) else xp.maximum(a, b)
    table |= dict(
        relu=relu, maximum=larger, minimum=xp.minimum, abs=xp.abs, square=lambda x: x * x, negative=lambda x: -x,
        sigmoid=lambda x: 1 / (1 + xp.exp(-x)), softplus=lambda x: xp.logaddexp(0.0, x), copy=lambda x: x * 1.0,
        leaky_relu=lambda x, slope=0.01: xp.where(x > 0, x, slope * x),
        elu=lambda x, alpha=1.0: xp.where(x > 0, x, alpha * xp.expm1(xp.where(x > 0, 0.0, x))),
        softmax=_softmax(xp), norm=_norm(xp), conv2d=_conv2d(xp), max_pool2d=_max_pool2d(xp), flatten=xp.ravel,
        pad=lambda x, widths, constant_values=0: xp.pad(x, widths, "constant", constant_values=constant_values),
        add=lambda a, b: a + b, sub=lambda a, b: a - b, mul=lambda a, b: a * b, truediv=lambda a, b: a / b,
        pow=lambda a, b: a ** b, index=lambda x, index: x[index], put=_put(xp),
    )
    return table | own


PLAIN = _table(numpy, logsumexp=scipy.special.logsumexp, broadcast_to=numpy.broadcast_to, reshape=numpy.reshape,
               transpose=numpy.transpose, ravel=numpy.ravel, squeeze=numpy.squeeze, expand_dims=numpy.expand_dims)
def _autograd_where(condition, a, b):
    """autograd's own does not sum over the axes that a choice was stretched over."""
    zeros = numpy.zeros(numpy.broadcast_shapes(numpy.shape(condition), numpy.shape(a), numpy.shape(b)))
    return anp.where(condition, a + zeros, b + zeros)


AUTOGRAD = _table(
    anp, logsumexp=autograd.scipy.special.logsumexp, where=_autograd_where,
    outer=lambda a, b: anp.reshape(a, (-1, 1)) * anp.reshape(b, (1, -1)),  # its own refuses matrices on the way back
)
JAX = _table(
    jnp, logsumexp=jax.scipy.special.logsumexp, softmax=jax.nn.softmax, conv2d=_jax_conv2d, sigmoid=jax.nn.sigmoid,
    softplus=jax.nn.softplus, relu=jax.nn.relu, elu=jax.nn.elu, leaky_relu=jax.nn.leaky_relu,
    norm=lambda x, axis=None, keepdims=False: jnp.linalg.norm(x if axis is not None else jnp.ravel(x), axis=axis,
    keepdims=keepdims)
    if not keepdims or axis is not None else _norm(jnp)(x, axis, keepdims),
    abs=lambda x: jnp.sign(x) * x,  # jnp.abs has slope 1 at 0
    put=lambda x, index, value: x.at[index].set(value), index=lambda x, index: x[index],
    matmul=functools.partial(jnp.matmul, precision="highest"),
    roll=jnp.roll, flip=jnp.flip, tile=jnp.tile, expand_dims=jnp.expand_dims, squeeze=jnp.squeeze,
    broadcast_to=jnp.broadcast_to,
)


# Where the references may not be compared


def apart(difference, exact_is_certain=True, distance=1e-3):
    """Rejects what is near a kink; true if something sits on it exactly, where the language says what holds."""
    near = numpy.abs(difference) < distance
    exact = numpy.equal(difference, 0) & exact_is_certain
    if numpy.any(near & ~exact):
        raise Rejected("near a kink")
    return bool(numpy.any(exact))


def _away(x, low):
    if numpy.any(numpy.abs(x) < low):
        raise Rejected("near a pole")


def _positive(x):
    if numpy.any(numpy.asarray(x) < 0.02):
        raise Rejected("outside the domain")


def _winners_apart(x, axis=None, keepdims=False):
    x = numpy.asarray(x)
    if not x.size:
        return False
    below = x - numpy.max(x, axis=axis, keepdims=True)
    apart(below)
    return bool(numpy.any(numpy.sum(below == 0, axis=axis) > 1))


def _power_is_safe(a, b):
    if numpy.any(numpy.abs(a) < 0.05) and not (isinstance(b, int) and b > 0):
        raise Rejected("near a pole")
    if numpy.any(numpy.asarray(a) <= 0) and not isinstance(b, int):
        raise Rejected("negative base")


GUARDS = {
    "log": lambda x: _positive(x), "sqrt": lambda x: _positive(x),
    "truediv": lambda a, b: _away(b, 0.05),
    "pow": _power_is_safe,
    "relu": apart, "abs": apart, "elu": lambda x, alpha=1.0: apart(x, alpha == 1.0),
    "leaky_relu": lambda x, slope=0.01: apart(x, False),
    "maximum": lambda a, b: apart(numpy.subtract(a, b)),
    "minimum": lambda a, b: apart(numpy.subtract(a, b)),
    "clip": lambda x, low, high: apart(numpy.subtract(x, low), False) or apart(numpy.subtract(x, high), False),
    "max": _winners_apart,
    "min": lambda x, axis=None, keepdims=False: _winners_apart(-numpy.asarray(x), axis, keepdims),
    "std": lambda x, axis=None, ddof=0, keepdims=False: _away(numpy.std(x, axis=axis), 0.05),
    "norm": lambda x, axis=None, keepdims=False: _away(_norm(numpy)(numpy.asarray(x), axis), 0.05),
    "prod": lambda x, axis=None, keepdims=False: _away(x, 0.05),
    "max_pool2d": lambda x, size, stride=None: _pool_apart(numpy.asarray(x), size, stride),
}


def _pool_apart(x, size, stride):
    stride = stride or size
    view = numpy.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(-2, -1))[..., ::stride, ::stride, :, :]
    return _winners_apart(view, (-2, -1))


def guard(name, arguments, options):
    """Rejects arguments near a kink or a pole; true if some sit on a kink exactly."""
    return name in GUARDS and GUARDS[name](*arguments, **options) is True


# Python's own functions, as the lesson language has them


def python_functions(call):
    """sum, max, min and abs for arrays; `call` calls a function by its name."""

    def is_array(x):
        return not isinstance(x, (int, float, bool, list, tuple)) and hasattr(x, "shape")

    def total(values, start=0):
        if not is_array(values):
            return builtins.sum(values, start)
        rows = call("sum", values, axis=0)
        return rows if _is_zero(start) else start + rows

    def either(python, pair, reduction):
        def apply(*arguments):
            if len(arguments) > 1:
                arrays = any(is_array(a) for a in arguments)
                return functools.reduce(lambda a, b: call(pair, a, b), arguments) if arrays else python(*arguments)
            return call(reduction, arguments[0]) if is_array(arguments[0]) else python(arguments[0])

        return apply

    return {
        "sum": total, "max": either(builtins.max, "maximum", "max"), "min": either(builtins.min, "minimum", "min"),
        "abs": lambda x: call("abs", x) if is_array(x) else builtins.abs(x),
    }


BARE = """exp log sqrt sin cos tanh sigmoid relu leaky_relu elu softplus square maximum minimum dot matmul outer
    transpose reshape where softmax logsumexp norm mean clip copy conv2d max_pool2d concatenate stack var std prod""".split()
IN_NUMPY = """exp log sqrt sin cos tanh square maximum minimum dot matmul outer transpose reshape ravel where clip copy mean
    sum max min var std prod abs concatenate stack hstack vstack roll flip repeat tile pad expand_dims squeeze
    broadcast_to""".split()
METHODS = """exp tanh relu sigmoid sum mean max min var std dot reshape transpose ravel flatten clip copy squeeze prod
    repeat""".split()
MAKERS = "zeros ones full eye arange linspace zeros_like ones_like full_like".split()
DRAWS = "seed rand randn random normal uniform choice randint permutation".split()
CONSTANT = "argmax argmin".split()

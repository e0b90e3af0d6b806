"""The functions of the lesson language in the terms of each library, and a float that avoids edges."""

import builtins
import math

import autograd.numpy as anp
import jax
import jax.numpy as jnp
import mpmath

jax.config.update("jax_enable_x64", True)
mpmath.mp.dps = 60

NUMPY_FORMS = "exp log sqrt sin cos tanh abs square maximum minimum".split()
MATH_FORMS = "exp log sqrt sin cos tanh".split()
METHOD_FORMS = "exp tanh relu".split()

# Names of integers that only count; every other name of a plain number is an input.
COUNTERS = {"i", "j", "k", "n", "step"}


class Rejected(Exception):
    """The program leaves the region in which the references can be compared."""


def _is_constant_zero(x):
    return isinstance(x, (int, float)) and x == 0


def _table(where, maximum, minimum, **functions):
    """All functions of the language. `max` with a constant 0 is relu; other ties are the library's."""
    relu = functions.get("relu") or (lambda x: where(x > 0, x, 0.0))

    def larger(a, b):
        if _is_constant_zero(a):
            return relu(b)
        return relu(a) if _is_constant_zero(b) else maximum(a, b)

    return functions | {
        "relu": relu, "maximum": larger, "max": larger, "minimum": minimum, "min": minimum,
        "leaky_relu": functions.get("leaky_relu")
        or (lambda x, slope=0.01: where(x > 0, x, slope * x)),
        "square": functions.get("square") or (lambda x: x * x),
    }


def _choose(condition, yes, no):
    return yes if condition else no


AUTOGRAD = _table(
    anp.where, anp.maximum, anp.minimum,
    exp=anp.exp, log=anp.log, sqrt=anp.sqrt, sin=anp.sin, cos=anp.cos, tanh=anp.tanh,
    abs=anp.abs, square=anp.square,
    sigmoid=lambda x: 1 / (1 + anp.exp(-x)),
    softplus=lambda x: anp.logaddexp(0.0, x),
    elu=lambda x: anp.where(x > 0, x, anp.expm1(anp.where(x > 0, 0.0, x))),
)

JAX = _table(
    jnp.where, jnp.maximum, jnp.minimum,
    exp=jnp.exp, log=jnp.log, sqrt=jnp.sqrt, sin=jnp.sin, cos=jnp.cos, tanh=jnp.tanh,
    abs=lambda x: jnp.sign(x) * x,  # jnp.abs has slope 1 at 0
    square=jnp.square, sigmoid=jax.nn.sigmoid, softplus=jax.nn.softplus,
    relu=jax.nn.relu, elu=jax.nn.elu, leaky_relu=jax.nn.leaky_relu,
)

MPMATH = _table(
    _choose, builtins.max, builtins.min,
    exp=mpmath.exp, log=mpmath.log, sqrt=mpmath.sqrt, sin=mpmath.sin, cos=mpmath.cos,
    tanh=mpmath.tanh, abs=builtins.abs,
    sigmoid=lambda x: 1 / (1 + mpmath.exp(-x)),
    softplus=lambda x: mpmath.log1p(mpmath.exp(x)),
    elu=lambda x: x if x > 0 else mpmath.expm1(x),
)


class Watched(float):
    """A float whose operations raise `Rejected` on large values, small divisors and near ties."""


def _watch(x):
    if isinstance(x, complex) or not math.isfinite(x) or abs(x) > 1e6:
        raise Rejected("value out of range")
    return Watched(x)


def _watched_operator(name):
    plain = getattr(float, name)

    def apply(self, other):
        divisor = {"__truediv__": other, "__rtruediv__": self}.get(name, 1.0)
        base = {"__pow__": (self, other), "__rpow__": (other, self)}.get(name)
        if abs(divisor) < 0.05:
            raise Rejected("small divisor")
        if base and abs(base[0]) < 0.05 and not (isinstance(base[1], int) and base[1] >= 1):
            raise Rejected("small base")
        if name in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"):
            apart(self, other)
            return plain(self, other)
        return _watch(plain(self, float(other)))

    return apply


for _name in ("add radd sub rsub mul rmul truediv rtruediv pow rpow lt le gt ge eq ne").split():
    setattr(Watched, f"__{_name}__", _watched_operator(f"__{_name}__"))
Watched.__neg__ = lambda self: Watched(-float(self))


def apart(a, b, distance=1e-2):
    if abs(float(a) - float(b)) < distance:
        raise Rejected("near a kink")


def _watched_function(function, lowest=-math.inf, kink=False):
    def apply(x, *rest):
        if x < lowest:
            raise Rejected("outside the domain")
        if kink:
            apart(x, 0.0)
        return _watch(function(float(x), *rest))

    return apply


def _watched_pair(function):
    def apply(a, b):
        apart(a, b)
        return _watch(function(float(a), float(b)))

    return apply


WATCHED = {
    "exp": _watched_function(math.exp), "sin": _watched_function(math.sin),
    "log": _watched_function(math.log, 0.02), "sqrt": _watched_function(math.sqrt, 0.02),
    "cos": _watched_function(math.cos), "tanh": _watched_function(math.tanh),
    "sigmoid": _watched_function(lambda x: 1 / (1 + math.exp(-x))),
    "softplus": _watched_function(lambda x: math.log1p(math.exp(x))),
    "square": _watched_function(lambda x: x * x),
    "relu": _watched_function(lambda x: max(x, 0.0), kink=True),
    "elu": _watched_function(lambda x: x if x > 0 else math.expm1(x), kink=True),
    "leaky_relu": _watched_function(lambda x, slope=0.01: x if x > 0 else slope * x, kink=True),
    "abs": _watched_function(abs, kink=True),
    "maximum": _watched_pair(max), "max": _watched_pair(max),
    "minimum": _watched_pair(min), "min": _watched_pair(min),
}
for _name in METHOD_FORMS:
    setattr(Watched, _name, WATCHED[_name])

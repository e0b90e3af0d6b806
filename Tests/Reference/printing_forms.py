"""What the random programs of fuzz_printing.py are made of: forms of expressions and statements.

A hole is filled with a name or a literal of its kind: `<i>` whole number, `<f>` float, `<n>` either, `<b>` truth
value, `<s>` text, `<L>` list of numbers, `<S>` list of texts, `<T>` tuple, `<D>` dictionary with the keys 'a' and 'b',
`<a>` array, `<ai>`, `<af>` and `<ab>` array of whole numbers, floats or truth values, `<x>` anything. `<k>` is a small
whole literal, `<p>` a positive one, `<ax>` an axis, `<sl>` a slice, `<sh>` a shape, `<spec>` a format, `<dt>` a dtype.
"""

NUMBERS = """
<n> + <n> | <n> - <n> | <n> * <n> | <n> / <n> | <n> // <n> | <n> % <n> | <n> ** <p> | <f> ** <n> | -<n> | +<n> | -<n> * <f>
abs(<n>) | round(<n>) | round(<n>, <k>) | round(<f>, 2) | int(<n>) | float(<n>) | bool(<n>) | max(<n>, <n>) | min(<n>, <n>, <n>)
max(0, <n>) | max(<b>, <b>) | min(<b>, <b>) | math.sqrt(abs(<n>)) | math.floor(<n>) | math.ceil(<n>) | math.exp(<n> / 4)
math.log(abs(<n>) + 1) | math.pow(<n>, <p>) | math.fabs(<n>) | pow(<n>, <p>) | math.sin(<n>) | math.cos(<n>) | math.tanh(<n>)
np.maximum(<n>, <n>) | np.minimum(<n>, <n>) | np.clip(<n>, -1, 2) | np.clip(<n>, -1.5, 2) | np.sqrt(abs(<n>)) | np.square(<n>)
np.power(<n>, <p>) | np.abs(<n>) | np.exp(<n> / 4) | np.log(np.abs(<n>) + 1) | np.round(<f>, 1) | np.tanh(<n>) | np.max(<L>)
<n> if <b> else <n> | sum(<L>) | sum(<L>, <n>) | len(<L>) | len(<s>) | int('<p>') | float('<f>') | np.sum(<L>) | np.mean(<L>)
math.pi * <n> | np.pi / 2 | np.e * <n> | <n> * -1.0 | (<n> - <n>) * -1.0 | 0 * <n> | 1 // 0.1 | <n> // 0.5 | <f> % 1
<b> + <b> | <b> * <n> | -<b> | sum([<b>, <b>, <b>]) | int(<b>) | float(<b>)
"""

TRUTHS = """
<n> < <n> | <n> <= <n> | <n> > <n> | <n> >= <n> | <n> == <n> | <n> != <n> | <n> < <n> <= <n> | <n> == <n> == <n> | not <b>
<b> and <b> | <b> or <b> | <n> and <n> | <n> or <n> | <x> is None | <x> is not None | <n> in <L> | <n> not in <L> | <s> in <s>
<D> == <D> | <T> == <T> | <L> == <L> | <T> < <T> | <L> < <L> | <s> < <s> | <s> == <s> | <T> != <L> | {'a': 1} == {'a': 1}
{'a': <n>, 'b': [1]} == {'b': [1], 'a': <n>} | 'a' in <D> | 'z' not in <D> | any(<L>) | all(<L>) | bool(<L>) | bool(<s>)
math.isnan(<n>) | np.isnan(<n>) | np.isfinite(<n>) | math.isclose(<n>, <n>) | np.isclose(<n>, <n>) | <n> == <x> | <s> == <x> | <T> == <D> | <D> != <x> | <i> % 2 == 0
None == <x> | <b> == <n> | <b> is True | np.allclose(<a>, <a>) | np.array_equal(<a>, <a>) | 1 == 1.0 | 'a' == 1 | [1, 2.0] == [1.0, 2]
"""

TEXTS = """
<s> + <s> | <s> * <p> | <s>.upper() | <s>.lower() | <s>.strip() | (<s> + ' b, c').split() | (<s> + ',x').split(',') | str(<x>)
repr(<x>) | ', '.join([<s>, <s>]) | '-'.join(<S>) | ' '.join([str(v) for v in <L>]) | f'{<x>}' | f'{<n>:.3f}|{<n>:8.2f}|'
f'{<n>:<spec>}' | f'{<f>:.2e} {<i>:5d}|{<i>:<6}|{<i>:^7}|' | f'{<x>!r}' | f'{<n>=}' | f'{<s>:>8}|{<s>:*^9}' | f'{<n>:{8}.{2}f}'
'%d and %.3f' % (<i>, <n>) | '%s %r' % (<x>, <x>) | '%5.1f|%-8d|%+d' % (<n>, <i>, <i>) | '%g %e' % (<n>, <n>) | '%s' % <s>
'{} {:.2f} {}'.format(<x>, <n>, <s>) | '{0} {1} {0}'.format(<n>, <s>) | format(<n>, '<spec>')
<s>[<k>] | <s>[<sl>] | <s>[::-1] | <s> if <b> else <s> | f'{<b>} {None} {<L>}' | f'{<D>} {<a>.dtype}' | str(<f>) + 'x' | '%05.1f%%' % <n>
"""

LISTS = """
[<n>, <n>, <n>] | [<n>] * <p> | list(range(<p>)) | list(range(<k>, <p>)) | list(range(<p>, <k>, -2)) | [v * 2 for v in <L>]
[v for v in <L> if v > 0] | [(i, v) for i, v in enumerate(<L>)] | list(zip(<L>, <L>)) | sorted(<L>) | sorted(<L>, reverse=True)
sorted(<L>, key=lambda v: -v) | list(reversed(<L>)) | <L> + <L> | <L>[<sl>] | <L>[<k>] | list(map(lambda v: v + 1, <L>)) | <L>.copy()
tuple(<L>) | max(<L>) | min(<L>) | max(<L>, key=lambda v: -v) | <L>.index(<L>[-1]) | list(enumerate(<L>, <p>)) | dict(zip(<S>, <L>))
{'a': <n>, 'b': <n>} | <D>['a'] | list(<D>.keys()) | list(<D>.values()) | list(<D>.items()) | <D>.get('z', <n>) | <D>.get('b')
{k: v for k, v in <D>.items()} | len(<D>) | dict(<D>) | [[<n>, <n>], [<n>, <n>]] | [[i * j for j in range(3)] for i in range(2)]
(<n>, <n>) | (<n>,) | () | [] | (<s>, <n>) | <T> + <T> | <T>[0] | <T>[<sl>] | <T> * 2 | [<s>, <s>] | sorted(<S>) | <S>[<k>] | [None, <b>]
{i: i * i for i in range(<p>)} | [v if v > 0 else -v for v in <L>] | sorted([(<n>, <s>), (<n>, <s>)]) | list(<s>) | {<i>: <s>, <f>: <s>}
[<x>, <x>] | (<x>, <x>) | {'a': <x>, 'b': <x>} | list(<a>) | <a>.tolist() | [v for v in <a>] | sum([v for v in <L>]) | tuple(<s>)
max(<S>) | min([<s>, <s>], key=len) | max([], default=<n>) | [a + b for a, b in zip(<L>, <L>)] | len(<a>) | range(<p>) | <L> * <b>
"""

MAKERS = """
np.array([<n>, <n>, <n>]) | np.array([<i>, <i>, <i>, <i>]) | np.array([[<n>, <n>, <n>], [<n>, <n>, <n>]]) | np.array([[<i>, <i>], [<i>, <i>]])
np.array([[[<i>, <i>], [<i>, <i>]], [[<i>, <i>], [<i>, <i>]]]) | np.array([<b>, <b>, <b>]) | np.array([<f>, <n>], dtype=<dt>) | np.array(<L>)
np.array(<L>, dtype=<dt>) | np.zeros(<sh>) | np.ones(<sh>) | np.zeros(<sh>, dtype=<dt>) | np.ones(<sh>, dtype=<dt>) | np.full(<sh>, <n>)
np.full(<sh>, <n>, dtype=<dt>) | np.arange(<p>) | np.arange(<k>, <p>) | np.arange(<p>, <k>, -1) | np.arange(0, 2, 0.5) | np.arange(6).reshape(2, 3)
np.arange(12.0).reshape(3, 4) | np.arange(8).reshape(2, 2, 2) | np.linspace(0, 1, 5) | np.linspace(<k>, <p>, <p>) | np.eye(<p>) | np.eye(2, 3)
np.zeros_like(<a>) | np.ones_like(<a>) | np.full_like(<a>, <n>) | np.zeros_like(<a>, dtype=<dt>) | np.asarray(<L>) | np.asarray(<a>)
np.asarray(<a>, dtype=<dt>) | np.array(<a>) | np.array(<a>, dtype=<dt>) | <a>.astype(<dt>) | <a>.copy() | np.copy(<a>) | np.array(range(<p>))
np.array([<a>, <a>]) | np.array([[], []]) | np.zeros((0, 3)) | np.zeros(0) | np.array([np.nan, <n>, <n>]) | np.array([<n>, np.inf, <n>])
np.array((<n>, <n>)) | np.array([(<n>, <n>), (<n>, <n>)]) | np.array([0.1, 1e-5, 1000.5]) * <n> | np.array([1e6, <n>]) | np.arange(<f>) | np.full_like(<a>, <n>, dtype=float)
"""

ARRAYS = """
<a> + <a> | <a> - <a> | <a> * <a> | <a> / <a> | <a> // <a> | <a> % <a> | <a> + <n> | <n> - <a> | <a> * <n> | <a> / <n> | <n> / <a>
<a> // <n> | <a> % <n> | <n> % <a> | <n> // <a> | <a> ** 2 | <a> ** <n> | <n> ** <ai> | <a> ** 0.5 | -<a> | +<a> | abs(<a>) | <a> > <n> | <a> <= <a> | <a> == <a>
<n> < <a> | <a> != <n> | <ab> * <ab> | <ab> + <ab> | <ab> * <n> | <ab> + <n> | <ab> / <n> | <a> * (<a> > <n>) | 1.0 * <ab> | <a> @ <a> | <a>.dot(<a>)
np.dot(<a>, <a>) | np.dot(<a>, <n>) | np.matmul(<a>, <a>) | np.outer(<a>, <a>) | np.exp(<a> / 4) | np.log(np.abs(<a>) + 1) | np.sqrt(np.abs(<a>)) | np.sin(<a>)
np.cos(<a>) | np.tanh(<a>) | np.square(<a>) | np.abs(<a>) | np.power(<a>, 2) | np.power(<a>, <n>) | np.maximum(<a>, <a>) | np.minimum(<a>, <n>) | np.maximum(<a>, 0)
np.maximum(0, <a>) | np.clip(<a>, -1, 1) | <a>.clip(0, 2) | np.clip(<a>, None, 1.5) | np.where(<a> > <n>, <a>, <n>) | np.where(<ab>, <n>, <n>)
np.where(<ab>, <a>, <a>) | np.isnan(<a>) | np.isfinite(<a>) | np.isinf(<a>) | np.round(<a>, 1) | np.round(<a>) | np.around(<a>, 2) | <a>.round(2) | <a>.round()
<a>.sum() | np.sum(<a>) | <a>.sum(axis=<ax>) | np.sum(<a>, axis=<ax>, keepdims=True) | <a>.mean() | np.mean(<a>, axis=<ax>) | <a>.mean(<ax>, keepdims=True)
<a>.max() | np.max(<a>, axis=<ax>) | <a>.min(axis=<ax>) | np.min(<a>) | np.amax(<a>) | <a>.prod() | np.prod(<a>, axis=<ax>) | np.var(<a>) | <a>.std(axis=<ax>)
np.std(<a>) | np.var(<a>, axis=<ax>, ddof=1) | <a>.argmax() | np.argmax(<a>, axis=<ax>) | np.argmin(<a>) | <a>.argmin(axis=<ax>) | np.any(<a>) | np.all(<a>)
<a>.any(axis=<ax>) | np.all(<a> > <n>, axis=<ax>) | np.linalg.norm(<a>) | np.linalg.norm(<a>, axis=<ax>) | sum(<a>) | max(<af>) | min(<ai>) | len(<a>) | <a>.sum(axis=(0, 1))
np.isclose(<a>, <n>) | np.sum(<ab>) | <ab>.mean() | <ab>.max() | np.max(<ab>, axis=<ax>) | np.sum(<ab>, axis=<ax>) | np.prod(<ab>) | np.sum(<a> > <n>) | np.mean(<a> == <a>)
np.concatenate([<a>, <a>]) | np.concatenate((<a>, <a>), axis=<ax>) | np.stack([<a>, <a>]) | np.stack([<a>, <a>], axis=<ax>) | np.vstack([<a>, <a>]) | np.hstack([<a>, <a>])
np.column_stack([<a>, <a>]) | np.c_[<a>, <a>] | np.repeat(<a>, 2) | np.repeat(<a>, 2, axis=<ax>) | <a>.repeat(2) | np.tile(<a>, 2) | np.tile(<a>, (2, 1)) | np.roll(<a>, 1)
np.roll(<a>, -1, axis=<ax>) | np.pad(<a>, 1) | np.pad(<a>, 1, mode='constant', constant_values=<i>) | np.broadcast_to(<a>, <sh>) | np.random.permutation(<p>) | <a>[np.arange(len(<a>))]
<a>.shape | <a>.ndim | <a>.size | <a>.shape[0] | <a>.item() | np.sum(<a> * <a>) / len(<a>) | <a>.max() - <a>.min() | <a> - <a>.mean(axis=<ax>, keepdims=True)
(<a> + <a>).T.ravel() | np.linalg.norm(<a> - <a>) / <p> | 5 * <a>[<sl>] - <n> | np.flip(<n>) | np.transpose(<n>) | np.repeat(<ab>, 2) | np.max([<b>, <b>]) | np.maximum(<ab>, <ab>)
<a> * [<n>, <n>, <n>] | [<n>, <n>, <n>] + <a> | np.array([<n>, <n>, <n>]) @ [<n>, <n>, <n>] | np.sum([[<n>, <n>], [<n>, <n>]], axis=0) | np.mean([<a>, <a>], axis=0)
"""

# Forms that give a view where NumPy does.
VIEWS = """
<a>[<k>] | <a>[<sl>] | <a>[:, <k>] | <a>[<sl>, <k>] | <a>[<k>, <sl>] | <a>[<sl>, <sl>] | <a>[..., <k>] | <a>[:, None] | <a>[None] | <a>[np.newaxis, :] | <a>[::-1] | <a>[:]
<a>.T | <a>.T[<k>] | np.transpose(<a>) | <a>.transpose() | <a>.reshape(-1) | <a>.reshape(<sh>) | <a>.T.reshape(-1) | <a>[::2].reshape(-1) | <a>.ravel() | <a>.T.ravel() | np.ravel(<a>)
<a>[::-1].ravel() | <a>.flatten() | np.reshape(<a>, <sh>) | np.reshape(<a>, -1) | <a>.reshape(-1, 1) | <a>.reshape(1, -1) | <a>.T.reshape(<sh>) | <a>[:, ::2].reshape(-1) | np.squeeze(<a>)
<a>.squeeze() | np.expand_dims(<a>, <ax>) | np.flip(<a>) | np.flip(<a>, axis=<ax>) | +<a> | <a>.copy() | np.copy(<a>) | np.asarray(<a>) | np.array(<a>) | <a>.astype(float) | <a>.astype(int)
<a>.astype(<dt>) | np.asarray(<a>, dtype=<dt>) | <a>[[0, -1]] | <a>[<ab>] | <a>[<a> > <n>] | <a>[:, [0, 1]] | <a>[[0, 1], [1, 0]] | <a> | <a>[<ai>] | <a>.T.T | <a>.reshape(<sh>).T | <a>[0][1:]
<a>.T.copy().ravel() | (<a>.T + 0).ravel() | <a>.transpose(1, 0) | np.transpose(<a>, (1, 0)) | np.transpose(<a>, (2, 0, 1)) | <a>[1:].T | np.roll(<a>, 1) | np.tile(<a>, 1) | np.clip(<a>, -1, 1)
<a>[..., None] | <a>[-1] | <a>[:-1] | <a>[1:] | <a>[:2] | <a>[::2] | np.squeeze(<a>, axis=<ax>) | <a>.flatten()[::-1]
"""

DRAWS = """
np.random.rand() | np.random.rand(<p>) | np.random.rand(2, 3) | np.random.randn(<p>) | np.random.randn(2, 2) * 0.1 | np.random.randint(0, 10) | np.random.randint(<p>) | np.random.randint(0, 5, size=4)
np.random.randint(0, 9, (2, 3)) | np.random.uniform(-1, 1) | np.random.uniform(-1, 1, 3) | np.random.uniform(0, 2, size=(2, 2)) | np.random.normal() | np.random.normal(0, 2, 3) | np.random.permutation(<p>)
np.random.permutation(<a>) | np.random.choice(5) | np.random.choice(<p>, 3) | np.random.choice([1, 2, 3], size=4) | np.random.choice(5, 3, replace=False) | np.random.random() | np.random.random(3) | np.random.random((2, 2))
np.random.choice(<L>) | random.random() | random.uniform(-1, 1) | random.choice(<L>) | random.gauss(0, 1) | np.random.standard_normal(3) | np.random.choice(3, p=[0.2, 0.3, 0.5]) | np.random.randn()
"""

# Statements that change something; `<A>` is the name of an array, `<M>` of a list, `<N>` of a dictionary.
WRITES = """
<A>[<k>] = <n> | <A>[<k>] += <n> | <A>[<k>] += 0.5 | <A>[<k>] *= <n> | <A>[<k>] -= <i> | <A>[<k>] /= 2 | <A>[<k>] //= 2 | <A>[<sl>] = <n> | <A>[<sl>] += <n> | <A>[<sl>] *= <i> | <A>[<sl>] = <a>
<A>[<k>, <k>] = <n> | <A>[<k>, <k>] += <n> | <A>[:, <k>] = <n> | <A>[:, <k>] += <a> | <A>[:, <k>] = <a> | <A>[<A> > <n>] = <n> | <A>[<A> < 0] *= <n> | <A>[<ab>] = <n> | <A>[[0, -1]] = <n>
<A>[[0, 1]] += <n> | <A>[[0, 0]] += 1 | <A>[...] = <n> | <A>[:] = <a> | <A>[:] = <n> | <A> += <n> | <A> += <i> | <A> -= <a> | <A> *= <i> | <A> *= <n> | <A> /= <n> | <A> += <a> | <A> //= 2 | <A> **= 2 | <A> %= 3
<A>.fill(<n>) | <A>[<k>, :].fill(<n>) | <A>[<sl>].fill(<n>) | <A>.T[<k>] = <n> | <A>.reshape(-1)[<k>] = <n> | <A>.ravel()[<k>] = <n> | <A>.T.ravel()[<k>] = <n> | <A>[<k>][<k>] = <n> | <A>[::-1] += <a>
<A>[<sl>][<k>] += <n> | <A>[:, 0][:] = <n> | <A>[np.arange(2), [0, 1]] = <n> | <A>[np.arange(len(<A>)), 0] -= 1 | <A>.T[...] += <n> | <A>[<k>] = <a> | <A>[1:] = <A>[:-1] | <A>[:, 1:] += <A>[:, :-1] | <A>[<k>] = <b>
<A>.shape = <sh> | np.random.shuffle(<A>) | <A>[0], <A>[1] = <A>[1], <A>[0] | <A>[<ab>] += <n> | <A> = <A> + <n> | <A> = <A> * <a> | <A>[<A> == <A>.max()] = <n> | <A>[<A> != 0] /= 2 | <A>[:] += <A>[0]
<M>.append(<n>) | <M>.extend(<L>) | <M>.insert(<k>, <n>) | <M>.pop() | <M>.pop(0) | <M>.reverse() | <M>.sort() | <M>.sort(reverse=True) | <M>[<k>] = <n> | <M>[<k>] += <n> | <M> += <L> | <M> *= 2 | <M> = <M> + [<n>]
<M>.sort(key=lambda v: -v) | <M> += [<n>] | <M>.append(len(<M>)) | <M>[0], <M>[-1] = <M>[-1], <M>[0] | <N>['a'] = <n> | <N>['c'] = <n> | <N>['b'] += <n> | <N>.pop('a') | <N>.pop('z', None) | <M>[<k>] *= 2 | <N>['a'] *= 2
<M> += (<n>, <n>) | <M> *= 0 | <M>.append(<M>[0]) | <N>[<i>] = <s> | <N>[(1, <i>)] = <n> | <M>.extend(range(<p>)) | <M>.extend((<n>, <s>)) | <N>['a'] -= 1 | <M> += <a> | <M>.insert(0, <x>)
"""

SPECS = """.2f .3f .0f 8.3f +.2f ,.2f 10.1e .3g g e 5 <8 >8 ^9 08.2f +d 5d 05d , .1% d .4 x b""".split()
DTYPES = ["int", "float", "bool", "np.float64", "np.int64", "'float'", "'int'", "np.float64", "float", "int", "'int64'", "'bool'"]
SHAPES = ["3", "(2, 3)", "(3, 2)", "(2, 2)", "(4,)", "(1, 3)", "(3, 1)", "(2, 2, 2)", "(6,)", "(2, 1, 3)", "(12,)", "(4, 3)", "(1, 1)"]
SLICES = ["1:", ":2", ":-1", "::2", "::-1", "1:3", "-2:", ":", "2:0:-1", "1:1", "::-2", "0:9"]
WORDS = ["'loss'", "'a'", "' pad '", "'x, y'", "\"it's\"", "'Größe'", "''", "'W1'", "'tab\\t'", "'two\\nlines'", "'say \"hi\"'"]


def forms(text):
    """The single forms of a table."""
    return [form.strip() for line in text.strip().splitlines() for form in line.split(" | ")]

"""The families of random programs of arrays: what each kind of program is about.

A family is a function that writes a program with a `Writer`. Being in `FAMILIES` is what makes it used.
"""

import textwrap


def lines(text):
    """The lines of a piece of a program."""
    return textwrap.dedent(text).strip().splitlines()


def ways(text):
    """Ways to write a line; a bar stands between two of them."""
    return [form.strip() for form in text.split("|")]


BROADCAST_SETS = [
    [(), (3,), (2, 3)], [(1,), (4,), (3, 1)], [(3, 1), (1, 4), ()], [(2, 3), (3,), (2, 1)], [(2, 1, 3), (4, 1), (3,)],
    [(1, 1), (2, 3), (1,)], [(2, 2, 2), (2, 1), ()], [(1, 3), (3, 1), (1,)], [(5,), (1,), ()],
    [(2, 1, 1, 2), (3, 1), (2, 1, 1)],
]

ELEMENTWISE = ways("""
    {a} + {b} | {a} - {b} | {a} * {b} | {a} / (1 + {b}**2) | {a} * {b} + {c} | {k} * {a} - {b} | {a} - {k} |
    {k} - {a} | {k} / (2 + {a}**2) | -{a} | -{a} * {b} | {a}**2 | {a}**3 - {b} | {pos} ** np.tanh({a}) |
    (1 + {a}**2) ** 0.5 | (1.5 + {a}**2) ** np.sin({b}) | {np}exp(-{a}**2) | {np}exp(np.tanh({a})) |
    {np}log(1 + {a}**2) * {b} | {np}sqrt({a}**2 + 0.5) | {np}sin({a}) + {b} | {np}cos({a} * {b}) |
    {np}tanh({a} - {b}) | sigmoid({a}) * {b} | relu({a}) - {b} | relu({a} + {b}) | leaky_relu({a}) |
    leaky_relu({a}, 0.2) * {b} | elu({a} - {b}) | softplus({a}) | {np}square({a} - {b}) | {np}abs({a}) + {b} |
    abs({a} - {b}) | np.maximum(0, {a}) | max(0, {a}) | {np}maximum({a}, {b}) | {np}minimum({a}, {b}) |
    np.maximum({a}, {k}) | {a}.relu() + {b} | {a}.tanh() | ({a} + {b}).tanh() | ({a} * 0.1).exp() |
    np.clip({a}, -1.25, 1.35) | {np}where({a} > {k}, {a}, {b}) | {a} * ({b} > {k})
""")


def elementwise(w):
    shapes = w.choose("broadcast", BROADCAST_SETS)
    for shape in shapes[:w.rng.randint(2, 3)]:
        if shape == () and w.maybe(0.6):
            name = w.input_names.pop()
            w.write(f"{name} = {w.literal()}")
            w.note_input(name)
        else:
            w.array(shape)
    for _ in range(w.rng.randint(2, 5)):
        w.gate_of("elementwise", ELEMENTWISE)
    w.output()


def broadcasting(w):
    """Two shapes that stretch each other, and one binary gate after the other."""
    for shape in w.choose("broadcast2", BROADCAST_SETS):
        w.array(shape, 0.4, 3) if w.maybe(0.5) else w.array(shape)
    forms = ways("""
        {a} + {b} | {a} - {b} | {a} * {b} | {a} / ({b}**2 + 0.5) | ({a}**2 + 0.3) ** ({b} / 3) |
        {np}maximum({a}, {b}) | {np}minimum({a}, {b}) | np.where({a} > {b}, {a} * {b}, {c}) |
        {a} * {k} + {b} / {pos}
    """)
    for _ in range(w.rng.randint(2, 4)):
        w.gate_of("broadcasting", forms)
    w.output()


REDUCTION_SHAPES = [
    [(2, 3)], [(3, 4)], [(2, 3, 2)], [(4,)], [(3, 1)], [(2, 2, 3), (3,)], [(2, 3), (3,)], [(1, 4)], [(2, 1, 2, 2)],
]


def reductions(w):
    for shape in w.choose("reduction shapes", REDUCTION_SHAPES):
        w.array(shape)
    forms = ways("""
        np.sum({a}, axis={axis}{keep}) | {a}.sum(axis={axis}) | {a}.sum({axis2}) | np.sum({a}{keep}) |
        np.mean({a}, axis={axis}{keep}) | {a}.mean(axis={axis}{keep}) | np.max({a}, axis={axis}{keep}) |
        {a}.max(axis={axis}) | np.min({a}, axis={axis}{keep}) | np.max({a}) | {a}.min() |
        {a} - np.mean({a}, axis={axis}, keepdims=True) | {a} - np.max({a}, axis={axis}, keepdims=True) |
        {a} / np.sum({a}**2, axis={axis}, keepdims=True) | np.sum({a} * {b}, axis={axis}) | np.sum({a}, axis=(0, 1)) |
        np.mean({a}, axis=(0, -1), keepdims=True) | np.prod({a}, axis={axis}{keep}) | np.prod({a}) | sum({a}) |
        np.max({a}, axis=(0, 1)) | np.mean({a}) * {b} | sum({a} * {b})
    """)
    for _ in range(w.rng.randint(2, 4)):
        w.gate_of("reductions", forms)
    w.output()


def statistics(w):
    for shape in w.choose("statistics shapes", [[(3, 4)], [(2, 3, 2)], [(5,)], [(4, 2), (2,)]]):
        w.array(shape)
    forms = ways("""
        np.var({a}, axis={axis}{keep}) | np.std({a}, axis={axis}{keep}) | {a}.std() | {a}.var(axis={axis}) |
        np.var({a}) | np.var({a}, axis={axis}, ddof=1) | np.std({a}, ddof=1) |
        ({a} - np.mean({a}, axis=0)) / np.std({a}, axis=0) |
        ({a} - {a}.mean(axis={axis}, keepdims=True)) / np.sqrt({a}.var(axis={axis}, keepdims=True) + 0.1) |
        np.mean(({a} - np.mean({a}))**3) / np.std({a})**3 | {a} / {a}.std(axis={axis}, keepdims=True)
    """)
    for _ in range(w.rng.randint(1, 3)):
        w.gate_of("statistics", forms, names=w.inputs if w.maybe(0.7) else None)
    w.output()


MATMUL_SHAPES = [
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 2)), ((2, 2, 3), (2, 3, 2)), ((2, 2, 3), (3, 2)),
    ((2, 3), (2, 3, 2)), ((2, 2, 3), (3,)), ((3,), (2, 3, 2)), ((2, 1, 2, 3), (1, 2, 3, 2)), ((1, 2, 3), (4, 3, 1)),
    ((2, 1, 2, 2), (2, 2)), ((1, 1), (1, 3)), ((4, 1), (1, 2)), ((1,), (1,)), ((2, 2, 1, 2), (2, 2, 2, 1)),
]


def matrix_products(w):
    left, right = w.choose("matmul shapes", MATMUL_SHAPES)
    a, b = w.array(left), w.array(right)
    form = w.choose("matmul form", ways("""
        {a} @ {b} | {a} @ {b} | np.matmul({a}, {b}) | matmul({a}, {b}) | ({k} * {a}) @ {b} | {a} @ np.tanh({b})
    """))
    q = w.gate(form.format(a=a, b=b, k=w.literal()))
    if w.maybe(0.6):
        w.gate_of("after matmul", ways("""
            relu({a}) | {a} + {k} | {a}**2 | np.sum({a}, axis=-1) | np.tanh({a}) * {a} | {a} - np.mean({a})
        """), names=[q])
    if w.maybe(0.3) and len(w.shape(q)) == 2:
        w.gate(w.one(f"{q}.T @ {q}", f"{q} @ {q}.T"))
    w.output()


def products(w):
    w.array(w.one((3,), (2,), (4,)))
    n = w.shape(w.inputs[0])[0]
    w.array((w.rng.randint(2, 3), n))
    w.array(w.one((n,), (n, 2), (2,)))
    forms = ways("""
        np.outer({a}, {b}) | outer({a}, {b}) * {k} | np.dot({a}, {b}) | {a}.dot({b}) | dot({a}, {b}) | {a}.T @ {b} |
        {a} @ {b}.T | np.transpose({a}) * {k} | {a}.T | {a}.reshape(-1) | {a}.reshape(-1, 1) * {b} |
        np.reshape({a}, (1, -1)) + {b} | {a}.ravel() | {a}.flatten() * {k} | {a}.T @ {a} | {a} @ {a}.T |
        {a}.reshape(2, -1) | np.ravel({a}) @ np.ravel({a}) | {a}.transpose(1, 0) + {k} | np.dot({a}, {b}) + {c} |
        np.dot({a}, {k}) | {a} @ {b} @ {c}
    """)
    for _ in range(w.rng.randint(2, 4)):
        w.gate_of("products", forms)
    w.output()


def shapes(w):
    w.array(w.choose("shapes", [(2, 3, 2), (6,), (2, 2, 3), (3, 4), (2, 1, 3), (1, 2, 2, 2)]))
    forms = ways("""
        {a}.reshape(-1, 2) | {a}.reshape((2, -1)) | np.reshape({a}, -1) | np.transpose({a}) |
        np.transpose({a}, (1, 0, 2)) | {a}.transpose(2, 0, 1) | {a}.T * {k} | np.expand_dims({a}, {axis}) |
        np.squeeze({a}) | {a}.squeeze() | {a}[None] + {k} | {a}[:, None] * {a} | {a}[..., np.newaxis] - {k} |
        np.broadcast_to({a}, (2, 3, 4)) * {k} | np.broadcast_to({a}, (3, 6)) | {a}.reshape({a}.shape[0], -1) |
        {a}.reshape(-1, {a}.shape[-1]) | {a} / {a}.size | np.ravel({a}) * {k} | {a}.flatten() | {a} * {a}.shape[0]
    """)
    for _ in range(w.rng.randint(2, 4)):
        w.gate_of("shapes", forms)
    w.output()


SLICES = ways("""
    {a}[0] | {a}[-1] | {a}[1:] | {a}[:-1] | {a}[::2] | {a}[::-1] | {a}[-2:] | {a}[1:3] | {a}[3:0:-1] | {a}[:, 0] |
    {a}[:, -1] | {a}[:, 1:] | {a}[1, :] | {a}[0, 1] | {a}[0][1] | {a}[..., 0] | {a}[..., ::-1] | {a}[:, None] |
    {a}[None, :] | {a}[:, np.newaxis, :] | {a}[..., None] | {a}[1:, ::-2] | {a}[::-1, ::-1] | {a}[-1, 1:] |
    {a}[0, ..., 1] | {a}[:, :, 1] | {a}[1, :, ::-1] | {a}[:2, 1:, 0] | {a}[:1] | {a}[-1:] | {a}[...] | {a}[-3:-1]
""")
FANCY = ways("""
    {a}[[0, 2]] | {a}[[1, 1, 0]] | {a}[[-1, 0]] | {a}[np.array([2, 0, 1, 2])] | {a}[[0, 1], [1, 0]] | {a}[:, [0, 2]] |
    {a}[[0, 1], :] | {a}[np.arange(2), [1, 0]] | {a}[1:, [0, 1]] | {a}[[[0, 1], [1, 0]]] | {a}[..., [1, 0, 1]] |
    {a}[[0], [1, 2]] | {a}[{a} > {lim}] | {a}[{b} > {lim}] | {a}[[True, False, True]] | {a}[0, [1, 0]] |
    {a}[np.array([[0], [1]]), np.array([0, 1])] | {a}[None, [1, 0]] | {a}[[1, 0], ..., 0] | {a}[{a} < {lim}] * {k} |
    {a}[:, [1, 1], :] | {a}[[1, 0], :, [0, 1]] | {a}[::-1, [0, 1]] | {a}[{a}[:, 0] > {lim}]
""")


def _wrapped(w, index):
    return w.one(index, index, f"{index} * {w.literal()}", f"np.tanh({index})", f"{index} + {w.literal()}",
                 f"{w.literal()} - {index}", f"{index}**2")


def slicing(w):
    w.array(w.choose("slicing shapes", [(5,), (3, 4), (2, 3, 2), (4,), (2, 4)]))
    w.array(w.one((3,), (2,), (2, 3)))
    for _ in range(w.rng.randint(2, 4)):
        if w.maybe(0.25):
            w.gate_of("after slices", ["{a} * {b}", "{a} + {b}", "relu({a})", "{a} - {b}[0]", "{a}[-1] * {b}"])
        else:
            w.gate_of("slices", [_wrapped(w, s) for s in SLICES])
    w.output()


def fancy_indexing(w):
    w.array(w.choose("fancy shapes", [(5,), (3, 4), (3, 3), (4, 3), (2, 3, 2), (2, 2)]))
    if w.maybe(0.4):
        w.write(f"i = np.array([{', '.join(str(w.rng.randint(0, 1)) for _ in range(3))}])")
        forms = ["{a}[i]", "{a}[i] * {k}", "{a}[:, i]", "{a}[np.arange(3), i]", "{a}[i, i]"]
        w.gate_of("named index", forms)
    for _ in range(w.rng.randint(2, 3)):
        limit = w.literal(-1.5, 1.5)
        w.gate_of("fancy", [_wrapped(w, s.replace("{lim}", limit)) for s in FANCY])
    if w.maybe(0.4):
        a = w.rng.choice(w.inputs)
        w.write(f"mask = {a} > {w.literal(-1, 1)}")
        w.gate_of("mask", ways("""
            {a} * mask | {a}[mask] * {k} | np.where(mask, {a}, {k}) | np.where(mask, {a}, -{a}) | {a} + mask
        """), names=[a])
    w.output()


def item_assignment(w):
    x = w.array((w.rng.randint(3, 4),))
    y = w.array(w.one((2, 3), (3, 2), (2, 2)))
    n, (rows, columns) = w.shape(x)[0], w.shape(y)
    h = w.gate_names.pop()
    vector = w.maybe(0.5)
    if vector:
        start = w.one("np.zeros({n})", "np.zeros({n})", "np.ones({n})", "np.full({n}, {k})")
        start = start.format(n=n + 1, k=w.literal())
        w.write(f"{h} = {start}")
        changes = ways("""
            {h}[1:3] = {x}[:2] * {k} | {h}[0] = {x}[0] * {y}[0, 1] | {h}[-1] = {k} | {h}[::2] = {k} |
            {h}[1:] = np.tanh({x}) | {h}[:-1] = {x}[::-1] | {h}[[0, 2]] = {x}[1:3] | {h}[2] = np.sum({x}) |
            {h}[1] = {h}[0] * {k} + {x}[1] | {h}[0] += {x}[2] | {h}[1:3] *= {k} | {h}[:2] += {y}[0, :2] |
            {h}[[1, 0]] = [{k}, {k2}] | {h}[{h} > 0.5] = {k} | {h}[:] = {h} * {k} | {h}[-2:] -= {y}[:, 0][:2] |
            {h}[1:3] = [{k}, {k2}] | {h}[...] = {h} + {x}[0] | {h}[0], {h}[1] = {x}[0], {x}[1] * {k}
        """)
        uses = ["{h} * {k}", "np.sum({h} * {h})", "np.tanh({h})", "{h}[:3] * {h}[1:4]", "{h}**2", "relu({h})"]
    else:
        shape = (rows, columns)
        start = w.one(f"np.zeros({shape})", f"np.ones({shape})", f"np.zeros_like({y})", f"np.array({w.values(shape)})")
        w.write(f"{h} = {start}")
        changes = ways("""
            {h}[0] = {y}[1] * {k} | {h}[:, 0] = {y}[:, 1] | {h}[0, 1] = {x}[0] * {x}[1] | {h}[1, :] = {k} |
            {h}[1] = np.tanh({y}[0]) | {h}[:] = {y} * {x}[0] | {h}[::-1] = {y} | {h}[np.arange(2), [1, 0]] = {x}[:2] |
            {h}[np.arange(2), [0, 1]] -= 1 | {h}[{y} > 0.3] = {k} | {h}[0] += {y}[0] | {h}[:, 1:] = {k} |
            {h}[..., 0] *= {x}[0] | {h}[-1] = {h}[0] * {k} | {h}[0][1] = {k} | {h}[[0, 1], [0, 0]] = [{k}, {k2}] |
            {h}[:, :2] = {x}[:2] | {h}[:2, 0] = {x}[-2:] * {y}[:2, 1]
        """)
        uses = ["{h} * {k}", "{h} * {y}", "np.tanh({h})", "{h}.T @ {y}", "np.sum({h}**2, axis=0)", "relu({h} + {k})"]
    fill = lambda t: t.format(h=h, x=x, y=y, k=w.literal(), k2=w.literal())
    for _ in range(w.rng.randint(1, 3)):
        w.write(fill(w.choose(f"assignment {vector}", changes)))
    w.gate(fill(w.choose(f"use {vector}", uses)))
    if w.maybe(0.6):
        w.write(fill(w.choose(f"assignment {vector}", changes)))
        w.gate(fill(w.choose(f"use {vector}", uses)))
    w.gates.append(h)
    w.output()


def loops_that_fill(w):
    """Arrays filled element by element or row by row."""
    x = w.array((w.rng.randint(3, 5),))
    n = w.shape(x)[0]
    a = w.array((2,), -1.2, 1.2)
    h = w.gate_names.pop()
    rows = f"for i in range({n}):"
    forms = [
        [f"{h} = np.zeros({n})", rows, f"    {h}[i] = {x}[i] * {a}[0] + i"],
        [f"{h} = np.zeros({n} + 1)", rows, f"    {h}[i + 1] = np.tanh({a}[0] * {h}[i] + {a}[1] * {x}[i])"],
        [f"{h} = np.zeros(({n}, 2))", rows, f"    {h}[i] = {x}[i] * {a}"],
        [f"{h} = np.zeros((2, {n}))", rows, f"    {h}[:, i] = np.maximum(0, {a} * {x}[i])"],
        [f"{h} = np.zeros((2, 3))", "for i in range(2):", "    for j in range(3):",
         f"        {h}[i, j] = {a}[i] * {x}[j] - i * j"],
        [f"{h} = np.ones({n})", f"for i in range(1, {n}):", f"    {h}[i] = {h}[i - 1] * {a}[1] + {x}[i]"],
        [f"{h} = np.zeros({n})", f"for i, value in enumerate({x}):", f"    {h}[i] += value**2 * {a}[i % 2]"],
        [f"{h} = np.zeros({n})", f"for i in reversed(range({n})):",
         f"    {h}[i] = {x}[i] + ({h}[i + 1] * {a}[0] if i < {n - 1} else 0)"],
    ]
    w.write(*w.choose("fill", forms))
    w.gates.append(h)
    w.gate_of("after fill", ways("""
        np.sum({a}, axis=-1) | {a} * {k} | np.tanh({a}) | {a}[::-1] * {a} | {a}**2 | np.mean({a}) + {a}
    """), names=[h])
    w.output()


def softmax_and_friends(w):
    for shape in w.choose("softmax shapes", [[(2, 4)], [(5,)], [(3, 3)], [(2, 2, 3)], [(3, 2), (2,)], [(4,), (1,)]]):
        w.array(shape)
    forms = ways("""
        softmax({a}) | softmax({a}, axis={axis}) | softmax({a} * {k}, axis=0) | logsumexp({a}) |
        logsumexp({a}, axis={axis}) | logsumexp({a}, axis={axis}{keep}) |
        {a} - logsumexp({a}, axis={axis}, keepdims=True) | norm({a}) | np.linalg.norm({a}) |
        np.linalg.norm({a}, axis={axis}{keep}) | {a} / np.linalg.norm({a}) |
        {a} / np.linalg.norm({a}, axis={axis}, keepdims=True) | np.clip({a}, -1.15, 1.25) |
        clip({a}, 0.15, 2.5) * {b} | np.where({a} > {k}, {a}, 0.1 * {a}) | np.where({a} > {b}, {a}, {b}) |
        where({a} < 0, {a} * {k}, {a}**2) | np.maximum({a}, {b}) | np.minimum({a}, {k}) | maximum({a}, {k}) * {b} |
        -log(softmax({a})) | np.log(softmax({a}, axis={axis})) * {k} | softmax(100 * {a}) |
        logsumexp({a} + 1000) - 1000 | np.maximum(0, {a} - {b}) | max({a}, {b}) | min({a}, {k})
    """)
    for _ in range(w.rng.randint(2, 4)):
        w.gate_of("softmax", forms)
    w.output()


def joining(w):
    shape = w.choose("joining shapes", [(2, 3), (3,), (2, 2)])
    w.array(shape)
    w.array(shape)
    w.array(w.one((2,), (3,), (2, 1)))
    forms = ways("""
        np.concatenate([{a}, {b}]) | np.concatenate([{a}, {b}], axis={axis}) |
        np.concatenate(({a}, {b}, {a}), axis={axis}) | np.stack([{a}, {b}]) | np.stack([{a}, {b}], axis={axis}) |
        np.hstack([{a}, {b}]) | np.vstack([{a}, {b}]) | np.vstack(({a}, {b} * {k})) |
        np.stack([{a}, {b}, {a}], axis=-1) | np.roll({a}, 1) | np.roll({a}, -2) * {b} | np.roll({a}, 1, axis={axis}) |
        np.flip({a}) | np.flip({a}, axis={axis}) | np.repeat({a}, 2) | np.repeat({a}, 2, axis={axis}) |
        np.tile({a}, 2) | np.tile({a}, (2, 1)) | np.pad({a}, 1) | np.pad({a}, (1, 2)) * {k} |
        np.pad({a}, ((1, 0), (0, 2))) | np.pad({a}, 1, constant_values={k}) | {a} * {b} | np.tanh({a}) |
        np.hstack([{a}, {b}, {c}]) | np.array([{a}, {b}]) | np.array([np.sum({a}), np.mean({b}), {k}]) |
        np.array([[np.sum({a}), 1], [{k}, np.max({b})]]) | np.stack([np.tanh({a}), {b}]) + {c} |
        np.concatenate([{a}.ravel(), {b}.ravel()])
    """)
    for _ in range(w.rng.randint(2, 4)):
        w.gate_of("joining", forms)
    w.output()


def convolution(w):
    kind = w.choose("convolution", range(5))
    size, kernel = w.rng.randint(4, 5), w.rng.randint(2, 3)
    channels, filters = w.rng.randint(1, 2), w.rng.randint(1, 2)
    x_shape, w_shape = {
        0: ((size, size + 1), (kernel, kernel)), 1: ((size, size), (kernel, 2)),
        2: ((channels, size, size), (filters, channels, kernel, kernel)),
        3: ((2, channels, 4, 4), (filters, channels, 2, 2)), 4: ((channels, size, 4), (2, channels, 2, kernel)),
    }[kind]
    x, k = w.array(x_shape), w.array(w_shape, -1.5, 1.5)
    options = w.choose("conv options", ["", "", ", padding=1", ", stride=2", ", stride=2, padding=1", ", padding=1"])
    c = w.gate(f"conv2d({x}, {k}{options})")
    if w.maybe(0.4) and len(w_shape) == 4:
        b = w.array((w_shape[0], 1, 1))
        c = w.gate(f"{c} + {b}")
    if w.maybe(0.6):
        c = w.gate(w.one(f"relu({c})", f"np.maximum(0, {c})", f"np.tanh({c})"))
    if w.maybe(0.7) and min(w.shape(c)[-2:]) >= 2:
        c = w.gate(w.one(f"max_pool2d({c}, 2)", f"max_pool2d({c}, 2, stride=1)", f"max_pool2d({c}, 2)"))
    if w.maybe(0.3) and w.size(c) <= 12:
        m = w.array((2, w.size(c)), -1, 1)
        w.gate(f"{m} @ {c}.ravel()")
    w.output()


def pooling(w):
    shape = w.choose("pool shapes", [(4, 4), (5, 4), (2, 4, 4), (2, 1, 4, 4), (3, 6)])
    x = w.array(shape, -4, 4)
    options = w.choose("pool options", ["2", "2, stride=1", "3", "2, 2", "3, stride=2"])
    if w.fits(f"max_pool2d({x}, {options})"):
        p = w.gate(f"max_pool2d({x}, {options})")
    else:
        p = w.gate(f"max_pool2d({x}, 2)")
    w.gate_of("after pool", ways("""
        {a}**2 | np.tanh({a}) | {a} * {k} | np.mean({a}, axis=(-2, -1)) | {a}.reshape(-1) * {k}
    """), names=[p])
    w.output()


def deep_nets(w):
    """Nets of random depth with the softmax loss written out as in the lecture."""
    n, d, c = w.rng.randint(2, 4), w.rng.randint(2, 4), w.rng.randint(2, 3)
    data = "X = np.random.randn(N, D)" if w.maybe(0.5) else f"X = np.array({w.values((n, d))})"
    w.write(f"np.random.seed({w.rng.randint(0, 999)})", f"N, D, C = {n}, {d}, {c}", data,
            f"y = np.array([{', '.join(str(w.rng.randint(0, c - 1)) for _ in range(n))}])")
    depth, width, layer = w.rng.randint(1, 3), "D", "X"
    parameters = []
    for i in range(1, depth + 1):
        last = i == depth
        following = "C" if last else str(w.rng.randint(2, 4))
        draw = w.one(*ways("""
            np.random.randn({m}, {n}) | 0.5 * np.random.randn({m}, {n}) | np.random.randn({m}, {n}) / np.sqrt({m}) |
            np.random.normal(0, 0.5, ({m}, {n})) | np.random.uniform(-1, 1, size=({m}, {n}))
        """)).format(m=width, n=following)
        w.write(f"W{i} = {draw}")
        parameters.append(f"W{i}")
        if w.maybe(0.7):
            start = w.one("np.zeros({n})", "0.1 * np.random.randn({n})", "np.zeros((1, {n}))").format(n=following)
            w.write(f"b{i} = {start}")
            parameters.append(f"b{i}")
        bias = f" + b{i}" if f"b{i}" in parameters else ""
        product = w.one(f"{layer} @ W{i}{bias}", f"np.dot({layer}, W{i}){bias}", f"{layer}.dot(W{i}){bias}")
        if last:
            w.write(f"scores = {product}")
        else:
            act = w.choose("activation", ways("""
                np.maximum(0, {}) | relu({}) | np.tanh({}) | sigmoid({}) | 1.0 / (1.0 + np.exp(-({}))) |
                leaky_relu({}) | elu({})
            """))
            w.write(f"h{i} = {act.format(product)}")
            layer, width = f"h{i}", following
    w.write(*w.choose("loss", [
        lines("""
            scores -= np.max(scores, axis=1, keepdims=True)
            probs = np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True)
            loss = -np.sum(np.log(probs[np.arange(N), y])) / N
        """),
        lines("""
            exp_scores = np.exp(scores)
            probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
            correct_logprobs = -np.log(probs[range(N), y])
            loss = np.sum(correct_logprobs) / N
        """),
        lines("loss = np.mean(logsumexp(scores, axis=1) - scores[np.arange(N), y])"),
        lines("""
            probs = softmax(scores)
            loss = -np.mean(np.log(probs[np.arange(N), y]))
        """),
        lines("""
            correct = scores[np.arange(N), y]
            margins = np.maximum(0, scores - correct[:, None] + 1)
            margins[np.arange(N), y] = 0
            loss = np.sum(margins) / N
        """),
        lines("""
            correct = scores[np.arange(N), y].reshape(-1, 1)
            margins = np.maximum(0, scores - correct + 1.0)
            loss = np.mean(np.sum(margins, axis=1)) - 1
        """),
    ]))
    if w.maybe(0.5):
        reg = w.one("0.5 * 0.1", "0.01", "1e-3", "reg")
        if reg == "reg":
            w.write("reg = 0.05")
        weights = [p for p in parameters if p.startswith("W")]
        penalty = " + ".join(f"{reg} * np.sum({p} * {p})" for p in weights)
        w.write(f"loss += {penalty}" if w.maybe(0.6) else f"loss = loss + {reg} * np.sum({weights[0]}**2)")
    w.inputs, w.gates = parameters, ["loss"]
    w.backward("loss")
    if w.maybe(0.3):
        w.add('print(f"{loss.item():.4f}")')


def functions(w):
    x = w.array(w.one((3,), (2, 3)))
    W = w.array((3, 2))
    b = w.array((2,))
    kind = w.choose("functions", range(7))
    activation = w.one("np.tanh", "relu", "sigmoid", "softplus")
    step = w.one("np.tanh(v)", "v - 0.1 * v**3", "relu(v) + 0.3 * v")
    heads = [
        ["def layer(x, W, b):", f"    return {activation}(x @ W + b)"],
        ["def layer(x, W, b=0.5, f=np.tanh):", "    z = np.dot(x, W)", "    z = z + b", "    return f(z)"],
        lines("""
            def layer(x, W, b):
                \"\"\"A layer and what it remembers.\"\"\"
                z = x @ W + b
                h = np.maximum(0, z)
                return h, z
        """),
        ["def normalize(v, eps=0.1):", "    return (v - np.mean(v)) / (np.std(v) + eps)"],
        ["def unit(v):", "    return v / np.sqrt(np.sum(v * v) + 0.5)"],
        ["def run(v, n):", "    if n == 0:", "        return v", f"    return run({step}, n - 1)"],
        ["def twice(f, v):", "    return f(f(v))", ""],
    ]
    w.write(*heads[kind], "")
    calls = [ways(text.format(x=x, W=W, b=b)) for text in [
        "layer({x}, {W}, {b}) | layer({x} * 2, {W}, {b}) + {b}",
        "layer({x}, {W}) | layer({x}, {W}, b={b}) | layer({x}, {W}, {b}, f=sigmoid) | "
        "layer({x}, {W}, f=lambda t: t**2)",
        "", "normalize({x}) | normalize({x} @ {W}, eps=0.2) | normalize({W} + {b})",
        "unit({x}) | unit({x} @ {W} + {b}) * {b} | unit(unit({W}))",
        "run({x}, 2) | run({x} @ {W} + {b}, 3) | run({b}, 1) * {b}",
        "twice(np.tanh, {x}) @ {W} | twice(lambda t: t * {b} - 1, {b}) | twice(relu, {x} @ {W})",
    ]][kind]
    if calls == [""]:
        p, q = w.gate_names.pop(), w.gate_names.pop()
        w.write(f"{p}, {q} = layer({x}, {W}, {b})")
        w.gates += [p, q]
    else:
        for call in w.rng.sample(calls, w.rng.randint(1, len(calls))):
            w.gate(call)
    w.output()


def loops(w):
    x = w.array((2, 2), -1, 1)
    v = w.array((2,), -1.5, 1.5)
    h = w.gate_names.pop()
    forms = [
        [f"{h} = np.zeros(2)", f"for t in range({w.rng.randint(2, 4)}):", f"    {h} = np.tanh({x} @ {h} + {v})"],
        [f"{h} = {v}", f"for t in range({w.rng.randint(2, 4)}):", f"    {h} = relu({x} @ {h} + 0.5)"],
        [f"{h} = 0.0", f"for row in {x}:", f"    {h} += np.sum(row * {v})**2"],
        [f"{h} = 0", "for i in range(2):", f"    {h} = {h} + {x}[i] * {v}[i]"],
        [f"{h} = 0.0", f"for row, s in zip({x}, {v}):", f"    {h} = {h} + s * np.tanh(np.sum(row))"],
        [f"{h} = [np.tanh(row * {w.literal()}) for row in {x}]", f"{h} = np.stack({h})"],
        [f"{h} = {v} * 1.5", "k = 0", "while k < 3:", f"    {h} = {h} - 0.2 * {x} @ {h}", "    k += 1"],
        [f"{h} = {x}", "for i in range(2):", f"    {h} = {h} @ {x} / (i + 1)"],
        ["layers = [", f"    {x}, {x}.T,", "]", f"{h} = {v}", "for layer in layers:",
         f"    {h} = np.tanh(layer @ {h})"],
        [f"{h} = []", f"for row in {x}:", f"    {h}.append(np.dot(row, {v}))", f"{h} = np.array({h})"],
        [f"{h} = sum([row * s for row, s in zip({x}, {v})])"],
        [f"{h} = np.ones(2)", f"for i, row in enumerate({x}):", f"    {h} = {h} * (row + i)"],
        [f"{h} = sum(np.sum(row) * i for i, row in enumerate({x}))"],
        [f"{h} = {v}", "for t in range(5):", "    if t % 2 == 1:", "        continue",
         f"    {h} = 0.5 * {h} + np.sin({x}[t % 2])"],
    ]
    w.write(*w.choose("loops", forms))
    w.gates.append(h)
    w.gate_of("after loop", ["{a}**2", "np.sum({a}) * {a}", "np.tanh({a})", "{a} * {k}"], names=[h])
    w.output()


def training(w):
    """A few passes with updates and cleared gradients."""
    n, d = w.rng.randint(2, 4), w.rng.randint(2, 3)
    kind = w.choose("training", range(5))
    rate = w.one("0.1", "0.05", "1e-2")
    w.write(f"np.random.seed({w.rng.randint(0, 999)})", f"X = np.random.randn({n}, {d})", f"lr = {rate}")
    clear = w.choose("clear", ["{}.grad = None", "{}.grad = 0", "{}.grad.zero_()", ""])
    parameters = ["W", "b"]
    if kind == 0:
        w.write(f"t = np.random.randn({n})", f"W = np.random.randn({d})", w.one("b = np.array(0.5)", "b = np.zeros(1)"))
        body = ["pred = X @ W + b", "loss = np.mean((pred - t)**2)"]
    elif kind == 1:
        labels = ", ".join(str(w.rng.randint(0, 1)) for _ in range(n))
        w.write(f"y = np.array([{labels}])", f"W = 0.1 * np.random.randn({d}, 2)", "b = np.zeros(2)")
        body = lines("""
            scores = X @ W + b
            scores -= np.max(scores, axis=1, keepdims=True)
            p = np.exp(scores)
            probs = p / np.sum(p, axis=1, keepdims=True)
        """) + [f"loss = -np.sum(np.log(probs[np.arange({n}), y])) / {n}"]
    elif kind == 2:
        w.write(f"t = np.random.rand({n}, 1)", f"W = np.random.randn({d}, 3)", "b = np.random.randn(3, 1)")
        body = ["h = sigmoid(X @ W)", "y_pred = h @ b", "loss = np.square(y_pred - t).sum()"]
    elif kind == 3:
        w.write(f"W = np.array({w.values((d,))})", f"b = np.array({w.values((2, d))})")
        body = ["z = np.tanh(b * W)", "loss = np.sum((z - 0.5)**2) + 0.1 * np.sum(W * W)"]
    else:
        w.write(f"W = np.random.randn({d}, {d})", f"b = 0.1 * np.ones({d})", "lr = 0.01")
        body = ["h = np.maximum(0, X @ W + b)", "loss = np.mean(h**2)"]
    momentum = clear != "{}.grad.zero_()" and w.maybe(0.25)
    if momentum:
        w.add("m = np.zeros_like(W)", "mu = 0.9")
    zero_first = clear == "{}.grad.zero_()"
    if not zero_first and clear:
        body += [clear.format(p) for p in parameters]
    body += ["loss.backward()"]
    if momentum:
        body += ["m = mu * m - lr * W.grad", "W += m", "b -= lr * b.grad"]
    else:
        update = w.choose("update", ways("""
            {p} -= lr * {p}.grad | {p} = {p} - lr * {p}.grad | {p} += -lr * {p}.grad | {p}.data -= lr * {p}.grad |
            {p} -= {p}.grad * lr
        """))
        body += [update.format(p=p) for p in parameters]
    if zero_first:
        body += [clear.format(p) for p in parameters]
    show = w.maybe(0.5)
    if show:
        body.append('print(f"step {step}: {loss.item():.5f}")')
    w.add(f"for step in range({w.rng.randint(2, 4)}):", *["    " + line for line in body])


def several_passes(w):
    """`backward()` more than once: inputs accumulate."""
    x, y = w.array((2, 3)), w.array((3,))
    p = w.gate_of("passes", ["{a} * {b}", "{a} @ {b}", "np.tanh({a}) + {b}"], names=[x, y])
    f = w.gate_names.pop()
    w.write(f"{f} = np.sum({p}**2) + np.mean({x} * {y})")
    w.add(f"{f}.backward()")
    kind = w.choose("second", range(4))
    if kind == 0:
        w.add(f"{f}.backward()")
    elif kind == 1:
        w.add(f"{x}.grad = None", f"g = np.sum({x} * {y})", "g.backward()")
    elif kind == 2:
        w.add(f"s = np.mean(relu({y}))", "s.backward(2)")
    else:
        w.add(f"{y}.grad.zero_()", f"{f}.backward({w.literal()})", f"print({y}.grad.shape)")


def sharing(w):
    """Names that stand for the same array, and changes in place."""
    x = w.array(w.one((3,), (4,), (2, 2)))
    y = w.array(w.shape(x))
    p, q = w.gate_names.pop(), w.gate_names.pop()
    w.write(*w.choose("sharing", [
        [f"{p} = {x} * {y}", f"{q} = {p}", f"{q} += 1"],
        [f"{p} = {x} + {y}", f"{q} = {p}", f"{p} *= {y}"],
        [f"{p} = np.tanh({x})", f"{q} = {p}.copy()", f"{q} += {y}"],
        [f"{p} = {x} * 2", f"{q} = {p}", f"{q}[0] = {y}[1]"],
        [f"{p} = {x} * {y}", f"{q} = {p}", f"{p} = {p} + 1"],
        [f"{p} = {x} * {y}", f"{p} -= {x}", f"{q} = {p} * {p}"],
        [f"{p} = {x}**2", f"{q} = {p}", f"{q} /= 2", f"{p} -= {y}"],
        [f"{p} = np.zeros_like({x})", f"{q} = {p}", f"{p} += {x}", f"{q} *= {y}"],
        [f"{p} = {x} - {y}", f"{p} **= 2", f"{q} = {p}[::-1] * {x}"],
        ["def shift(v):", "    v += 1", "    return v * 2", "", f"{p} = {x} * {y}", f"{q} = shift({p})"],
        [f"{p} = [{x} * 2, {y}]", f"{q} = {p}[0]", f"{q} += {y}", f"{p} = {p}[0] * {p}[1]"],
        [f"{p} = {x} * {y}", f"{q} = np.copy({p})", f"{p}[0] = 0", f"{p}[-1] += {y}[0]"],
        [f"{p} = {q} = {x} * {y}", f"{q} += {x}"],
        [f"{p} = np.sum({x} * {y})", f"{q} = {p}", f"{q} += 1"],
        [f"{p} = {x}", f"{q} = {x} * {p}"],
    ]))
    w.gates += [p, q]
    f = w.one("f", "loss")
    w.write(f"{f} = np.sum({p} * {p}) + np.sum({q})" if w.maybe(0.5) else f"{f} = np.sum({p} * {q}) + np.sum({y})")
    w.backward(f)


def views(w):
    """Slices, transposes and reshapes look into the array that they were taken from."""
    x = w.array((2, 3))
    y = w.array((3,))
    p, q = w.gate_names.pop(), w.gate_names.pop()
    w.write(*w.choose("views", [
        [f"{p} = {x} * 2", f"{q} = {p}[0]", f"{q} *= {y}"],
        [f"{p} = {x} + 1", f"{q} = {p}.T", f"{q}[0] = {y}[:2]"],
        [f"{p} = {x} * {y}", f"{q} = {p}[:, 1:]", f"{p}[0] = {y}"],
        [f"{p} = np.tanh({x})", f"{q} = {p}.reshape(-1)", f"{q}[1:4] += {y}"],
        [f"{p} = np.zeros((2, 3))", f"{q} = {p}[1]", f"{q} += {y}", f"{p}[0] = {x}[0]"],
        [f"{p} = {x} * 1.5", f"{q} = {p}[::-1]", f"{q}[0, ::2] = {y}[1:]"],
        [f"{p} = {x} - {y}", f"for row in {p}:", f"    row *= {y}", f"{q} = {p}**2"],
        [f"{p} = {x} * 2", f"{q} = {p}[[0, 1]]", f"{q} += {y}"],
        [f"{p} = {x} * 3", f"{q} = {p}.flatten()", f"{q} += 1"],
        [f"{p} = {x} * 2", f"{q} = {p}[1][1:]", f"{q} -= {y}[:2]", f"{p} *= {y}"],
    ]))
    w.gates += [p, q]
    w.write(f"f = np.sum({p}**2) + {w.literal()} * np.sum({q})")
    w.backward("f")


def forks(w):
    x, y = w.array(w.one((3,), (2, 2))), w.array(w.one((1,), ()))
    p = w.gate(w.one(f"{x} * {x}", f"{x} + {x} * {y}", f"{x} * {y} - {x}"))
    for _ in range(w.rng.randint(2, 4)):
        p = w.gate_of("forks", [t.replace("{p}", p).replace("{x}", x) for t in ways("""
            {p} * {x} | {p} + np.tanh({p}) * {x} | {p} / (1 + {p}**2) | {p} * np.sum({p}) | np.sum({x} * {p}) + {p} |
            {p} - {p} * {a} | {p} * {p} * 0.3 | np.mean({p}) - {x} | {p} + {p}[0] | {p}[::-1] * {p}
        """)])
    w.output()


def seeds(w):
    """`backward(v)` from an array."""
    for shape in w.choose("seed shapes", [[(3,)], [(2, 3)], [(2, 2), (2,)], [(3, 1), (1, 2)], [(1,)], [(2, 3), (3,)]]):
        w.array(shape)
    p = w.gate_of("seeds", ways("""
        {a} * {b} | relu({a}) + {b} | {a} @ {b} | np.tanh({a}) * {k} | softmax({a}) | np.exp(-{a}**2) - {b} |
        {a}**2 * {b} | np.maximum({a}, {k}) * {b}
    """))
    if w.maybe(0.6):
        p = w.gate_of("seeds 2", [t.replace("{p}", p) for t in ways("""
            {p} * {a} | np.sin({p}) | {p}.T | {p} - {a} | {p}[::-1] | 2 * {p} | np.sum({p}, axis=0)
        """)])
    shape = w.shape(p)
    seed = w.one(w.values(shape), f"np.array({w.values(shape)})", f"np.ones({shape})") if shape else w.literal()
    if shape and w.maybe(0.15):
        w.add(f"v0 = np.array({w.values(shape)})", f"{p}.backward(v0)")
    else:
        w.add(f"{p}.backward({seed})")


def empty(w):
    """Axes without elements."""
    x = w.array((3,))
    e = w.input_names.pop()
    kind = w.choose("empty", range(8))
    texts = [
        [f"{e} = np.zeros((0, 3))", f"p = {e} * {x}", f"f = np.sum(p) + np.sum({x}**2)"],
        [f"{e} = np.zeros((0, 3))", f"p = np.sum({e} + {x}, axis=0)", f"f = np.sum(p * {x}) + {x}[1]"],
        [f"p = {x}[3:] * 2", f"f = np.sum(p) + np.sum(np.tanh({x}))"],
        [f"{e} = np.zeros((2, 0))", f"p = np.concatenate([{e}, {x}[:2].reshape(2, 1)], axis=1)", "f = np.sum(p**2)"],
        [f"{e} = np.zeros((3, 0))", f"p = {x} @ {e}", f"f = np.sum(p) + np.sum({x} * {x})"],
        [f"{e} = np.zeros((2, 0))", f"q = np.zeros((0, 3))", f"p = {e} @ q + {x}", "f = np.sum(p**2)"],
        [f"p = {x}[{x} > 100]", f"f = np.sum(p) + np.prod({x})"],
        [f"{e} = np.zeros((0, 3))", f"p = np.vstack([{e}, {x} * 2])", "f = np.sum(np.tanh(p))"],
    ][kind]
    w.write(*texts)
    w.backward("f")


def lists(w):
    """Lists of numbers where Python has no meaning for them are arrays."""
    n = w.rng.randint(2, 3)
    W, x = w.input_names.pop(), w.input_names.pop()
    w.write(f"{W} = {w.values((2, n))}", f"{x} = {w.values((n,))}")
    q = w.gate_names.pop()
    w.add(*w.choose("lists", [
        [f"{q} = np.dot({W}, {x})", f"f = sum({q}**2)"],
        [f"{q} = matmul({W}, {x})", f"f = np.sum(relu({q})) + np.sum({x})"],
        [f"{q} = relu({x})", f"f = np.sum({q} * {q}) - np.mean({W})"],
        [f"{q} = np.tanh({x})", f"f = np.sum(np.outer({q}, {x})) + np.max({W})"],
        [f"{q} = np.maximum({x}, 0.25)", f"f = np.sum(np.dot({W}, {q}))"],
        [f"{q} = {W} @ {x}", f"f = sum({q}**2)"],
        [f"{q} = {W} @ {x}", f"f = np.sum(relu({q})) + np.dot({x}, {x})"],
        [f"{q} = -{x}", f"f = np.sum({W} @ {q})"],
        [f"{q} = softmax({x})", f"f = np.dot({q}, {x}) + np.sum({W})"],
        [f"{q} = np.sum({W}, axis=0)", f"f = np.dot({q}, {x})"],
        [f"{q} = np.exp({x})", f"f = np.sum({q}) * norm({W})"],
    ]))
    w.backward("f")


def makers(w):
    """Arrays from makers and from random draws."""
    w.write(f"np.random.seed({w.one('0', '1', '231', '42')})")
    n = w.rng.randint(2, 4)
    forms = ways("""
        np.random.randn({n}) | np.random.randn({n}, 2) | np.random.rand(2, {n}) | np.random.normal(1.0, 0.5, {n}) |
        np.random.normal(size=(2, {n})) | np.random.uniform(-1, 1, (2, {n})) | np.linspace(-1, 2, {m}) |
        np.arange({n}.0) | np.arange(2 * {n}).reshape(2, {n}) | np.eye({n}) | np.ones((2, {n})) |
        np.full((2, {n}), {k}) | 0.1 * np.random.randn(2, {n}) | np.arange(1, {m}) / 2 | np.random.randn({n}) * 2 - 1 |
        np.arange(0.5, 2.5, 0.5) | np.random.uniform(size={n}) | np.random.randint(1, 5, size={n}) |
        np.random.permutation({n}) | np.array({v}) / 3 | np.random.choice(5, size={n}) |
        2 * np.ones({n}) + np.arange({n}) | np.random.rand({n}) | np.ones({n}) * {k} | np.array([[1, 2], [3, 4]]) / 10
    """)
    for _ in range(w.rng.randint(2, 3)):
        w.drawn(w.choose("makers", forms).format(n=n, m=n + 1, k=w.literal(), v=w.values((2, n))))
    if w.maybe(0.3):
        w.drawn(w.one("np.zeros_like", "np.ones_like") + f"({w.inputs[0]})")
    for _ in range(w.rng.randint(1, 3)):
        w.gate_of("with makers", ways("""
            {a} * {b} | {a} + {b} | {a} @ {b} | np.tanh({a}) | {a} @ {b}.T | {a} * {k} | {a} - np.mean({a}) |
            {a} * np.arange(3) | {a} + np.eye(2) | {a} * np.ones(2) | np.exp({a} / 4) | {a} / ({b}**2 + 1)
        """))
    w.output()


def printing(w):
    x = w.array((2, 3))
    y = w.array((3,))
    p = w.gate_of("printing", ["{a} * {b}", "{a} @ {b}", "np.tanh({a} + {b})"], names=[x, y])
    w.write(f"f = np.sum({p}**2) + np.sum({x} * {y})")
    w.add(f'print(f"{{f.item():.3f}}", {x}.shape, len({y}), {x}.ndim, {x}.size)')
    w.add("f.backward()")
    w.add(*w.choose("prints", [
        [f'print("%.4f" % {x}.grad[0, 1].item())'],
        [f"print({y}.grad.shape)", f'print(f"{{np.sum({y}.grad).item():.4f}}")'],
        [f"for g in {y}.grad:", '    print(f"{g.item():.2f}")'],
        [f"print(np.argmax({x}), np.argmin({y}))", f"print([int(i) for i in np.argmax({x}, axis=1)])"],
        [f'print("larger" if f > 1 else "smaller")', f"print(int({y}.grad[0] * 100 + 0.5))"],
        [f'print(f"{{float(f):8.3f}}|{{{x}.mean().item():+.2e}}")'],
    ]))


def kinks(w):
    """Elements that sit on a kink or a tie."""
    w.array(w.one((4,), (2, 3)))
    x = w.inputs[0]
    n = w.shape(x)[-1]

    def whole(shape):
        if not shape:
            return str(w.rng.randint(-1, 1))
        return "[" + ", ".join(whole(shape[1:]) for _ in range(shape[0])) + "]"

    z = w.input_names.pop()
    w.write(f"{z} = np.array({whole(w.shape(x))})")
    w.inputs.append(z)
    v = w.input_names.pop()
    w.write(f"{v} = np.array({whole((n,))}) * 1.0")
    w.inputs.append(v)
    t = w.choose("kinks", ways("""
        relu({z}) * {x} | np.maximum(0, {z}) + {x} | max(0, {z}) * {x} | np.maximum({z}, {v}) * {x} |
        np.minimum({z}, {v}) * {x} | np.abs({z}) * {x} | np.max({z}, axis=-1) * np.sum({x}) | np.max({z}) * {x} |
        np.min({z}, axis=0) * {x} | {x} * np.max({v}) | abs({z} - {v}) + {x} | np.maximum({z}, 0) * {x} |
        {x} - np.max({z}, axis=-1, keepdims=True) | relu({z} * {v}) + {x}
    """))
    w.gate(t.format(x=x, z=z, v=v))
    w.output()


FAMILIES = [
    ("elementwise", elementwise, 40),
    ("broadcasting", broadcasting, 20),
    ("reductions", reductions, 30),
    ("statistics", statistics, 12),
    ("matrix products", matrix_products, 32),
    ("products", products, 16),
    ("shapes", shapes, 16),
    ("slices", slicing, 24),
    ("fancy indexing", fancy_indexing, 24),
    ("item assignment", item_assignment, 28),
    ("arrays filled in loops", loops_that_fill, 8),
    ("softmax, norm, clip", softmax_and_friends, 20),
    ("joining and moving", joining, 22),
    ("convolution", convolution, 16),
    ("pooling", pooling, 6),
    ("deep nets", deep_nets, 24),
    ("functions", functions, 10),
    ("loops", loops, 14),
    ("training", training, 16),
    ("several passes", several_passes, 6),
    ("sharing", sharing, 16),
    ("views", views, 10),
    ("forks", forks, 10),
    ("seeds", seeds, 12),
    ("empty axes", empty, 8),
    ("lists", lists, 12),
    ("makers", makers, 14),
    ("printing", printing, 6),
    ("kinks", kinks, 14),
]

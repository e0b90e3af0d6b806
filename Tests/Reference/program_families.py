"""The families of random programs: what each kind of program is about.

A family is a function that writes a program with a `Writer`. Being in `FAMILIES` is what makes it used.
"""


def expressions(w):
    w.make_inputs(w.rng.randint(2, 4))
    for _ in range(w.rng.randint(1, 5)):
        w.gate(w.text(3))
    w.output(2)


def forks(w):
    x, y = w.make_inputs(2)
    p = w.gate(w.rng.choice([f"{x}*{x}", f"{x} * {x} * {x}", f"{x} + {x}", f"{x}*{x} - {x}"]))
    q = w.gate(f"{p} * {y} + {p}")
    for _ in range(w.rng.randint(1, 4)):
        q = w.gate(w.rng.choice([f"{q} * {w.safe(q, x)}", f"{q} + {w.safe(q, p, y)}", f"{q}*{q} / (1 + {q}*{q})"]))
    w.use(x, y, p)
    w.output(2)


def functions_of_one(w):
    w.make_inputs(w.rng.randint(1, 3), 0.3, 2.5)
    for _ in range(w.rng.randint(2, 5)):
        w.gate(w.call(w.rng.randint(1, 3)).text)
    w.output(1)


def powers(w):
    w.make_inputs(w.rng.randint(2, 3), 0.4, 3)
    if w.maybe(0.3):
        w.write(f"n = {w.rng.choice([2, 3, 4, -1, -2])}")
        w.gate(f"{w.pick()} ** n")
    if w.maybe(0.3):
        a, b, c = w.picks(3)
        w.gate(w.rng.choice([f"-{a}**2 + {b}", f"2**-{a} * {b}", f"({a} ** {b}) ** 0.5 + {c}", f"1.2 ** {a} ** 0.5",
                             f"{a} ** -{b} - {c}", f"{a}**2**{b}" if w.scope[b] < 2 else f"{a}**2 / {b}**3"]))
    for _ in range(w.rng.randint(2, 4)):
        w.gate(w.power(w.rng.randint(1, 2)).text)
    w.output(1)


def constants_on_either_side(w):
    w.make_inputs(w.rng.randint(1, 3))
    for _ in range(w.rng.randint(2, 5)):
        operator = w.rng.choice(["+", "-", "*", "/"])
        left, right = w.constant(), w.expression(1)
        if w.maybe(0.5):
            left, right = right, left
        if operator == "/" and abs(w.value(right.text)) < 0.3:
            operator = "-"
        w.gate(w.join(operator, left, right).text)
    w.output(1)


def max_and_min(w):
    w.make_inputs(w.rng.randint(2, 4))
    for _ in range(w.rng.randint(2, 4)):
        w.gate(w.pair(w.rng.randint(1, 2)).text)
    w.output(1)


def rebound_names(w):
    w.make_inputs(w.rng.randint(2, 3))
    c = w.gate(w.text(2))
    for _ in range(w.rng.randint(2, 5)):
        a = w.pick()
        form = w.choose("rebinding", ["{c} += {c} + 1", "{c} *= {a}", "{c} = {c} * {a} - 1", "{c} -= {e}", "{c} /= 1 + {a}**2",
                             "{c} = {s}", "{c} += {a}", "{c} **= 2", "{c} = -{c}", "{c} = 1 / (1 + {c}**2)"])
        e = w.text(1) if "{e}" in form else ""
        w.write(form.format(c=c, a=a, e=e, s=w.safe(c, a)))
        w.note(c)
    if w.maybe(0.3):
        x = w.inputs[0]
        w.write(w.rng.choice([f"{x} += 1", f"{x} = {x} * 2", f"{x} *= {c}"]))
        w.note(x)
    w.output(1)


def chained_and_tuples(w):
    names = w.make_inputs(w.rng.randint(3, 4))
    if w.maybe(0.5):
        p, q = w.gate_names.pop(), w.gate_names.pop()
        w.write(f"{p} = {q} = {w.text(2)}")
        w.note(p, q)
    elif w.maybe(0.7):
        p, q = w.input_names.pop(), w.input_names.pop()
        w.write(f"{p} = {q} = {w.literal()}")
        w.note_inputs([p, q])
    if w.maybe(0.6):
        p, q = w.gate_names.pop(), w.gate_names.pop()
        parens = w.maybe(0.3)
        right = f"{w.text(1)}, {w.text(2)}"
        w.write(f"({p}, {q}) = ({right})" if parens else f"{p}, {q} = {right}")
        w.note(p, q)
    if w.maybe(0.3):
        p, q, r = (w.gate_names.pop() for _ in range(3))
        w.write(f"({p}, {q}), {r} = ({w.text(1)}, {w.text(1)}), {w.text(1)}")
        w.note(p, q, r)
    a, b = w.rng.sample(w.inputs + w.gates, 2)
    w.write(w.rng.choice([f"{a}, {b} = {b}, {a}", f"{a}, {b} = {b}, {a} + {b}", f"{a}, {b} = {b} * 2, {a}",
                          f"{a}, {b} = {b}, {a}"]))
    w.note(a, b)
    w.gate(f"{a} - {b} * {w.pick()}")
    w.use(*names)
    w.output(2)


def for_loops(w):
    a, b, c = w.make_inputs(3, -1.5, 1.5)
    loops = [
        lambda s: [f"for i in range({w.rng.randint(2, 5)}):", f"    {s} += {w.safe(a, b)}" + w.rng.choice([" * i", " / (i + 1)", " - i"])],
        lambda s: [f"for v in [{w.literal()}, {w.literal()}, {w.literal()}]:", f"    {s} += {w.safe(a, b, 'v')}"],
        lambda s: [f"for k, v in zip([{a}, {b}, {c}], [{w.literal()}, {w.literal()}, {w.literal()}]):", f"    {s} += k * v"],
        lambda s: [f"for i, v in enumerate([{a}, {c}]):", f"    {s} = {s} + (i + 1) * {w.safe('v', b)}"],
        lambda s: [f"for i in range(1, {w.rng.randint(4, 8)}, 2):", f"    t = {w.safe(a, c)}", f"    {s} += t * t / i"],
        lambda s: ["for i in range(2):", "    for j in range(3):", f"        {s} += {w.safe(a, b)} * (i - j)"],
        lambda s: [f"for v in reversed([{a}, {b}]):", f"    {s} = 0.5 * {s} + {w.safe('v', c)}"],
        lambda s: [f"for u, v in [({a}, {w.literal()}), ({b}, {w.literal()})]:", f"    {s} -= u / (v*v + 1)"],
        lambda s: ["for i in range(6):", "    if i % 2 == 1:", "        continue", f"    {s} += {w.safe(b, c)} / (i + 2)"],
        lambda s: ["for i in range(10):", f"    if i == {w.rng.randint(2, 4)}:", "        break", f"    {s} += {a} ** i"],
    ]
    w.use(a, b, c)
    for _ in range(w.rng.randint(1, 2)):
        s = w.gate_names.pop()
        if w.maybe(0.2):
            h = w.rng.choice([a, b])
            w.write(f"{s} = {h}", f"for step in range({w.rng.randint(2, 4)}):", f"    {s} = {w.safe(s, a, c)}")
        else:
            w.write(f"{s} = {w.rng.choice(['0', '0.0', '0.0', w.positive()])}", *w.choose("loop", loops)(s))
        w.note(s)
    w.output(1)


def while_loops(w):
    a, b = w.make_inputs(2, 0.3, 1.8)
    h = w.gate(w.text(1))
    kind = w.choose("while", range(4))
    n = w.rng.randint(2, 5)
    if kind == 0:
        w.write("i = 0", f"while i < {n}:", f"    {h} = {w.safe(h, a, b)}", "    i += 1")
    elif kind == 1:
        w.write("k = 1", "while True:", f"    {h} = {h} + {w.safe(a, b)} / k", "    k = k + 1", f"    if k > {n}:", "        break")
    elif kind == 2:
        w.write(f"n = {n}", "while n > 0:", f"    {h} += {w.safe(a, b)} * n", "    n -= 1")
    else:
        w.write(f"s = 1 + {h}**2", "while s > 0.5:", f"    s *= {w.rng.choice(['0.6', '0.45', f'1 / (1 + {a}**2)'])}", f"{h} = s * {b}")
    w.note(h)
    w.output(1)


def functions(w):
    make_functions(w)
    a, b = w.make_inputs(2, -2, 2)
    w.unused = [a, b]
    for _ in range(w.rng.randint(1, 3)):
        w.gate(w.choose("call", [
            f"unit({a}, {b})", f"unit({w.text(1)}, {w.pick()})", f"unit({b}, {a}, k={w.literal()})",
            f"unit({a}, b={b})", f"unit(k=0.5, b={a}, a={b})", f"unit(unit({a}, {b}), {w.pick()}, 1.5)",
            f"2 * unit({a}, {b}) - {w.pick()}", f"unit({a}, 2.0)"]))
    w.output(1)


def make_functions(w):
    scale = w.literal()
    kind = w.choose("function", range(6))
    head = f"def unit(a, b, k={scale}):"
    if kind == 0:
        w.write(head, f"    return {w.safe('a', 'b', 'k')}")
    elif kind == 1:
        w.write(head, f"    c = {w.literal()}", f"    z = c * a + {w.safe('b', 'a', 'k')}", f"    return z * {w.safe('z', 'k')}")
    elif kind == 2:
        w.write(head, '    """A helper inside a function."""', "    def inner(t, m=2):", f"        return m * t + {w.safe('t', 'b')}", "",
                f"    return inner(a) - inner(k, m=3) * {w.safe('a', 'b')}")
    elif kind == 3:
        w.write(head, "    s = 0.0", "    for i in range(3):", f"        s += {w.safe('a', 'b', 'k')} * i", "    return s + a")
    elif kind == 4:
        w.write(head, "    if k > 1:", f"        return {w.safe('a', 'b')}", f"    return {w.safe('b', 'a', 'k')}")
    else:
        w.write("def pair(s, t):", f"    return {w.safe('s', 't')}, s * t - 1", "", head, "    p, q = pair(a, b)",
                "    p, q = q, p", "    return p * k + q")
    w.add("")


def recursion_and_closures(w):
    a, b = w.make_inputs(2, -1.5, 1.5)
    kind = w.choose("closure", range(4))
    if kind == 0:
        w.write("def chain(t, n):", "    if n == 0:", "        return t", f"    return chain({w.safe('t', a)}, n - 1)", "")
        p = w.gate(f"chain({b}, {w.rng.randint(1, 4)}) + {a}")
    elif kind == 1:
        w.write("def make(k):", "    def scaled(t):", f"        return k * t + {w.safe('t', b)}", "    return scaled", "",
                f"double = make({w.literal()})", f"by_a = make({a})")
        p = w.gate(f"double({b}) + by_a(double({a}))")
    elif kind == 2:
        w.write("def twice(fn, t):", "    return fn(fn(t))", "", f"bend = lambda t: {w.safe('t', a)}")
        p = w.gate(f"twice(bend, {b})")
    else:
        w.write("def poly(t, cs):", "    r = 0", "    for c in cs:", "        r = r * t + c", "    return r", "")
        p = w.gate(f"poly({a}, [{b}, {w.literal()}, {b} * {a}, {w.literal()}])")
    w.use(a, b)
    w.gate(w.text(2))
    w.output(1)


def lambdas(w):
    a, b, c = w.make_inputs(3, -2, 2)
    w.write(f"bend = lambda t: {w.safe('t', a)}")
    if w.maybe(0.5):
        w.write(f"mix = lambda s, t, k={w.literal()}: {w.safe('s', 't', 'k')}")
        w.gate(w.rng.choice([f"mix({b}, {c})", f"mix({b}, t={c})", f"mix({c}, {b}, k={w.literal()})"]))
    if w.maybe(0.3):
        w.write(f"steps = [bend, lambda t: t * {w.literal()} + {c}]")
        h = w.gate(f"{b} - {c}")
        w.write("for step in steps:", f"    {h} = step({h})")
    w.gate(f"bend({w.text(1)}) * {w.pick()}")
    w.gate(f"{w.pick()} + bend({w.pick()})")
    w.use(a, b, c)
    w.output(1)


def branches(w):
    w.make_inputs(3)
    g = w.gate(w.text(2)) if w.maybe(0.8) else w.rng.choice(w.inputs)
    h = w.gate_names.pop()
    if w.maybe(0.6):
        first, second = w.limit(g), w.limit(g)
        w.write(f"if {g} {first}:", f"    {h} = {w.text(2)}", f"elif {g} {second}:", f"    {h} = {w.text(1)} * 2",
                "else:", f"    {h} = -{w.pick()}")
    else:
        w.write(f"{h} = {w.text(1)}", f"if {g} {w.limit(g)}:", f"    {h} = {h} * {w.text(1)}".rstrip(), f"    {h} += 1")
    w.note(h)
    other = w.rng.choice(w.gates)
    w.gate(f"{w.pick()} if {h} {w.limit(h)} else {other} * 2")
    if w.maybe(0.7):
        w.gate(f"{w.pick()} + ({h} if {g} {w.limit(g)} {w.rng.choice(['and', 'or'])} not {h} {w.limit(h)} else {w.literal()})")
    w.output(1)


def lists(w):
    a, b, c = w.make_inputs(3, -2, 2)
    w.use(a, b, c)
    kind = w.choose("list", range(6))
    if kind == 0:
        w.write("hs = []", f"hs.append({w.safe(a, b)})", f"hs.append(hs[0] * {c})", f"hs.append({w.safe('hs[1]', a)})")
        w.gate("hs[0] + hs[-1] * hs[1]")
    elif kind == 1:
        w.write(f"hs = [{a}]", f"for i in range({w.rng.randint(2, 4)}):", f"    hs.append({w.safe('hs[i]', b, c)})")
        w.gate("hs[-1] - hs[1] * len(hs)")
    elif kind == 2:
        w.write(f"hs = [{a}, {b}, {c}]", f"hs[{w.rng.randint(0, 2)}] = {w.safe(c, a)}", f"hs[1] *= {w.literal()}")
        w.gate("hs[0] * hs[1] + hs[2]")
    elif kind == 3:
        w.write(f"hs = [{w.safe(a, b)}, {w.safe(b, c)}, {c} * {a}, {b}]")
        w.gate("sum(hs[1:]) * hs[0]")
    elif kind == 4:
        w.write(f"m2 = [[{a}, {b}], [{c}, {w.literal()}]]")
        w.gate("m2[0][0] * m2[1][1] - m2[0][1] * m2[1][0]")
    else:
        w.write("hs = []", f"for u, v in zip([{a}, {b}], [{b}, {c}]):", f"    hs.append({w.safe('u', 'v')})", "s = 0.0",
                "for h0 in hs:", "    s += h0 ** 2")
        w.gate(f"s + {a}")
    w.output(2)


def comprehensions(w):
    a, b, c = w.make_inputs(3, -2, 2)
    w.use(a, b, c)
    inner = w.choose("comprehension", [
        f"sum([{w.safe('v', a)} for v in [{b}, {c}, {w.literal()}]])",
        f"sum([u * v for u, v in zip([{a}, {b}], [{w.literal()}, {c}])]) + {c}",
        f"sum([{a} ** i / (i + 1) for i in range(4)]) * {b}",
        f"sum([{w.safe(a, b)} * i for i in range(6) if i % 2 == 0])",
        f"sum(k * v for k, v in enumerate([{a}, {b}, {c}]))",
        f"sum((v * v for v in [{a}, {b}]), {c})",
        f"sum([{w.safe('u', 'v')} for u in [{a}, {b}] for v in [{c}, {w.literal()}]])",
    ])
    w.gate(inner)
    if w.maybe(0.5):
        w.write(f"hs = [{w.safe('v', b)} for v in [{a}, {c}, {a} * {c}]]")
        w.gate(w.rng.choice(["sum(hs) / len(hs)", "sum([h * h for h in hs])", "hs[0] * hs[2] + sum(hs[:2])"]))
    w.output(2)


def neurons(w):
    n = w.rng.choice([2, 3])
    xs = [f"x{i}" for i in range(n)]
    ws = [f"w{i}" for i in range(n)]
    for name in ws + xs + ["b"]:
        w.write(f"{name} = {w.literal(-1.5, 1.5)}")
    w.note_inputs(ws + xs + ["b"])
    dot = w.rng.choice([
        " + ".join(f"{u}*{v}" for u, v in zip(ws, xs)) + " + b",
        f"sum([wi * xi for wi, xi in zip([{', '.join(ws)}], [{', '.join(xs)}])]) + b",
        f"sum((wi * xi for wi, xi in zip([{', '.join(ws)}], [{', '.join(xs)}])), b)"])
    z = w.gate(dot, "z")
    w.unused = []
    w.gate(w.rng.choice([f"1 / (1 + {w.spell('exp')}(-{z}))", f"({w.spell('exp')}(2*{z}) - 1) / ({w.spell('exp')}(2*{z}) + 1)",
                         f"relu({z}) + 0.5", f"{w.spell('tanh')}({z})", f"elu({z})", f"softplus({z})", f"leaky_relu({z})"]))
    if w.maybe(0.5):
        y = w.rng.choice(["0", "1"])
        a = w.gates[-1]
        w.write(f"loss = ({a} - {y})**2")
        w.backward("loss")
    else:
        w.output(1)


def methods(w):
    w.methods, w.spelling = True, "bare"
    w.make_inputs(3, -1.5, 1.5)
    a = w.pick()
    w.gate(f"({a} * {w.pick()} + {w.pick()}).{w.rng.choice(['tanh', 'exp'])}()")
    for _ in range(w.rng.randint(1, 3)):
        w.gate(w.safe(w.pick(), w.pick()))
    w.gate(f"({w.pick()} - {w.literal()}).relu() + {w.pick()}.{w.rng.choice(['tanh', 'exp'])}()")
    w.output(1)


def seeds(w):
    w.rng.choice([expressions, forks, powers, rebound_names, functions_of_one])(w)
    w.lines = [line for line in w.lines if ".backward(" not in line and ".grad" not in line]
    w.backward(w.output_name, seed=w.rng.choice([w.literal(), w.literal(), "2", "-1.0", "0.5"]))


def mixed(w, count=3):
    parts = [rebound_part, list_part, loop_part, branch_part, function_part, tuple_part]
    w.make_inputs(w.rng.randint(2, 4), -2, 2)
    for part in w.rng.sample(parts, count):
        part(w)
    w.gate(w.text(2))
    w.output(1)


def long_mixed(w):
    mixed(w, 6)


def rebound_part(w):
    c = w.gate(w.text(1))
    w.write(w.rng.choice([f"{c} += {c} + 1", f"{c} *= {w.pick()}", f"{c} = {w.safe(c, w.pick())}"]))


def list_part(w):
    a, b = w.picks(2)
    hs = "h_list"
    w.write(f"{hs} = [{w.safe('v', a)} for v in [{a}, {b}]]", f"{hs}.append({w.safe(a, b)})")
    w.gate(w.rng.choice([f"sum({hs})", f"{hs}[0] * {hs}[-1]", f"{hs}[2] - {hs}[1]"]))


def loop_part(w):
    a, b = w.picks(2)
    s = w.gate_names.pop()
    w.write(f"{s} = {a}", f"for i in range({w.rng.randint(2, 4)}):", f"    {s} = {w.safe(s, b)} / (i + 1)")
    w.note(s)


def branch_part(w):
    g = w.gate(w.text(1))
    w.gate(f"{w.text(1)} if {g} {w.limit(g)} else {w.pick()}")
    w.use(g)


def function_part(w):
    w.write(f"def blend(s, t, k={w.literal()}):", f"    return {w.safe('s', 't', 'k')}", "")
    w.gate(w.rng.choice([f"blend({w.pick()}, {w.pick()})", f"blend({w.pick()}, t={w.pick()}, k=2)"]))


def tuple_part(w):
    p, q = w.gate_names.pop(), w.gate_names.pop()
    w.write(f"{p}, {q} = {w.text(1)}, {w.text(1)}")
    w.write(f"{p}, {q} = {q}, {p}")
    w.note(p, q)


def two_passes(w):
    x, v, b = w.make_inputs(3, -1.5, 1.5)
    rate = w.rng.choice(["lr", "0.1", "0.05"])
    if rate == "lr":
        w.add(f"lr = {w.rng.choice(['0.1', '0.05', '0.02'])}")
    forward = f"{w.safe(v, x, b)}"
    target = w.literal()
    steps = [f"f = ({forward} - {target})**2", "f.backward()"]
    move = w.choose("move", ["{p} -= {r} * {p}.grad", "{p} = {p} - {r} * {p}.grad", "{p} += -{r} * {p}.grad",
                         "{p}.data -= {r} * {p}.grad", "{p} -= {r} * {p}.grad", "{p} -= {p}.grad * {r}"])
    clear = w.choose("clear", ["{p}.grad = 0", "{p}.grad = 0.0", "{p}.grad = 0", None, None, "{p}.grad.zero_()", "{p}.grad = None"])
    moved = w.rng.sample([v, x, b], w.rng.randint(1, 2))
    update = [move.format(p=p, r=rate) for p in moved]
    clears = [clear.format(p=p) for p in moved] if clear else []
    if w.maybe(0.6):
        w.add(*steps, *update, *clears, *steps)
    else:
        n = w.rng.randint(2, 4)
        body = clears + steps + update if clears and w.maybe(0.5) and "zero_" not in clear else steps + update + clears
        w.add(f"for step in range({n}):", *("    " + line for line in body))


def training(w):
    v, b = w.make_inputs(2, -1, 1)
    pairs = [f"({w.literal()}, {w.literal()})" for _ in range(2)]
    data = f"[{', '.join(pairs)}]"
    rate = w.rng.choice(["0.1", "0.05"])
    kind = w.choose("training", range(4))
    n = w.rng.randint(2, 4)
    if kind == 0:
        w.add("def cost(w, b):", "    s = 0.0", f"    for u, t in {data}:", f"        s += ({w.safe('u', 'w', 'b')} - t)**2",
              "    return s / 2", "", f"for i in range({n}):", f"    loss = cost({v}, {b})", "    loss.backward()",
              f"    {v} -= {rate} * {v}.grad", f"    {b} -= {rate} * {b}.grad")
        if w.maybe(0.7):
            w.add(f"    {v}.grad = 0", f"    {b}.grad = 0")
    elif kind == 1:
        w.add("speed = 0.0", "mu = 0.9", f"for i in range({n}):", f"    f = {w.safe(v, b)} + {v}**2", "    f.backward()",
              f"    speed = mu * speed - {rate} * {v}.grad", f"    {v} += speed", f"    {v}.grad = 0")
    elif kind == 2:
        w.add("step = 0", f"while step < {n}:", f"    loss = ({w.safe(v, b)} - {w.literal()})**2", "    loss.backward()",
              f"    {v} -= {rate} * {v}.grad", f"    {v}.grad = 0", "    step += 1")
    else:
        w.add(f"for u, t in {data}:", f"    loss = ({w.safe('u', v, b)} - t)**2", "    loss.backward()",
              f"{v} -= {rate} * {v}.grad", f"{b} -= {rate} * {b}.grad")
        if w.maybe(0.5):
            w.add(f"{v}.grad = 0", f"{b}.grad = 0", f"loss = ({w.safe(v, b)} - {w.literal()})**2", "loss.backward()")


def forward_twice(w):
    """Two backward passes without an update: gradients add up, or start again where they are cleared."""
    x, y = w.make_inputs(2)
    w.write(f"f = {w.safe(x, y)}")
    w.add("f.backward()")
    if w.maybe(0.5):
        w.add(f"first = {x}.grad")
    if w.maybe(0.4):
        w.add(f"{x}.grad = 0")
    w.write(f"f = {w.safe(y, x)} * {x}")
    w.add(w.rng.choice(["f.backward()", f"f.backward({w.literal()})"]))


FAMILIES = [
    ("expressions", expressions), ("forks", forks), ("functions of one argument", functions_of_one),
    ("powers", powers), ("constants on either side", constants_on_either_side), ("max and min", max_and_min),
    ("names bound again", rebound_names), ("chained assignment and tuples", chained_and_tuples),
    ("for loops", for_loops), ("while loops", while_loops), ("functions", functions),
    ("recursion and closures", recursion_and_closures), ("lambdas", lambdas), ("branches", branches),
    ("lists", lists), ("comprehensions", comprehensions), ("neurons", neurons), ("methods", methods),
    ("seeds", seeds), ("mixed", mixed), ("two passes", two_passes), ("training", training),
    ("backward twice", forward_twice), ("for loops", for_loops), ("two passes", two_passes), ("long and mixed", long_mixed),
]

# Programs on a kink, with the answers that the language prescribes: relu, and max with a constant 0,
# have slope 0 at 0; other ties share equally; abs has slope 0 at 0.
KINKS = [
    ("relu at 0", "x = 0.0\nw = 3.0\nf = relu(x) * w", {"x": 0, "w": 0}),
    ("relu beside its argument", "x = 0.0\ny = 2.0\nf = relu(x) * y + x", {"x": 1, "y": 0}),
    ("max with 0 on the left", "x = 0.0\ny = 2.0\nf = max(0, x) + y", {"x": 0, "y": 1}),
    ("max with 0 on the right", "x = 0.0\ny = 2.0\nf = max(x, 0.0) + x * y", {"x": 2, "y": 0}),
    ("np.maximum with 0", "import numpy as np\nx = 0.0\ny = -2.0\nf = np.maximum(0, x * y) + y", {"x": 0, "y": 1}),
    ("abs at 0", "x = 0.0\ny = 4.0\nf = abs(x) * y + 3 * x", {"x": 3, "y": 0}),
    ("np.abs of a difference", "import numpy as np\nx = 1.5\ny = 1.5\nf = np.abs(x - y) + x", {"x": 1, "y": 0}),
    ("max of equal values", "x = 1.5\ny = 1.5\nf = max(x, y)", {"x": 0.5, "y": 0.5}),
    ("min of equal values", "x = -2.0\ny = -2.0\nq = min(x, y)\nf = 3 * q", {"x": 1.5, "y": 1.5, "q": 3}),
    ("maximum of equal values, seeded", "x = 2.0\ny = 2.0\nf = maximum(x, y)\nf.backward(4.0)", {"x": 2, "y": 2}),
    ("minimum of equal values", "x = 0.5\ny = 0.25\nf = minimum(x, 2 * y) * 2", {"x": 1, "y": 2}),
    ("max with a constant that is not 0", "x = 2.0\ny = 1.0\nf = max(2, x) * y", {"x": 0.5, "y": 2}),
    ("min with a constant 0", "x = 0.0\ny = 3.0\nf = min(0, x) * y", {"x": 1.5, "y": 0}),
    ("three equal values", "x = 1.0\ny = 1.0\nz = 1.0\nf = max(max(x, y), z)", {"x": 0.25, "y": 0.25, "z": 0.5}),
    ("max of a value with itself", "x = 3.0\ny = 2.0\nf = max(x, x) * y", {"x": 2, "y": 3}),
    ("clamp at its lower end", "x = 0.0\ny = 2.0\nf = min(max(x, 0), 1) + y", {"x": 0, "y": 1}),
    ("clamp at its upper end", "x = 1.0\ny = 2.0\nf = min(max(x, 0), 1) * y", {"x": 1, "y": 1}),
    ("max of two inputs that are 0", "x = 0.0\ny = 0.0\nf = max(x, y) + x", {"x": 1.5, "y": 0.5}),
    ("relu as a method", "x = 2.0\ny = -2.0\nq = x + y\nf = q.relu() + q\nf.backward()", {"x": 1, "y": 1, "q": 1}),
    ("abs fed by relu", "x = -1.0\ny = 5.0\nf = abs(relu(x)) * y + y", {"x": 0, "y": 1}),
]

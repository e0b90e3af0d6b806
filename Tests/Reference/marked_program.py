"""From the text of a program to a syntax tree with marks where derivatives begin and end.

The marks are calls, and all else stays as it stands:

    x = 2.0              x = _leaf('x', 2.0)            an input
    q = x * y            q = _probe('q', x * y)         q plus a zero whose derivative is asked for
    f.backward(v)        _backward(f, v)                ask the library for the derivatives
    w -= lr * w.grad     w = _update('w', w - (...))    an input starts again from a new value
    v = mu * v + w.grad  v = _detach(...)               a number that carries no derivative
"""

import ast
import copy

from function_tables import AUTOGRAD, COUNTERS, METHOD_FORMS, NUMPY_FORMS, Rejected


def _names(tree, kinds=ast.Load):
    return [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, kinds)]


def _is_plain(node):
    """Literals and arithmetic on literals."""
    if isinstance(node, ast.UnaryOp):
        return _is_plain(node.operand)
    if isinstance(node, ast.BinOp):
        return _is_plain(node.left) and _is_plain(node.right)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _is_integer(node):
    return _is_plain(node) and isinstance(eval(ast.unparse(node)), int)


def outermost(body, in_loop=False):
    """The statements of the outermost scope with whether a loop repeats them; bodies of defs are left out."""
    for statement in body:
        yield statement, in_loop
        if isinstance(statement, (ast.For, ast.While, ast.If)):
            loop = in_loop or not isinstance(statement, ast.If)
            yield from outermost(statement.body + statement.orelse, loop)


class Marked:
    """A program with its markers, and what is known of its names."""

    def __init__(self, text):
        self.tree = ast.parse(text)
        statements = list(outermost(self.tree.body))
        self.detached = self._find_detached(statements)
        self.bound = {}
        self.assigned = []
        self.receiver = None
        for statement, in_loop in statements:
            self._count(statement, in_loop)
        self.constants = self._find_constants(statements)
        self._refuse_doubtful_exponents()
        self.fresh = self._find_fresh_functions()
        self.inputs = []
        self.probes = []
        tree = copy.deepcopy(self.tree)
        tree.body = self._mark_body(tree.body)
        self.code = compile(ast.fix_missing_locations(tree), "program", "exec")
        self.output = self.receiver or self.assigned[-1]

    def _find_detached(self, statements):
        """Names that are assigned from `.grad`, `.data` or from such names, and are no updates."""
        found = set()
        for statement, _ in statements:
            if isinstance(statement, ast.Assign) and self._reads_gradient(statement.value, found):
                target = statement.targets[0]
                if isinstance(target, ast.Name) and not self._is_step(target, statement.value):
                    found.add(target.id)
        return found

    @staticmethod
    def _reads_gradient(node, detached):
        attributes = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
        return bool(attributes & {"grad", "data"} or set(_names(node)) & detached)

    @staticmethod
    def _is_step(target, value):
        """`w = w - e` and `w = w + e`."""
        return (
            isinstance(value, ast.BinOp)
            and isinstance(value.op, (ast.Add, ast.Sub))
            and isinstance(value.left, ast.Name)
            and value.left.id == target.id
        )

    def _is_update(self, statement):
        if not isinstance(statement, (ast.Assign, ast.AugAssign)):
            return False
        target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
        if isinstance(target, ast.Attribute):
            return target.attr == "data"
        if not isinstance(target, ast.Name) or target.id in self.detached:
            return False
        return self._reads_gradient(statement.value, self.detached) and (
            isinstance(statement, ast.AugAssign) or self._is_step(target, statement.value)
        )

    def _count(self, statement, in_loop):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            function = statement.value.func
            if isinstance(function, ast.Attribute) and function.attr == "backward":
                self.receiver = function.value.id
            return
        if isinstance(statement, ast.For):
            targets = [statement.target]
        elif isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AugAssign):
            targets = [statement.target]
        else:
            return
        for name in [n for target in targets for n in _names(target, ast.Store)]:
            if not self._is_update(statement):
                self.bound[name] = self.bound.get(name, 0) + (2 if in_loop else 1)
            if not isinstance(statement, ast.For):
                self.assigned.append(name)

    def _find_constants(self, statements):
        """Integers that are sizes, counters, indices or exponents; numbers that only updates read."""
        counted = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
                counted.update(_names(node))
            elif isinstance(node, ast.Compare):
                counted.update(_names(node))
            elif isinstance(node, ast.Subscript):
                counted.update(_names(node.slice))
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
                counted.update(_names(node.right))
        integers = {
            target.id
            for statement, _ in statements
            if isinstance(statement, ast.Assign) and _is_integer(statement.value)
            for target in statement.targets
            if isinstance(target, ast.Name)
        }
        detached_lines = [
            s for s, _ in statements
            if self._is_update(s)
            or isinstance(s, (ast.Assign, ast.AugAssign)) and self._reads_gradient(s.value, self.detached)
        ]
        everywhere, inside = _names(self.tree), [n for s in detached_lines for n in _names(s)]
        updates_only = {n for n in inside if everywhere.count(n) == inside.count(n)}
        if counted & integers - COUNTERS:
            raise Rejected("an integer that may be an input or a constant")
        return (counted & integers) | updates_only

    def _refuse_doubtful_exponents(self):
        """`x ** b` after `b = 2.0`: the language does not say whether b is an integer exponent."""
        whole = {
            t.id for s in ast.walk(self.tree) if isinstance(s, ast.Assign) and _is_plain(s.value)
            for t in s.targets if isinstance(t, ast.Name)
            if float(eval(ast.unparse(s.value))).is_integer()
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and set(_names(node.right)) & whole - COUNTERS:
                raise Rejected("a whole number as a variable exponent")

    def _find_fresh_functions(self):
        """Defs all of whose returned values are new nodes, never one of their arguments."""
        fresh = set()
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef):
                returned = [n.value for n in ast.walk(node) if isinstance(n, ast.Return)]
                inner = [n for n in ast.walk(node) if isinstance(n, (ast.FunctionDef, ast.Lambda))]
                if len(inner) == 1 and all(isinstance(v, ast.BinOp) for v in returned):
                    fresh.add(node.name)
        return fresh

    def _makes_node(self, value):
        """Whether the expression surely ends in a gate, so that its result had no name before."""
        if isinstance(value, ast.BinOp):
            return True
        if isinstance(value, ast.UnaryOp):
            return isinstance(value.op, ast.USub)
        if isinstance(value, ast.Call):
            if isinstance(value.func, ast.Attribute):
                return value.func.attr in NUMPY_FORMS + METHOD_FORMS
            return value.func.id in AUTOGRAD or value.func.id in self.fresh
        return False

    def _mark_body(self, body, in_loop=False):
        marked = []
        for statement in body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                continue
            if isinstance(statement, (ast.For, ast.While, ast.If)):
                loop = in_loop or not isinstance(statement, ast.If)
                statement.body = self._mark_body(statement.body, loop)
                statement.orelse = self._mark_body(statement.orelse, loop)
            else:
                statement = self._mark(statement)
            marked.append(_Methods().visit(statement))
        return marked

    def _mark(self, statement):
        if self._is_update(statement):
            return self._mark_update(statement)
        if isinstance(statement, ast.Assign):
            return self._mark_assignment(statement)
        if isinstance(statement, ast.AugAssign) and set(_names(statement.target, ast.Store)) & self.detached:
            raise Rejected("augmented assignment to a detached name")
        return statement

    def _mark_update(self, statement):
        target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
        name = target.value.id if isinstance(target, ast.Attribute) else target.id
        value = statement.value
        if isinstance(statement, ast.AugAssign):
            value = ast.BinOp(ast.Name(name, ast.Load()), statement.op, value)
        return ast.Assign([ast.Name(name, ast.Store())], _call("_update", name, value))

    def _mark_assignment(self, statement):
        target, value = statement.targets[0], statement.value
        if isinstance(target, ast.Attribute) and target.attr == "grad":
            return ast.Expr(_call("_clear", target.value.id))
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for i, (t, v) in enumerate(zip(target.elts, value.elts)):
                if isinstance(t, ast.Name):
                    value.elts[i] = self._mark_value(t.id, v)
        elif isinstance(target, ast.Name):
            if target.id in self.detached and self._reads_gradient(value, self.detached):
                statement.value = _call("_detach", target.id, value)
            else:
                statement.value = self._mark_value(target.id, value)
        return statement

    def _mark_value(self, name, value):
        if _is_plain(value):
            if name in self.constants and _is_integer(value):
                return value
            self.inputs.append((name, eval(ast.unparse(value))))
            return _call("_leaf", name, value)
        if self.bound[name] == 1 and self._makes_node(value):
            self.probes.append(name)
            return _call("_probe", name, value)
        return value


class _Methods(ast.NodeTransformer):
    """`x.exp()` as `exp(x)`, `x.grad` as `_grad('x')`, `f.backward(v)` as `_backward(f, v)`."""

    def visit_Call(self, node):
        function = node.func
        if isinstance(function, ast.Attribute):
            if function.attr == "backward":
                return ast.Call(ast.Name("_backward", ast.Load()), [function.value, *node.args], [])
            if function.attr == "zero_":
                return _call("_clear", function.value.value.id)
            module = isinstance(function.value, ast.Name) and function.value.id in ("np", "math")
            if function.attr in METHOD_FORMS and not module:
                argument = self.visit(function.value)
                return ast.Call(ast.Name(function.attr, ast.Load()), [argument], [])
        return self.generic_visit(node)

    def visit_Attribute(self, node):
        if node.attr == "grad":
            return _call("_grad", node.value.id)
        if node.attr == "data":
            return node.value
        return self.generic_visit(node)


def _call(function, name, *arguments):
    return ast.Call(ast.Name(function, ast.Load()), [ast.Constant(name), *arguments], [])

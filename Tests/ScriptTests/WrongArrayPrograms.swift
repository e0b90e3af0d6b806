/// Wrong programs of arrays, each with all that is said of it.
enum WrongArrayPrograms {
  /// Shapes that do not fit together.
  static let shapes: [WrongProgram] = [
    .init(
      "A = np.ones((2, 3))\nb = np.ones(2)\nc = A @ b", "3:5: shapes [2, 3] and [2] do not align for '@'"),
    .init(
      "a = np.ones((2, 3))\nb = a + np.ones((3, 2))", "2:5: shapes [2, 3] and [3, 2] do not align for '+'"),
    .init(
      "a = np.ones((2, 3))\nb = a - np.ones((3, 2))", "2:5: shapes [2, 3] and [3, 2] do not align for '-'"),
    .init(
      "a = np.ones((2, 3))\nb = a * np.ones((3, 2))", "2:5: shapes [2, 3] and [3, 2] do not align for '*'"),
    .init(
      "a = np.ones((2, 3))\nb = a / np.ones((3, 2))", "2:5: shapes [2, 3] and [3, 2] do not align for '/'"),
    .init(
      "a = np.ones((2, 3))\nb = a ** np.ones((3, 2))", "2:5: shapes [2, 3] and [3, 2] do not align for '**'"),
    .init(
      "a = np.ones((2, 3))\nb = a % np.ones((3, 2))", "2:5: shapes [2, 3] and [3, 2] do not align for '%'"),
    .init(
      "a = np.ones((2, 3))\nb = a > np.ones((3, 2))", "2:5: shapes [2, 3] and [3, 2] do not align for '>'"),
    .init("b = np.maximum([1, 2], [1, 2, 3])", "1:5: shapes [2] and [3] do not align for 'maximum'"),
    .init("b = np.clip(np.ones(3), np.ones(2), 1)", "1:5: shapes [3] and [2] do not align for 'maximum'"),
    .init("a = np.ones((2, 3))\nb = np.matmul(a, a)", "2:5: shapes [2, 3] and [2, 3] do not align for '@'"),
    .init("b = np.dot(np.ones(3), np.ones(4))", "1:5: shapes [3] and [4] do not align for '@'"),
    .init(
      "b = np.dot(np.ones((2, 2, 3)), np.ones((2, 3, 2)))",
      "1:5: 'dot' with more than two axes on the right is outside the lesson language; write '@'"),
    .init("b = np.ones((2, 3)) @ 2.0", "1:5: '@' does not join an array of shape [2, 3] and a number"),
    .init("x = np.ones(3)\ny = x @ x @ x", "2:5: '@' does not join a number and an array of shape [3]"),
    .init("c = np.outer('a', [1, 2])", "1:5: an argument of 'outer' must be a number or an array, not text"),
    .init(
      "c = np.concatenate([np.ones((2, 3)), np.ones((2, 2))])",
      "1:5: shapes [2, 3] and [2, 2] do not align for 'concatenate'"),
    .init(
      "c = np.concatenate([np.ones((2, 2)), np.ones(2)])",
      "1:5: shapes [2, 2] and [2] do not align for 'concatenate'"),
    .init(
      "c = np.concatenate([np.ones(2), 1.0])", "1:5: a part of 'concatenate' must be an array, not a number"),
    .init("c = np.concatenate([np.ones(2), np.ones(2)], axis=1)", "1:5: axis 1 is outside of the shape [2]"),
    .init("c = np.concatenate([])", "1:5: 'concatenate' needs at least one value"),
    .init(
      "c = np.concatenate([1, 2], np.ones(2))", "1:5: a part of 'concatenate' must be an array, not a number"),
    .init(
      "c = np.stack([np.ones(2), np.ones(3)])",
      "1:5: the parts of an array must have one shape, not [2] and [3]"),
    .init("c = np.stack([np.ones(2), np.ones(2)], axis=3)", "1:5: axis 3 is outside of the shape [2, 2]"),
    .init("c = np.stack([])", "1:5: 'stack' needs at least one value"),
    .init(
      "c = np.vstack([np.ones(2), np.ones(3)])",
      "1:5: shapes [1, 2] and [1, 3] do not align for 'concatenate'"),
    .init(
      "c = np.hstack([np.ones((2, 1)), np.ones((3, 1))])",
      "1:5: shapes [2, 1] and [3, 1] do not align for 'concatenate'"),
    .init(
      "c = np.where(np.ones(2) > 0, np.ones(3), 0)", "1:5: shapes [2], [3] and [] do not align for 'where'"),
    .init("c = np.allclose(np.ones(2), np.ones(3))", "1:5: shapes [2] and [3] do not align for 'allclose'"),
    .init("c = sum([np.ones(2), np.ones(3)])", "1:5: shapes [2] and [3] do not align for '+'"),
    .init(
      "c = conv2d(np.ones((3, 3)), np.ones((4, 4)))",
      "1:5: shapes [3, 3] and [4, 4] do not align for 'conv2d' (images have the shape [height, width], [channels, height, width] or [images, channels, height, width]; filters [height, width] or [filters, channels, height, width])"
    ),
    .init(
      "c = conv2d(np.ones((2, 5, 5)), np.ones((1, 3, 2, 2)))",
      "1:5: shapes [2, 5, 5] and [1, 3, 2, 2] do not align for 'conv2d' (images have the shape [height, width], [channels, height, width] or [images, channels, height, width]; filters [height, width] or [filters, channels, height, width])"
    ),
    .init(
      "c = conv2d(np.ones((5, 5)), np.ones((2, 2)), stride=0)", "1:5: the stride must be 1 or more, not 0"),
    .init(
      "c = conv2d(np.ones((5, 5)), np.ones((2, 2)), padding=-1)", "1:5: the padding must be 0 or more, not -1"
    ),
    .init("c = max_pool2d(np.ones((4, 4)), 5)", "1:5: windows of 5 × 5 do not fit into the shape [4, 4]"),
    .init("c = max_pool2d(np.ones(4), 2)", "1:5: windows of 2 × 2 do not fit into the shape [4]"),
    .init("c = max_pool2d(np.ones((4, 4)), 0)", "1:5: the size of the windows must be 1 or more, not 0"),
    .init("c = max_pool2d(np.ones((4, 4)), 2, stride=0)", "1:5: the stride must be 1 or more, not 0"),
    .init("c = np.arange(6).reshape(4, 2)", "1:5: shape [6] has 6 elements and cannot become [4, 2]"),
    .init("c = np.arange(6).reshape(-1, 4)", "1:5: shape [6] has 6 elements and cannot become [-1, 4]"),
    .init("c = np.arange(6).reshape(-1, -1)", "1:5: shape [6] has 6 elements and cannot become [-1, -1]"),
    .init(
      "c = np.arange(6).reshape(-1, 10**12, 10**12)",
      "1:5: shape [6] has 6 elements and cannot become [-1, 1000000000000, 1000000000000]"),
    .init("c = np.arange(6).reshape(2.0, 3)", "1:5: the length of an axis must be a whole number, not 2.0"),
    .init("c = np.ones((2, 2)).reshape(-1, 0)", "1:5: shape [2, 2] has 4 elements and cannot become [-1, 0]"),
    .init("a = np.ones(3)\na.shape = (2, 2)", "2:1: shape [3] has 3 elements and cannot become [2, 2]"),
    .init("c = np.broadcast_to(np.ones(3), (3, 2))", "1:5: shape [3] does not fit into [3, 2]"),
    .init(
      "c = np.squeeze(np.ones((2, 3)), axis=0)", "1:5: axis 0 of the shape [2, 3] has the length 2, not 1"),
    .init("c = np.expand_dims(np.ones((2, 3)), 4)", "1:5: axis 4 is outside of the shape [2, 3]"),
    .init(
      "c = np.transpose(np.ones((2, 3)), (0, 0))", "1:5: the axes [0, 0] are no order of the axes of [2, 3]"),
    .init("c = np.ones((2, 3)).sum(axis=2)", "1:5: axis 2 is outside of the shape [2, 3]"),
    .init("c = np.ones((2, 3)).sum(axis=-3)", "1:5: axis -3 is outside of the shape [2, 3]"),
    .init("c = np.ones((2, 3)).sum(axis=(0, -2))", "1:5: axis -2 of the shape [2, 3] is given twice"),
    .init("c = np.ones((2, 3)).mean(axis=0.5)", "1:5: an axis must be a whole number, not 0.5"),
    .init("c = softmax(np.ones((2, 3)), axis=2)", "1:5: axis 2 is outside of the shape [2, 3]"),
    .init("c = softmax(3.0)", "1:5: an argument of 'softmax' must be an array, not a number"),
    .init("c = np.linalg.norm(np.ones(3), 1)", "1:5: the norm of order 1 is outside the lesson language"),
    .init("c = np.zeros(0).max()", "1:5: 'max' needs at least one value"),
    .init("c = np.zeros((0, 3)).min(axis=0)", "1:5: 'min' needs at least one value"),
    .init("c = np.argmax([])", "1:5: 'argmax' needs at least one value"),
    .init("c = np.argmin(np.zeros((2, 0)), axis=1)", "1:5: 'argmin' needs at least one value"),
    .init("c = logsumexp(np.zeros(0))", "1:5: 'logsumexp' needs at least one value"),
    .init("c = np.mean(np.zeros(0))", "1:5: mean of an array of shape [0] is not a number"),
    .init("c = np.roll(np.ones(3), 1, axis=1)", "1:5: axis 1 is outside of the shape [3]"),
    .init("c = np.roll(np.ones(3), 1.5)", "1:5: the shift must be a whole number, not 1.5"),
    .init("c = np.repeat(np.ones(3), [1, 2])", "1:5: how often must be a whole number, not a list"),
    .init(
      "c = np.pad(np.ones(3), -1)",
      "1:5: the width of the border must be a number, a pair, or a pair for each axis"),
    .init(
      "c = np.pad(np.ones(3), [1, 2, 3])",
      "1:5: the width of the border must be a number, a pair, or a pair for each axis"),
    .init(
      "c = np.pad(np.ones(3), 1, constant_values=[])", "1:5: the number around must be a number, not a list"),
    .init(
      "c = np.pad(np.ones(3), 1, mode='edge')", "1:5: pad with mode='edge' is outside the lesson language"),
  ]

  /// Elements of arrays, and what is no array.
  static let elements: [WrongProgram] = [
    .init("a = np.array([[1, 2], [3]])", "1:5: the parts of an array must have one shape, not [2] and [1]"),
    .init(
      "a = np.array([[1, 2], 3])", "1:5: the parts of an array must have one shape, not [2] and a number"),
    .init(
      "W = [[1.0, 2.0], [3.0]]\nf = W @ [1.0, 2.0]",
      "1:1: the parts of an array must have one shape, not [2] and [1]"),
    .init("a = np.array([1, 'a'])", "1:5: an element of an array must be a number, not text"),
    .init("a = np.array([1, None])", "1:5: an element of an array must be a number, not None"),
    .init("a = np.array({})", "1:5: what becomes an array must be a list of numbers, not a dictionary"),
    .init("a = np.array('a')", "1:5: what becomes an array must be a list of numbers, not text"),
    .init("x = []\nx.append(x)\ny = np.array(x)", "3:5: an array has up to 32 axes; these lists nest deeper"),
    .init(
      "x = [1.0]\nfor i in range(1000): x = [x]\ny = np.array(x)",
      "3:5: an array has up to 32 axes; these lists nest deeper"),
    .init("a = np.arange(3)\nb = a[3]", "2:7: index 3 is outside of 3 elements (axis 0 of the shape [3])"),
    .init("a = np.arange(3)\nb = a[-4]", "2:7: index -4 is outside of 3 elements (axis 0 of the shape [3])"),
    .init(
      "a = np.arange(3)\nb = a[9223372036854775807]",
      "2:7: index 9223372036854775807 is outside of 3 elements (axis 0 of the shape [3])"),
    .init(
      "a = np.ones((2, 3))\nb = a[2]", "2:7: index 2 is outside of 2 elements (axis 0 of the shape [2, 3])"),
    .init(
      "a = np.ones((2, 3))\nb = a[0, 3]", "2:7: index 3 is outside of 3 elements (axis 1 of the shape [2, 3])"
    ),
    .init(
      "a = np.ones((2, 3))\nb = a[0, -4]",
      "2:7: index -4 is outside of 3 elements (axis 1 of the shape [2, 3])"),
    .init(
      "a = np.ones((2, 3))\nb = a[0, 0, 0]", "2:7: 3 indices for an array of shape [2, 3], which has 2 axes"),
    .init("a = np.ones(3)\nb = a[0, 1]", "2:7: 2 indices for an array of shape [3], which has 1 axis"),
    .init("a = np.ones(3)\nb = a[0][0]", "2:5: '[…]' does not work on a number"),
    .init("a = np.ones((2, 3))\nb = a[0.5]", "2:7: an index must be a whole number, not 0.5"),
    .init(
      "a = np.ones((2, 3))\nb = a[np.array([0.5])]",
      "2:7: an array of indices must be of whole numbers, not float64"),
    .init(
      "a = np.ones((2, 3))\nb = a[[5]]", "2:7: index 5 is outside of 2 elements (axis 0 of the shape [2, 3])"),
    .init(
      "a = np.ones((2, 3))\nb = a[[0, 1], [0, 1, 2]]",
      "2:7: indices of the shapes [2] and [3] do not fit together"),
    .init("a = np.ones((2, 3))\nb = a['x']", "2:7: an index must be a whole number, not text"),
    .init("a = np.ones((2, 3))\nb = a[..., ...]", "2:7: an index can have only one '...'"),
    .init("a = np.ones((2, 3))\nb = a[0:1:0]", "2:7: the step of a slice is 0"),
    .init("a = np.ones((2, 3))\nb = a[0:0.5]", "2:9: a bound of a slice must be a whole number, not 0.5"),
    .init(
      "a = np.ones(3)\nb = a[np.array([True, False])]", "2:7: a mask of shape [2] does not fit the shape [3]"),
    .init(
      "a = np.ones((2, 3))\nb = a[np.ones((3, 2)) > 0]",
      "2:7: a mask of shape [3, 2] does not fit the shape [2, 3]"),
    .init(
      "a = np.ones(3)\nb = a[np.array([np.nan]).astype(int)]",
      "2:7: an array of whole numbers cannot hold nan"),
    .init("a = np.ones((2, 3))\na[0] = np.ones(2)", "2:1: shape [2] does not fit into [3]"),
    .init("a = np.ones((2, 3))\na[0] = [[1, 2, 3], [1, 2, 3]]", "2:1: shape [2, 3] does not fit into [3]"),
    .init(
      "a = np.ones((2, 3))\na[0, 5] = 1", "2:3: index 5 is outside of 3 elements (axis 1 of the shape [2, 3])"
    ),
    .init(
      "a = np.ones((2, 3))\na[0] = 'x'", "2:1: an argument of '[…] =' must be a number or an array, not text"),
    .init("a = np.ones(3)\na[0] = a", "2:1: shape [3] does not fit into a number"),
    .init("a = np.ones((2, 3))\na[a > 5] = np.ones(2)", "2:1: shape [2] does not fit into [0]"),
    .init("a = np.ones((3, 3))\na.T[0] = np.ones(4)", "2:1: shape [4] does not fit into [3]"),
    .init("a = np.ones(3)\na[0:2] += np.ones(3)", "2:1: shapes [2] and [3] do not align for '+'"),
    .init("a = np.ones(3)\na[5] += 1", "2:3: index 5 is outside of 3 elements (axis 0 of the shape [3])"),
    .init("a = np.array([1, 2])\na[0] = np.nan", "2:1: an array of whole numbers cannot hold nan"),
    .init(
      "a = np.array([1, 2])\na += 0.5", "2:1: '+=' makes floats, which this array of dtype int64 cannot hold"),
    .init(
      "a = np.array([1, 2]) ** -1",
      "1:5: an array of whole numbers has no negative powers; make it one of floats"),
    .init("a = np.ones(3)\na += np.ones((2, 3))", "2:1: shape [2, 3] does not fit into [3]"),
    .init("W = np.ones(3)\nb = W * 1.0\nb += np.ones((2, 3))", "3:1: shape [2, 3] does not fit into [3]"),
    .init("a = np.ones(3)\na **= np.ones(2)", "2:1: shapes [3] and [2] do not align for '**'"),
    .init(
      "a = [1.0, 2.0]\nb = np.ones((2, 2)) @ a\na.append(3.0)",
      "3:1: this list is used as an array and cannot change like a list (make the array with np.array(…), and keep the list)"
    ),
    .init(
      "a = [1.0, 2.0]\nb = np.ones((2, 2)) @ a\na += [3.0]",
      "3:1: this list is used as an array and cannot change like a list (make the array with np.array(…), and keep the list)"
    ),
    .init(
      "a = np.ones(3)\na.append(3)",
      "2:1: an array of shape [3] has no attribute 'append' (an array keeps its size; np.concatenate and np.stack make a larger one)"
    ),
    .init("W = np.ones((2, 2))\nb = W.foo", "2:5: an array of shape [2, 2] has no attribute 'foo'"),
    .init(
      "W = np.ones((2, 2))\nb = W.t", "2:5: an array of shape [2, 2] has no attribute 't'; did you mean 'T'?"),
    .init(
      "W = np.ones((2, 2))\nb = W.shpae",
      "2:5: an array of shape [2, 2] has no attribute 'shpae'; did you mean 'shape'?"),
    .init(
      "W = np.ones((2, 2))\nb = W.sum + 1",
      "2:5: 'sum' is a function and lacks its parentheses (write .sum(…))"),
    .init(
      "W = np.ones((2, 2))\nb = W.t()",
      "2:5: an array of shape [2, 2] has no attribute 't'; did you mean 'T'?"),
    .init("W = np.ones((2, 2))\nW.T = 3", "2:1: an array of shape [2, 2] has no attribute 'T'"),
    .init("b = np.zeroes(3)", "1:5: 'np' has no 'zeroes' in the lesson language; did you mean 'zeros'?"),
    .init(
      "b = np.einsum('ij,jk', 1, 2)",
      "1:5: 'np' has no 'einsum' in the lesson language (matmul, transpose and sum do the same)"),
    .init("b = np.linalg.inv(np.eye(2))", "1:5: 'numpy.linalg' has no attribute 'inv'"),
    .init("b = np.zeros(3, dtype='complex')", "1:5: dtype must be 'int', 'float' or 'bool', not 'complex'"),
    .init("b = np.ones(3).astype('x')", "1:5: dtype must be 'int', 'float' or 'bool', not 'x'"),
    .init(
      "b = np.ones(3, 3)",
      "1:5: dtype must be a type of numbers, not a number (a shape of several axes is one tuple, as in np.ones((2, 3)))"
    ),
    .init(
      "b = np.array([1, 2], [3, 4])",
      "1:5: dtype must be a type of numbers, not a list (rows make a matrix in one list of lists, as in np.array([[1, 2], [3, 4]]))"
    ),
    .init(
      "b = np.random.rand((2, 3))",
      "1:5: the length of an axis must be a whole number, not a tuple (here the lengths stand side by side, as in rand(2, 3))"
    ),
    .init("a = np.ones(3)\nb = a + 'a'", "2:5: '+' does not join an array of shape [3] and text"),
    .init(
      "a = np.ones(3)\nb = a * ['a', 'b', 'c']", "2:5: an element of an array must be a number, not text"),
    .init("a = np.ones(3)\nb = f'{a:.2f}'", "2:8: the format '.2f' does not fit an array of shape [3]"),
    .init("a = np.ones(3)\nb = '%.2f' % a", "2:5: '%f' needs a number, not an array of shape [3]"),
    .init(
      "a = np.ones(3)\nb = float(a)",
      "2:5: an argument of 'float' must be a number, not an array of shape [3]"),
    .init(
      "a = np.ones(3)\nb = a.item()", "2:5: an argument of 'item' must be a number, not an array of shape [3]"
    ),
    .init("a = np.ones(3)\nb = {a: 1}", "2:6: an array of shape [3] cannot be a key"),
    .init(
      "a = np.ones(3)\nb = [1, 2, 3][a]", "2:15: an index must be a whole number, not an array of shape [3]"),
    .init("a, b, c = np.ones((2, 2))", "1:1: 3 names for 2 values"),
    .init("for x in np.array(3): pass", "1:10: what is gone through must be a list or a range, not a number"),
    .init(
      "b = np.max(np.ones(2), np.ones(2))",
      "1:5: an axis must be a whole number, not an array of shape [2] (several arrays stand in one list, as in np.concatenate([a, b]))"
    ),
    .init(
      "b = sorted([np.ones(2), np.zeros(2)])",
      "1:5: '<' does not join an array of shape [2] and an array of shape [2]"),
  ]
}

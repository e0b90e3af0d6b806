/// Lessons that the tests build.
enum Courses {
  static let neuron = """
    ---
    title: A neuron
    summary: One input, one weight.
    order: 1
    ---

    A neuron.

    ```python trace
    def sigma(s):
      return 1 / (1 + exp(-s))

    w = -3.0; x = 2.0
    s = w * x
    f = sigma(s) + w
    ```

    <!-- gradwalk: circuit -->

    <!-- gradwalk: steps backward -->

    """

  static let two = """
    # Two programs

    ```python trace name=first
    x = 3.0; y = -4.0
    f = x * y
    ```

    ```python trace name=second digits=4
    x = 0.5
    g = tanh(x)
    print("g is", g)
    ```

    <!-- gradwalk: output of=second -->

    """

  /// A program with a net of two layers and two examples.
  static let net = """
    import numpy as np
    X = np.array([[1.0, -2], [0.5, 3]])
    W1 = np.array([[1.0, 0, 2], [-1, 0.5, 1]])
    W2 = np.array([[1.0], [-1], [2]])
    f = np.maximum(0, X @ W1) @ W2
    loss = np.sum(f ** 2)

    """
}

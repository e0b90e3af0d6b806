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
}

package org.hybridrec.benchmarks;

import java.util.List;

/**
 * How big the problem is: two embeddings and some floats in, hidden ReLU layers, a full softmax.
 * Immutable.
 *
 * @param rows number of examples
 * @param contentCount rows of the first embedding table
 * @param authorCount rows of the second
 * @param embeddingWidth width of both
 * @param floatWidth floats of an example
 * @param hiddenUnits widths of the hidden layers, at least one
 * @param classCount number of classes
 */
record StepSize(
    int rows,
    int contentCount,
    int authorCount,
    int embeddingWidth,
    int floatWidth,
    List<Integer> hiddenUnits,
    int classCount) {

  /** The lab's network: 154 inputs, 256-128-64, 15,634 classes. */
  static final StepSize REFERENCE =
      new StepSize(100_000, 15_634, 1_104, 10, 134, List.of(256, 128, 64), 15_634);

  /** Something of the same form that a test can afford. */
  static final StepSize TINY = new StepSize(640, 300, 40, 4, 11, List.of(24, 17), 501);

  /** Returns the width of the input layer. */
  int inputWidth() {
    return 2 * embeddingWidth + floatWidth;
  }

  /** Returns the width of the last hidden layer. */
  int lastWidth() {
    return hiddenUnits.get(hiddenUnits.size() - 1);
  }

  /** Returns how many batches of that size the rows fill. */
  int batchCount(int batchSize) {
    return rows / batchSize;
  }

  /**
   * Returns the floating-point operations of a training step's matrix products, a multiply-add
   * being two: forward, the gradient of each kernel, and that of each input that has one. The
   * floats have none.
   */
  long stepFlop(int batchSize) {
    long multiplyAdds = -(long) floatWidth * hiddenUnits.get(0);
    int in = inputWidth();
    for (int units : hiddenUnits) {
      multiplyAdds += 3L * in * units;
      in = units;
    }
    multiplyAdds += 3L * in * classCount;
    return 2 * multiplyAdds * batchSize;
  }
}

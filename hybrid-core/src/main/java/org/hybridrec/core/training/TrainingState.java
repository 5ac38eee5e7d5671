package org.hybridrec.core.training;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridrec.core.network.Parameter;

/**
 * Where a training stands between two steps: all that is needed to go on from there to the same
 * bits. The blocks share the memory of the training, so they are read before it goes on.
 *
 * @param numbers counts by name, and the raw bits of sums, in ascending order of their names
 * @param blocks weights, the optimizer's state, and the best weights so far, each with a name
 */
public record TrainingState(SortedMap<String, Long> numbers, List<Parameter> blocks) {

  static final String STEPS = "steps";
  static final String EPOCH = "epoch";
  static final String ROWS_OF_EPOCH = "rows_of_epoch";
  static final String LOSS_SUM = "loss_sum_bits";
  static final String LAST_LOSS = "last_loss_bits";
  static final String BEST_LOSS = "best_loss_bits";
  static final String EPOCHS_SINCE_BEST = "epochs_since_best";

  /** Before the name of a parameter: its numbers at the best validation loss so far. */
  static final String BEST = "best/";

  /** Copies the lists. */
  public TrainingState {
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    blocks = List.copyOf(blocks);
  }

  /** Returns how many steps were made. */
  public long steps() {
    return number(STEPS);
  }

  /** Returns the number of the epoch that is under way, from 1. */
  public int epoch() {
    return Math.toIntExact(number(EPOCH));
  }

  /**
   * Returns the mean loss over the rows of the epoch that is under way, or of the one before where
   * it has not begun.
   */
  public double epochLoss() {
    long rows = number(ROWS_OF_EPOCH);
    double sum = Double.longBitsToDouble(number(rows == 0 ? LAST_LOSS : LOSS_SUM));
    return sum / Math.max(rows, 1);
  }

  private long number(String name) {
    return Objects.requireNonNull(numbers.get(name), name);
  }
}

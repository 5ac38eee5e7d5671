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
  static final String WEIGHT_OF_EPOCH = "weight_of_epoch_bits";
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
   * Returns the mean loss over the rows of the epoch that is under way, weighted, or of the one
   * before where it has not begun.
   */
  public double epochLoss() {
    return number(ROWS_OF_EPOCH) == 0
        ? real(LAST_LOSS)
        : mean(real(LOSS_SUM), real(WEIGHT_OF_EPOCH));
  }

  /** Returns 0 where nothing weighs anything. */
  static double mean(double sum, double weight) {
    return weight == 0 ? 0 : sum / weight;
  }

  private double real(String name) {
    return Double.longBitsToDouble(number(name));
  }

  private long number(String name) {
    return Objects.requireNonNull(numbers.get(name), name);
  }
}

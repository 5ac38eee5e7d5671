package org.hybridrec.core.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A {@link TrainingState} that was kept, to go on from.
 *
 * @param numbers its numbers
 * @param blocks gives the numbers of a block by its name
 */
public record SavedState(Map<String, Long> numbers, Function<String, float[]> blocks) {

  /**
   * Checks that the numbers are those of a training.
   *
   * @throws IllegalArgumentException if one is missing or out of its range
   */
  public SavedState {
    Map<String, Long> all = new HashMap<>(numbers);
    Long rows = numbers.get(TrainingState.ROWS_OF_EPOCH);
    if (rows != null) {
      // A state without weights is of rows that all count 1.
      all.putIfAbsent(TrainingState.WEIGHT_OF_EPOCH, Double.doubleToRawLongBits(rows));
    }
    numbers = Map.copyOf(all);
    requireAtLeast(1, TrainingState.STEPS, numbers);
    requireAtLeast(1, TrainingState.EPOCH, numbers);
    requireAtLeast(0, TrainingState.ROWS_OF_EPOCH, numbers);
    requireAtLeast(0, TrainingState.EPOCHS_SINCE_BEST, numbers);
    requireAtLeast(Long.MIN_VALUE, TrainingState.LOSS_SUM, numbers);
    requireAtLeast(Long.MIN_VALUE, TrainingState.LAST_LOSS, numbers);
    requireAtLeast(Long.MIN_VALUE, TrainingState.BEST_LOSS, numbers);
  }

  private static void requireAtLeast(long least, String name, Map<String, Long> numbers) {
    Long value = numbers.get(name);
    if (value == null || value < least) {
      throw new IllegalArgumentException(
          "a training state needs " + name + " of at least " + least + ", was " + value);
    }
  }

  /** Returns how many steps had been made. */
  public long steps() {
    return number(TrainingState.STEPS);
  }

  long number(String name) {
    return Objects.requireNonNull(numbers.get(name), name);
  }

  double real(String name) {
    return Double.longBitsToDouble(number(name));
  }
}

package org.hybridrec.core;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.core.network.Parameter;
import org.hybridrec.core.training.SavedState;
import org.hybridrec.core.training.TrainingState;
import org.jspecify.annotations.Nullable;

/**
 * A training's state as a file in the model file's format: texts {@code run} (whose it is) and
 * {@code state} (its numbers), and a tensor a block.
 */
final class Checkpoint {

  private static final String RUN = "run";
  private static final String STATE = "state";
  private static final String ROLL_BACKS = "roll_backs";

  private Checkpoint() {}

  /**
   * Writes a state.
   *
   * @param rollBacks how often the training went back and halved its learning rate
   */
  static void write(Path file, RunIdentity identity, TrainingState state, int rollBacks) {
    TensorFileBuilder builder = TensorFile.builder();
    builder.json(RUN, identity.tree());
    Map<String, Long> numbers = new TreeMap<>(state.numbers());
    numbers.put(ROLL_BACKS, (long) rollBacks);
    builder.json(STATE, numbers);
    for (Parameter block : state.blocks()) {
      int[] shape = block.shape().stream().mapToInt(Integer::intValue).toArray();
      builder.floats(block.name(), block.toArray(), shape);
    }
    builder.build().write(file);
  }

  /**
   * Reads a state.
   *
   * @throws ModelFormatException if the file is damaged or not a checkpoint
   * @throws ResumeException if it is of another training
   */
  static SavedState read(Path file, RunIdentity identity) {
    TensorFile tensors = TensorFile.read(file);
    Optional<String> difference = identity.differenceFrom(tensors.json(RUN));
    if (difference.isPresent()) {
      throw new ResumeException(
          "the checkpoint "
              + file
              + " is of another training: "
              + difference.get()
              + "; give what it began with, or another run folder");
    }
    try {
      return new SavedState(numbers(tensors.json(STATE)), tensors::floats);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          ModelFormatException.Kind.CONTENT,
          "checkpoint " + file + ": not a state of a training",
          e);
    }
  }

  /** Returns how often the training of a state went back; 0 where there is none. */
  static int rollBacks(@Nullable SavedState state) {
    return state == null ? 0 : Math.toIntExact(state.numbers().getOrDefault(ROLL_BACKS, 0L));
  }

  private static Map<String, Long> numbers(@Nullable Object tree) {
    Map<String, Long> numbers = new HashMap<>();
    if (tree instanceof Map<?, ?> entries) {
      entries.forEach(
          (name, value) -> {
            if (value instanceof Long number) {
              numbers.put(String.valueOf(name), number);
            }
          });
    }
    return numbers;
  }
}

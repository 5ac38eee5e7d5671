package org.hybridrec.core.training;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Is told how a training goes, on the training thread: a slow listener slows the training, an
 * exception from it ends the training.
 */
public interface TrainingListener {

  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * A training begins.
   *
   * @param rowCount rows that are gone through in each epoch
   * @param stepCount steps that will be made, unless training stops early
   */
  default void onStart(long rowCount, long stepCount) {}

  /**
   * A step was made.
   *
   * @param step its number in the whole training, from 1
   * @param loss mean cross-entropy (natural logarithm) of its rows before it
   */
  default void onStep(long step, double loss) {}

  /**
   * An epoch is over, or the training with it unfinished.
   *
   * @param epoch its number, from 1
   * @param loss mean loss over its rows
   * @param validationLoss mean loss on the validation rows, NaN where there are none
   */
  default void onEpoch(int epoch, double loss, double validationLoss) {}

  /**
   * The training diverged and goes on from an earlier state with half the learning rate. The steps
   * that it counts begin there again.
   *
   * @param step the steps made in that state, 0 for the beginning
   * @param rollBacks how often it went back in the whole training, this time included
   * @param cause what had happened
   */
  default void onRollBack(long step, int rollBacks, String cause) {}

  /**
   * The network was evaluated on the validation rows.
   *
   * @param step the steps made before
   * @param metrics by name: {@code loss}, {@code accuracy}, {@code top_k_accuracy}, {@code
   *     mrr_at_k}, {@code ndcg_at_k}; the loss is missing where no label is known
   */
  default void onEvaluation(long step, SortedMap<String, Double> metrics) {}

  /**
   * A checkpoint was kept, whole: the training can go on from it.
   *
   * @param step the steps made before
   * @param file where it is
   */
  default void onCheckpoint(long step, Path file) {}
}

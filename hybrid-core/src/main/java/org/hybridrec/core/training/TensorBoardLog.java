package org.hybridrec.core.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the course of a training as event files, which a stock TensorBoard shows: {@code
 * tensorboard --logdir FOLDER}. The folder gets the training's own {@code loss}, its folder {@code
 * eval} what evaluations gave, under the names {@code loss}, {@code accuracy}, {@code
 * top_k_accuracy} and {@code mrr_at_k}, as TensorFlow's Estimator arranged them. Each training adds
 * files of its own.
 *
 * <p>For one training on one thread. Events are on their way to the disk when a method returns, so
 * a killed training leaves what it had.
 */
public final class TensorBoardLog implements TrainingListener, AutoCloseable {

  /** The steps from one event to the next by default, as in TensorFlow's Estimator. */
  public static final int DEFAULT_EVERY_STEPS = 100;

  private final Path folder;
  private final int everySteps;
  private @Nullable EventFile training;
  private @Nullable EventFile evaluation;
  private long step;

  private TensorBoardLog(Path folder, int everySteps) {
    this.folder = folder;
    this.everySteps = everySteps;
  }

  /** Returns a log with an event for every {@value #DEFAULT_EVERY_STEPS}th step. */
  public static TensorBoardLog in(Path folder) {
    return in(folder, DEFAULT_EVERY_STEPS);
  }

  /**
   * Returns a log.
   *
   * @param folder where the files go; it is made when the first event comes
   * @param everySteps steps from one event of the training to the next
   * @throws IllegalArgumentException if everySteps is less than 1
   */
  public static TensorBoardLog in(Path folder, int everySteps) {
    if (everySteps < 1) {
      throw new IllegalArgumentException("everySteps must be at least 1, was " + everySteps);
    }
    return new TensorBoardLog(folder, everySteps);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void onStep(long step, double loss) {
    this.step = step;
    if (step == 1 || step % everySteps == 0) {
      write(false, Map.of("loss", loss));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void onEpoch(int epoch, double loss, double validationLoss) {
    if (!Double.isNaN(validationLoss)) {
      write(true, Map.of("loss", validationLoss));
    }
  }

  private void write(boolean ofEvaluation, Map<String, Double> scalars) {
    Path where = ofEvaluation ? folder.resolve("eval") : folder;
    try {
      EventFile file = ofEvaluation ? evaluation : training;
      if (file == null) {
        Files.createDirectories(where);
        file = EventFile.create(where);
        if (ofEvaluation) {
          evaluation = file;
        } else {
          training = file;
        }
      }
      file.write(step, scalars);
    } catch (IOException e) {
      throw new UncheckedIOException("TensorBoard events in " + where + " cannot be written", e);
    }
  }

  /**
   * Closes the files.
   *
   * @throws UncheckedIOException if they cannot be closed
   */
  @Override
  public void close() {
    try {
      for (EventFile file : new EventFile[] {training, evaluation}) {
        if (file != null) {
          file.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("TensorBoard events in " + folder + " cannot be closed", e);
    }
  }
}

package org.hybridrec.core;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingListener;

/** A small model with every kind of column, for tests that live in other packages. */
public final class TrainedToys {

  private TrainedToys() {}

  /** Trains one and saves it. */
  public static void save(Path file, long seed) {
    model(seed).save(file);
  }

  /** Trains one; another seed gives other weights. */
  public static HybridModel model(long seed) {
    return ToyShop.everyColumn()
        .hiddenUnits(16, 8)
        .epochs(3)
        .seed(seed)
        .build()
        .fit(ToyShop.examples(200, seed));
  }

  /** Returns the file of a model with every kind of column. */
  public static byte[] everyColumn() {
    return file(model(1));
  }

  /** Returns a model file of about 50 KB, most of it weights and ids of 900 items. */
  public static byte[] manyItems() {
    Catalogue catalogue = new Catalogue(900, 140);
    return file(catalogue.recommender().fit(catalogue.examples()));
  }

  /** Returns the golden file of the first version of the format. */
  public static byte[] golden() {
    try (InputStream in = TrainedToys.class.getResourceAsStream("model-v1.safetensors")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a checkpoint of a training with an optimizer that has a state. */
  public static byte[] checkpoint() {
    return inFolder(
        folder -> {
          Path run = folder.resolve("run");
          Catalogue.small()
              .recommender()
              .run()
              .directory(run)
              .checkpointEvery(2)
              .fit(Catalogue.small().examples());
          return run.resolve("checkpoints").resolve("step-000000000004.safetensors");
        });
  }

  private static byte[] file(HybridModel model) {
    return inFolder(
        folder -> {
          Path file = folder.resolve("model.safetensors");
          model.save(file);
          return file;
        });
  }

  /** Makes a file in a folder that is there for so long, and returns what the file holds. */
  private static byte[] inFolder(UnaryOperator<Path> makes) {
    try {
      Path folder = Files.createTempDirectory("toys");
      try {
        return Files.readAllBytes(makes.apply(folder));
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Trains in a run folder, from its last checkpoint on, and saves the model. Slow enough to be
   * killed midway.
   *
   * @param begun is run when the first step of this life was made
   */
  public static void resume(Path folder, int threads, Path file, Runnable begun) {
    long[] steps = {0};
    TrainingListener pausing =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            if (steps[0]++ == 0) {
              begun.run();
            }
            LockSupport.parkNanos(2_000_000);
          }
        };
    ToyShop.everyColumn()
        .hiddenUnits(16, 8)
        .optimizer(Optimizer.adam(0.01f))
        .hiddenDropout(0.2f)
        .batchSize(16)
        .epochs(30)
        .earlyStopping(30)
        .build()
        .run()
        .validation(ToyShop.examples(50, 3))
        .threads(threads)
        .listener(pausing)
        .directory(folder)
        .checkpointEvery(5)
        .resume()
        .fit(ToyShop.examples(300, 1))
        .save(file);
  }
}

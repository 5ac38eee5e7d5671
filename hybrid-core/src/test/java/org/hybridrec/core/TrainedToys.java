package org.hybridrec.core;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
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

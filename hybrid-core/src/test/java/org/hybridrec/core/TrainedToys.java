package org.hybridrec.core;

import java.nio.file.Path;

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
}

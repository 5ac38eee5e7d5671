package org.hybridrec.core.network;

import org.hybridrec.features.encoded.EncodedBatch;
import org.jspecify.annotations.Nullable;

/**
 * How much each row of a batch counts: the loss is Σ w·loss / Σ w. Where all weights are 1 every
 * bit is that of the plain mean, since a product with 1 is exact and the sum is the number of rows.
 */
final class RowWeights {

  private final @Nullable EncodedBatch batch;

  /** The sum of all weights. */
  final double sum;

  private RowWeights(@Nullable EncodedBatch batch, double sum) {
    this.batch = batch;
    this.sum = sum;
  }

  /** Returns those of rows that all count 1. */
  static RowWeights equal(int rows) {
    return new RowWeights(null, rows);
  }

  static RowWeights of(EncodedBatch batch) {
    return new RowWeights(batch, batch.weightSum());
  }

  double of(int row) {
    return batch == null ? 1 : batch.weight(row);
  }
}

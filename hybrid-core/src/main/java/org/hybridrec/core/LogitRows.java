package org.hybridrec.core;

import org.hybridrec.core.network.Network;
import org.hybridrec.features.encoded.EncodedBatch;

/** Computes the logits of encoded rows, some rows at a time, and hands them on one by one. */
final class LogitRows {

  /** Floats of logits held at a time: 16 MB, or one row where the classes are more. */
  private static final int MOST_LOGITS = 1 << 22;

  private final Network network;
  private final Target target;
  private final float[][] logits;

  /** Takes the logits of a row with its label. */
  @FunctionalInterface
  interface Target {
    void add(float[] logits, int label);
  }

  LogitRows(Network network, Target target) {
    this.network = network;
    this.target = target;
    int classes = network.shape().classCount();
    this.logits = new float[Math.max(1, Math.min(64, MOST_LOGITS / classes))][classes];
  }

  void add(EncodedBatch batch) {
    for (int from = 0; from < batch.rowCount(); from += logits.length) {
      int to = Math.min(from + logits.length, batch.rowCount());
      EncodedBatch part = batch.slice(from, to);
      network.logits(part, logits);
      for (int row = 0; row < part.rowCount(); row++) {
        target.add(logits[row], part.label(row));
      }
    }
  }
}

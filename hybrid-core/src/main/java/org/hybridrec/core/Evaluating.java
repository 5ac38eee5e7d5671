package org.hybridrec.core;

import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.network.Network;
import org.hybridrec.features.encoded.EncodedBatch;

/** Ranks the labels of encoded rows, some rows at a time. */
final class Evaluating {

  /** Floats of logits held at a time: 16 MB, or one row where the classes are more. */
  private static final int MOST_LOGITS = 1 << 22;

  private final Network network;
  private final RankingEvaluator evaluator;
  private final float[][] logits;

  Evaluating(Network network, int k) {
    this.network = network;
    this.evaluator = new RankingEvaluator(k);
    int classes = network.shape().classCount();
    this.logits = new float[Math.max(1, Math.min(64, MOST_LOGITS / classes))][classes];
  }

  void add(EncodedBatch batch) {
    for (int from = 0; from < batch.rowCount(); from += logits.length) {
      int to = Math.min(from + logits.length, batch.rowCount());
      EncodedBatch part = batch.slice(from, to);
      network.logits(part, logits);
      for (int row = 0; row < part.rowCount(); row++) {
        evaluator.add(logits[row], part.label(row));
      }
    }
  }

  Evaluation evaluation() {
    return evaluator.evaluation();
  }
}

package org.hybridrec.core.network;

import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.IdList;

/** Embeddings [cardinality × width], row-major, looked up and combined as TensorFlow does. */
final class EmbeddingTable {

  final int width;
  final boolean trainable;
  final float[] values;

  EmbeddingTable(int width, boolean trainable, float[] values) {
    this.width = width;
    this.trainable = trainable;
    this.values = values;
  }

  /** Adds a row's combined embedding to out[at … at + width - 1]. */
  void combine(Kernels kernels, EmbeddingSlot slot, IdList ids, int row, float[] out, int at) {
    float divisor = divisor(slot.combiner(), ids, row);
    for (int p = ids.offsets()[row]; p < ids.offsets()[row + 1]; p++) {
      if (counts(slot.combiner(), ids.weight(p))) {
        int id = ids.ids()[p];
        float factor = ids.weight(p) / divisor * shrink(id, slot.maxNorm());
        kernels.addScaled(out, at, factor, values, id * width, width);
      }
    }
  }

  /**
   * Whether an id takes part: as in TensorFlow, averages pass over weights that are not positive.
   */
  static boolean counts(Combiner combiner, float weight) {
    return combiner == Combiner.SUM || weight > 0;
  }

  /** Returns what the weighted sum of a row's embeddings is divided by. */
  static float divisor(Combiner combiner, IdList ids, int row) {
    if (combiner == Combiner.SUM) {
      return 1f;
    }
    float sum = 0f;
    for (int p = ids.offsets()[row]; p < ids.offsets()[row + 1]; p++) {
      float weight = ids.weight(p);
      if (counts(combiner, weight)) {
        sum += combiner == Combiner.MEAN ? weight : weight * weight;
      }
    }
    return combiner == Combiner.MEAN ? sum : (float) Math.sqrt(sum);
  }

  /** Returns by how much a row is scaled down when looked up: 1 if it is not too long. */
  float shrink(int id, float maxNorm) {
    if (maxNorm == Float.POSITIVE_INFINITY) {
      return 1f;
    }
    float norm = norm(id);
    return norm > maxNorm ? maxNorm / norm : 1f;
  }

  /** Returns the length (L2) of a row. */
  float norm(int id) {
    double sum = 0;
    for (int j = id * width; j < (id + 1) * width; j++) {
      sum += (double) values[j] * values[j];
    }
    return (float) Math.sqrt(sum);
  }
}

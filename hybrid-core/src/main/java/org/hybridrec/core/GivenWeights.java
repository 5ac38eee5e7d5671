package org.hybridrec.core;

import java.util.HashMap;
import java.util.Map;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.encoded.CompactRows;

/** The initial weights that are not drawn from the seed, by the names of their parameters. */
final class GivenWeights {

  private GivenWeights() {}

  static Map<String, float[]> of(HybridRecommender recommender, CompactRows rows) {
    Map<String, float[]> given = new HashMap<>();
    recommender
        .encoder()
        .givenTables()
        .forEach((table, vectors) -> given.put("embedding/" + table, flat(vectors)));
    if (recommender.outputBiasFromFrequency()) {
      given.put("output/bias", logFrequency(rows, recommender.items().size()));
    }
    return given;
  }

  private static float[] flat(VectorTable vectors) {
    float[] flat = new float[Math.multiplyExact(vectors.size(), vectors.width())];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.row(i), 0, flat, i * vectors.width(), vectors.width());
    }
    return flat;
  }

  /**
   * The logarithm of each item's share of the labels, add-one smoothed. A row counts by its weight
   * here too: this is the start that the weighted loss has its least at while nothing else is
   * known, and the one that repeated rows would give.
   */
  private static float[] logFrequency(CompactRows rows, int items) {
    double[] counts = rows.labelWeights(items);
    double total = rows.weightSum() + counts.length;
    float[] bias = new float[counts.length];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) StrictMath.log((counts[i] + 1) / total);
    }
    return bias;
  }
}

package org.hybridrec.core.factorization;

import java.util.List;
import java.util.Objects;

/**
 * The mean of the factors of the items that a row names; for one item its factors. Unknown items
 * are passed over, and a row without a known item gets zeros. Immutable and thread-safe.
 *
 * @param foldIn the items' factors
 */
public record FactorMean(FoldIn foldIn) implements FactorEncoder {

  static final String NAME = "item_factors";

  /** Checks that there are factors. */
  public FactorMean {
    Objects.requireNonNull(foldIn, "foldIn");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String fingerprint() {
    return foldIn.fingerprint(NAME);
  }

  @Override
  public int width() {
    return foldIn.width();
  }

  @Override
  public void encode(List<String> values, float[] target, int offset) {
    Objects.checkFromIndexSize(offset, width(), target.length);
    double[] sum = new double[width()];
    int known = 0;
    for (String value : values) {
      int item = foldIn.indexOf(value);
      if (item >= 0) {
        known++;
        for (int i = 0; i < sum.length; i++) {
          sum[i] += foldIn.rows()[item][i];
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      target[offset + i] = known == 0 ? 0 : (float) (sum[i] / known);
    }
  }
}

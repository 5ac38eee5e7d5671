package org.hybridrec.core.factorization;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hybridrec.features.text.CrossFittedEncoder;

/**
 * A factor encoder for a network that learns from the rows on which the factors were fitted: each
 * is encoded with factors that have not seen its user. Immutable and thread-safe. A file holds the
 * {@linkplain #serving serving} encoder alone.
 *
 * @param serving fitted on all users
 * @param groupField name of the source column with the user's id
 * @param without gives the encoder fitted without a user
 */
public record CrossFittedFactors(
    FactorEncoder serving, String groupField, Function<String, FactorEncoder> without)
    implements FactorEncoder, CrossFittedEncoder {

  /** Checks that nothing is null. */
  public CrossFittedFactors {
    Objects.requireNonNull(serving, "serving");
    Objects.requireNonNull(groupField, "groupField");
    Objects.requireNonNull(without, "without");
  }

  @Override
  public FactorEncoder fittedWithout(String group) {
    return without.apply(group);
  }

  @Override
  public FoldIn foldIn() {
    return serving.foldIn();
  }

  @Override
  public String name() {
    return serving.name();
  }

  @Override
  public String fingerprint() {
    return serving.fingerprint();
  }

  @Override
  public int width() {
    return serving.width();
  }

  @Override
  public void encode(List<String> values, float[] target, int offset) {
    serving.encode(values, target, offset);
  }
}

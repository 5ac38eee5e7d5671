package org.hybridrec.features.dataset;

import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/** All rows of a visitor in one part, by the visitor's fingerprint. */
final class VisitorSplit extends Split {

  /** The steps in which shares are counted. */
  static final int STEPS = 10_000;

  private final String field;
  private final int test;
  private final int evaluation;

  VisitorSplit(String field, int test, int evaluation) {
    this.field = field;
    this.test = test;
    this.evaluation = evaluation;
  }

  @Override
  Decision bind(SourceSchema schema) {
    Problems problems = new Problems(schema);
    int column = problems.category(field, "the split by visitor");
    problems.throwAny();
    Ids visitors = Ids.of(schema, column);
    return (batch, row) -> part(visitors.read(batch, row));
  }

  private Part part(@Nullable String visitor) {
    int step = visitor == null ? STEPS : Fingerprint64.bucket(Fingerprint64.of(visitor), STEPS);
    if (step < test) {
      return Part.TEST;
    }
    return step < evaluation ? Part.VALIDATION : Part.TRAIN;
  }

  @Override
  boolean uses(Part part) {
    return part != Part.VALIDATION || evaluation > test;
  }

  @Override
  public String toString() {
    return String.format(
        "by visitor %s: %s for test, %s for validation",
        Quoted.of(field), test / (double) STEPS, (evaluation - test) / (double) STEPS);
  }
}

package org.hybridrec.features.dataset;

import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/** Rows by the fingerprint of visitor and content, as BigQuery computes it. */
final class LabSplit extends Split {

  private final String visitor;
  private final String content;

  LabSplit(String visitor, String content) {
    this.visitor = visitor;
    this.content = content;
  }

  @Override
  Decision bind(SourceSchema schema) {
    Problems problems = new Problems(schema);
    int visitorColumn = problems.category(visitor, "the lab's split");
    int contentColumn = problems.category(content, "the lab's split");
    problems.throwAny();
    Ids visitors = Ids.of(schema, visitorColumn);
    Ids contents = Ids.of(schema, contentColumn);
    return (batch, row) -> part(visitors.read(batch, row), contents.read(batch, row));
  }

  private static @Nullable Part part(@Nullable String visitor, @Nullable String content) {
    if (visitor == null || content == null) {
      return null;
    }
    return remainder(Fingerprint64.of(visitor + content)) < 9 ? Part.TRAIN : Part.TEST;
  }

  @Override
  boolean uses(Part part) {
    return part != Part.VALIDATION;
  }

  @Override
  public String toString() {
    return "as the lab does, by " + Quoted.of(visitor) + " and " + Quoted.of(content);
  }

  /** The remainder comes first: the smallest long has no absolute value, its remainder -8 has. */
  static int remainder(long fingerprint) {
    return (int) Math.abs(fingerprint % 10);
  }
}

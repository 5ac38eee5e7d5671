package org.hybridrec.features;

import org.hybridrec.features.source.Quoted;

/** Ids of an {@link IdentityColumn}; blank text is missing. */
final class IdentityReader extends ValueIdReader {

  private final FieldReader field;
  private final int cardinality;
  private final long defaultId;
  private final ColumnCounts counts;

  IdentityReader(IdentityColumn column, Reading reading) {
    this(column, new FieldReader(column.field(), reading), reading.counts());
  }

  private IdentityReader(IdentityColumn column, FieldReader field, ColumnCounts counts) {
    super(field);
    this.field = field;
    this.cardinality = column.cardinality();
    this.defaultId = column.defaultId().orElse((int) UNKNOWN);
    this.counts = counts;
  }

  @Override
  void take(String value, int position, int row) {
    String digits = value.strip();
    if (digits.isEmpty()) {
      return;
    }
    try {
      add(id(Long.parseLong(digits)), position);
    } catch (NumberFormatException e) {
      field.invalid(row, "expected a whole number of 64 bits, was " + Quoted.of(value));
    }
  }

  private long id(long number) {
    if (number >= 0 && number < cardinality) {
      return number;
    }
    counts.unknown++;
    return defaultId;
  }
}

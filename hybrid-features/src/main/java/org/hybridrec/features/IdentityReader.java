package org.hybridrec.features;

import org.hybridrec.features.source.Quoted;

/** Ids of an {@link IdentityColumn}. */
final class IdentityReader extends ValueIdReader {

  private final IdentityColumn column;
  private final ColumnCounts counts;

  IdentityReader(IdentityColumn column, FieldReader field, ColumnCounts counts) {
    super(field);
    this.column = column;
    this.counts = counts;
  }

  @Override
  long idOf(String value, int row) {
    long number = parse(value.strip(), row);
    if (number >= 0 && number < column.cardinality()) {
      return number;
    }
    counts.unknown++;
    return column.defaultId().isPresent() ? column.defaultId().getAsInt() : UNKNOWN;
  }

  private long parse(String value, int row) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      field.invalid(
          row, "is " + Quoted.of(value), "an identity column takes decimal whole numbers");
      return UNKNOWN;
    }
  }
}

package org.hybridrec.features;

import java.util.List;

/**
 * What the encoder met in one column. Immutable.
 *
 * @param column the column's name
 * @param rows rows encoded
 * @param missing rows that gave the column nothing: a missing cell without default, or an invalid
 *     value with neither a default nor another value beside it
 * @param defaulted times a default stood in for a missing value
 * @param unknown values that are not in a vocabulary or outside an identity's range
 * @param invalid values that could not be used; a row that is left without any by them is among the
 *     {@code missing} too
 * @param distinctHashed distinct values that were hashed into buckets, 0 for other columns; counted
 *     while fitting, up to 2^20 values
 * @param collidingHashed those of them that share their bucket with another
 */
public record ColumnReport(
    String column,
    long rows,
    long missing,
    long defaulted,
    long unknown,
    long invalid,
    long distinctHashed,
    long collidingHashed) {

  /**
   * Returns reports as a table, a line a column, for people. Hashed values stand in it where there
   * are some.
   */
  public static String toText(List<ColumnReport> columns) {
    return ColumnTable.of(columns);
  }
}

package org.hybridrec.features.dataset;

import java.util.HexFormat;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/**
 * Tells which rows a part holds, whatever their order: their number and the sum, modulo 2^64, of
 * their fingerprints. The sum of two parts is that of both together. The order of columns and
 * whether rows come from CSV or Arrow plays no part; which columns there are does. Immutable.
 *
 * @param rows number of rows
 * @param sum sum of the rows' fingerprints
 */
public record PartFingerprint(long rows, long sum) {

  /** The fingerprint of no row. */
  public static final PartFingerprint NONE = new PartFingerprint(0, 0);

  /** Goes through all rows of a source. */
  public static PartFingerprint of(ExampleSource part) {
    RowFingerprints fingerprints = new RowFingerprints(part.schema());
    long rows = 0;
    long sum = 0;
    try (SourceReader reader = part.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        rows += batch.rowCount();
        for (int row = 0; row < batch.rowCount(); row++) {
          sum += fingerprints.of(batch, row);
        }
      }
    }
    return new PartFingerprint(rows, sum);
  }

  /** Returns the fingerprint of the rows of both. */
  public PartFingerprint plus(PartFingerprint other) {
    return new PartFingerprint(rows + other.rows, sum + other.sum);
  }

  /** Returns {@code 1200 rows, fingerprint 00c0ffee00c0ffee}. */
  @Override
  public String toString() {
    return rows + " rows, fingerprint " + hexadecimal(sum);
  }

  static String hexadecimal(long number) {
    return HexFormat.of().toHexDigits(number);
  }
}

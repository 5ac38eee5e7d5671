package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what many {@link BoundEncoder}s of one {@link FeatureEncoder} met. Thread-safe. */
public final class EncodingTotals {

  private final FeatureEncoder encoder;
  private final LongAdder rows = new LongAdder();
  private final List<ColumnTotals> columns = new ArrayList<>();

  /** Makes totals of nothing yet. */
  public EncodingTotals(FeatureEncoder encoder) {
    this.encoder = encoder;
    encoder.columns().forEach(column -> columns.add(new ColumnTotals()));
  }

  private static final class ColumnTotals {
    final LongAdder missing = new LongAdder();
    final LongAdder defaulted = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder invalid = new LongAdder();
  }

  /** Adds everything that a bound encoder has met; to be called once for each. */
  public void add(BoundEncoder bound) {
    rows.add(bound.rowCount());
    for (int i = 0; i < columns.size(); i++) {
      ColumnCounts counts = bound.counts(i);
      ColumnTotals totals = columns.get(i);
      add(totals.missing, counts.missing);
      add(totals.defaulted, counts.defaulted);
      add(totals.unknown, counts.unknown);
      add(totals.invalid, counts.invalid);
    }
  }

  private static void add(LongAdder total, long count) {
    if (count != 0) {
      total.add(count);
    }
  }

  /** Returns the rows added so far. */
  public long rows() {
    return rows.sum();
  }

  /**
   * Returns one report a column, in the order of the input layer; hashed values are not counted.
   */
  public List<ColumnReport> columns() {
    List<ColumnReport> reports = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnTotals totals = columns.get(i);
      reports.add(
          new ColumnReport(
              encoder.columns().get(i).name(),
              rows(),
              totals.missing.sum(),
              totals.defaulted.sum(),
              totals.unknown.sum(),
              totals.invalid.sum(),
              0,
              0));
    }
    return reports;
  }
}

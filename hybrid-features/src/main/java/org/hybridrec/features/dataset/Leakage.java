package org.hybridrec.features.dataset;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation part and the training part have in common, and what only one side knows.
 * Immutable. None of it is an error: a split by time has visitors on both sides by design. It is to
 * be seen.
 *
 * @param visitors distinct visitors of the evaluation part
 * @param sharedVisitors those of them who are in training too
 * @param rows rows of the evaluation part
 * @param duplicateRows those of them that stand in training too, equal in every column
 * @param labels distinct labels of the evaluation part
 * @param newLabels those of them that are no label in training: a model cannot hit them
 * @param newLabelRows rows of the evaluation part with such a label
 */
public record Leakage(
    long visitors,
    long sharedVisitors,
    long rows,
    long duplicateRows,
    long labels,
    long newLabels,
    long newLabelRows) {

  /**
   * Compares two parts. Reads the evaluation part twice and training once; holds fingerprints of
   * the evaluation part's rows, visitors and labels, some 16 bytes each.
   *
   * @param train the training part
   * @param evaluation the part it must not know
   * @param visitor the column of visitors
   * @param label the column of labels
   * @throws org.hybridrec.features.source.SchemaException if a part lacks one of the two columns
   */
  public static Leakage between(
      ExampleSource train, ExampleSource evaluation, String visitor, String label) {
    Seen seen = new Seen();
    scan(
        evaluation,
        visitor,
        label,
        (who, what, row) -> {
          seen.rows++;
          add(seen.visitors, who);
          add(seen.labels, what);
          seen.rowPrints.add(row);
        });
    scan(
        train,
        visitor,
        label,
        (who, what, row) -> {
          move(who, seen.visitors, seen.sharedVisitors);
          move(what, seen.labels, seen.sharedLabels);
          move(row, seen.rowPrints, seen.sharedRowPrints);
        });
    scan(
        evaluation,
        visitor,
        label,
        (who, what, row) -> {
          seen.duplicateRows += seen.sharedRowPrints.contains(row) ? 1 : 0;
          seen.newLabelRows += what != MISSING && seen.labels.contains(what) ? 1 : 0;
        });
    return seen.result();
  }

  /** Stands for a missing cell. That a text has this fingerprint is as likely as any collision. */
  private static final long MISSING = 0;

  private static void add(LongOpenHashSet set, long value) {
    if (value != MISSING) {
      set.add(value);
    }
  }

  private static void move(long value, LongOpenHashSet from, LongOpenHashSet to) {
    if (from.remove(value)) {
      to.add(value);
    }
  }

  /** Sets of fingerprints; what training has too is moved to the shared ones. */
  private static final class Seen {
    final LongOpenHashSet visitors = new LongOpenHashSet();
    final LongOpenHashSet sharedVisitors = new LongOpenHashSet();
    final LongOpenHashSet labels = new LongOpenHashSet();
    final LongOpenHashSet sharedLabels = new LongOpenHashSet();
    final LongOpenHashSet rowPrints = new LongOpenHashSet();
    final LongOpenHashSet sharedRowPrints = new LongOpenHashSet();
    long rows;
    long duplicateRows;
    long newLabelRows;

    Leakage result() {
      return new Leakage(
          visitors.size() + sharedVisitors.size(),
          sharedVisitors.size(),
          rows,
          duplicateRows,
          labels.size() + sharedLabels.size(),
          labels.size(),
          newLabelRows);
    }
  }

  private interface Visit {
    void row(long visitor, long label, long row);
  }

  private static void scan(ExampleSource rows, String visitor, String label, Visit visit) {
    Problems problems = new Problems(rows.schema());
    int visitorColumn = problems.category(visitor, "the check for leakage");
    int labelColumn = problems.category(label, "the check for leakage");
    problems.throwAny();
    Ids visitors = Ids.of(rows.schema(), visitorColumn);
    Ids labels = Ids.of(rows.schema(), labelColumn);
    RowFingerprints fingerprints = new RowFingerprints(rows.schema());
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          visit.row(
              print(visitors.read(batch, row)),
              print(labels.read(batch, row)),
              fingerprints.of(batch, row));
        }
      }
    }
  }

  private static long print(@Nullable String id) {
    return id == null ? MISSING : Fingerprint64.of(id);
  }
}

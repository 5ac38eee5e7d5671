package org.hybridrec.features.dataset;

import java.util.EnumMap;
import java.util.Map;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * How rows are parted into those to fit on and those to evaluate with. A row's part follows from
 * the row alone, so parts are the same on every machine and whatever order the rows are in.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * SplitRows parts = Split.byVisitor("visitor_id", 0.1).of(examples);
 * HybridModel model = recommender.fit(parts.train());
 * }</pre>
 *
 * <p>No split holds out <em>single</em> rows at random: the neighbours of each would be in
 * training. {@link #lab} does, because the lab did; use it for comparisons with its figures alone.
 */
public abstract sealed class Split permits VisitorSplit, TimeSplit, LabSplit {

  Split() {}

  /**
   * Puts all rows of a visitor into the same part: the test part, if {@code Fingerprint64(visitor)
   * mod 10,000}, unsigned, is below testShare × 10,000. Rows without a visitor are for training.
   *
   * @param field the column of visitors, text or whole numbers
   * @param testShare share of the visitors, in steps of 1/10,000, above 0 and below 1
   * @throws IllegalArgumentException if the share is out of range
   */
  public static Split byVisitor(String field, double testShare) {
    return byVisitor(field, testShare, 0);
  }

  /**
   * Puts all rows of a visitor into the same part, and the share of visitors that follows those of
   * the test part into a validation part.
   *
   * @param field the column of visitors, text or whole numbers
   * @param testShare share of the visitors in the test part, above 0
   * @param validationShare share of the visitors in the validation part; 0 for none
   * @throws IllegalArgumentException if a share is out of range or both leave nothing for training
   * @see #byVisitor(String, double)
   */
  public static Split byVisitor(String field, double testShare, double validationShare) {
    int test = (int) Math.round(testShare * VisitorSplit.STEPS);
    int validation = (int) Math.round(validationShare * VisitorSplit.STEPS);
    if (!(test > 0 && validationShare >= 0 && (long) test + validation < VisitorSplit.STEPS)) {
      throw new IllegalArgumentException(
          String.format(
              "split by %s: shares in steps of 1/10000 must be above 0 for the test part, at least"
                  + " 0 for the validation part, and below 1 together; were %s and %s",
              Quoted.of(field), testShare, validationShare));
    }
    return new VisitorSplit(field, test, test + validation);
  }

  /**
   * Parts rows by time: before validationFrom for training, then for validation, and for testing
   * from testFrom on.
   *
   * @see #byTime(String, TimeWindow, TimeWindow, TimeWindow)
   * @throws IllegalArgumentException unless validationFrom is before testFrom
   */
  public static Split byTime(String field, long validationFrom, long testFrom) {
    return byTime(
        field,
        TimeWindow.before(validationFrom),
        new TimeWindow(validationFrom, testFrom),
        TimeWindow.since(testFrom));
  }

  /** Parts rows by time, without a validation part: before testFrom for training. */
  public static Split byTime(String field, long testFrom) {
    return byTime(field, TimeWindow.before(testFrom), null, TimeWindow.since(testFrom));
  }

  /**
   * Parts rows by windows of time. Rows outside all windows, and rows without a readable time, are
   * left out and counted. The time should be that of the click, not of the view before it: {@link
   * NextContentBuilder#clickSession}.
   *
   * @param field the column of times, whole numbers or text or numbers that are whole numbers
   * @param train the window of training rows
   * @param validation the window of validation rows; null for none
   * @param test the window of test rows
   * @throws IllegalArgumentException if the windows overlap or stand in another order
   */
  public static Split byTime(
      String field, TimeWindow train, @Nullable TimeWindow validation, TimeWindow test) {
    boolean ordered =
        validation == null
            ? train.to() <= test.from()
            : train.to() <= validation.from() && validation.to() <= test.from();
    if (!ordered) {
      throw new IllegalArgumentException(
          String.format(
              "split by time %s: windows must follow each other as train, validation, test and not"
                  + " overlap; were train %s, validation %s, test %s",
              Quoted.of(field), train, validation == null ? "none" : validation, test));
    }
    Map<Part, TimeWindow> windows = new EnumMap<>(Part.class);
    windows.put(Part.TRAIN, train);
    if (validation != null) {
      windows.put(Part.VALIDATION, validation);
    }
    windows.put(Part.TEST, test);
    return new TimeSplit(field, windows);
  }

  /**
   * Parts rows as the lab does, in BigQuery's terms {@code ABS(MOD(FARM_FINGERPRINT(CONCAT(visitor,
   * content)), 10))}: below 9 for training, 9 for testing. Neighbours of every test row are in
   * training, so figures are flattered. Rows without visitor or content are left out and counted:
   * in BigQuery, a condition on NULL holds for neither part.
   *
   * @param visitor the column of visitors, text or whole numbers
   * @param content the column of contents, text or whole numbers
   */
  public static Split lab(String visitor, String content) {
    return new LabSplit(visitor, content);
  }

  /**
   * Parts the rows of a source. Reads the schema, no rows.
   *
   * @throws org.hybridrec.features.source.SchemaException if the source lacks a column or it is of
   *     another type
   */
  public SplitRows of(ExampleSource rows) {
    return new SplitRows(rows, bind(rows.schema()), this);
  }

  /** Returns what decides for the rows of sources with this schema. */
  abstract Decision bind(SourceSchema schema);

  /** Returns true if the split gives rows to that part. */
  abstract boolean uses(Part part);

  /** Gives a row's part, or null where it is in none. Thread-safe. */
  @FunctionalInterface
  interface Decision {
    @Nullable Part part(SourceBatch batch, int row);
  }
}

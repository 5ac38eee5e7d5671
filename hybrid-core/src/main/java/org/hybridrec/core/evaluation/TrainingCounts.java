package org.hybridrec.core.evaluation;

import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.Arrays;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceReader;

/**
 * How often each item was the label of a row to learn from. Immutable and thread-safe; takes memory
 * for each distinct label.
 */
public final class TrainingCounts {

  private final String labelField;
  private final Object2LongOpenHashMap<String> counts;
  private final long total;

  private TrainingCounts(String labelField, Object2LongOpenHashMap<String> counts, long total) {
    this.labelField = labelField;
    this.counts = counts;
    this.total = total;
  }

  /**
   * Counts the labels of all rows; rows without a label are left out.
   *
   * @param rows the rows that models learn from
   * @param labelField the field with the item that came next, text or whole numbers
   * @throws org.hybridrec.features.source.SchemaException if the rows lack the field
   */
  public static TrainingCounts of(ExampleSource rows, String labelField) {
    Fields fields = new Fields(rows.schema());
    int label = fields.id(labelField);
    fields.check();
    Object2LongOpenHashMap<String> counts = new Object2LongOpenHashMap<>();
    long total = 0;
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        SourceColumn labels = batch.column(label);
        for (int row = 0; row < batch.rowCount(); row++) {
          String id = Fields.text(labels, row);
          if (id != null) {
            counts.addTo(id, 1);
            total++;
          }
        }
      }
    }
    return new TrainingCounts(labelField, counts, total);
  }

  /** Returns the name of the field with the labels. */
  public String labelField() {
    return labelField;
  }

  /** Returns how often an item was the label, 0 for one that never was. */
  public long of(String id) {
    return counts.getLong(id);
  }

  /** Returns the number of labels counted. */
  public long total() {
    return total;
  }

  /** log2(1 / popularity) of each item that a scorer ranks; see {@link Metric#NOVELTY}. */
  double[] surprises(Scorer scorer) {
    int items = scorer.itemCount();
    double[] surprises = new double[items];
    Arrays.fill(surprises, surprise(0, items));
    counts
        .object2LongEntrySet()
        .fastForEach(
            entry -> {
              int item = scorer.indexOf(entry.getKey());
              if (item >= 0) {
                surprises[item] = surprise(entry.getLongValue(), items);
              }
            });
    return surprises;
  }

  private double surprise(long count, int items) {
    return StrictMath.log((total + (double) items) / (count + 1.0)) / StrictMath.log(2);
  }
}

package org.hybridrec.core.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A column that gives the label away: nobody knows it when a recommendation is asked for, and
 * whatever learns from it looks better than it is.
 *
 * @param column the column
 * @param share the share of rows in which the label follows from the column's value
 * @param rows the rows looked at: those with a label and a value that other rows have too
 */
public record Canary(String column, double share, long rows) {

  private static final double SUSPICIOUS = 0.99;
  private static final long FEWEST_ROWS = 20;

  /**
   * Finds columns of text or whole numbers whose value is the label, or stands for it, in 99 % of
   * the rows. Values that only one row has, such as ids of rows, are passed over. Reads the rows
   * into memory.
   *
   * @param rows rows with labels, best those to learn from
   * @param labelField the field with the label
   * @throws SchemaException if the rows lack the field
   */
  public static List<Canary> find(ExampleSource rows, String labelField) {
    StoredTable table = StoredTable.of(rows);
    SourceSchema schema = table.schema();
    int label = schema.indexOf(labelField);
    if (label < 0) {
      throw new SchemaException(List.of("source column " + Quoted.of(labelField) + " is missing"));
    }
    List<Canary> found = new ArrayList<>();
    for (int column = 0; column < schema.fields().size(); column++) {
      SourceField field = schema.fields().get(column);
      if (column != label && !field.list() && field.type() != ValueType.NUMBER) {
        Canary canary = look(table, field.name(), column, label);
        if (canary.rows() >= FEWEST_ROWS && canary.share() >= SUSPICIOUS) {
          found.add(canary);
        }
      }
    }
    return List.copyOf(found);
  }

  private static Canary look(StoredTable table, String name, int column, int label) {
    Map<Object, Map<Object, Integer>> labels = new HashMap<>();
    for (List<@Nullable Object> row : table.rows()) {
      Object value = row.get(column);
      Object next = row.get(label);
      if (value != null && next != null) {
        labels.computeIfAbsent(value, any -> new HashMap<>()).merge(next, 1, Integer::sum);
      }
    }
    long rows = 0;
    long follows = 0;
    for (Map<Object, Integer> counts : labels.values()) {
      int all = counts.values().stream().mapToInt(Integer::intValue).sum();
      if (all > 1) {
        rows += all;
        follows += counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      }
    }
    return new Canary(name, rows == 0 ? 0 : (double) follows / rows, rows);
  }

  /** Returns a warning for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "column %s tells the label in %.1f %% of %,d rows; is it known when a recommendation is"
            + " asked for?",
        Quoted.of(column),
        100 * share,
        rows);
  }
}

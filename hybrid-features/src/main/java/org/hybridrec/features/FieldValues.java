package org.hybridrec.features;

import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/** Counts the values of a field over a whole source. */
final class FieldValues {

  private FieldValues() {}

  /** Returns the distinct values, most frequent first, ties by code points. */
  static List<String> byFrequency(ExampleSource source, Field field) {
    return count(source, field).values();
  }

  /** Returns the distinct values in that order with their counts. */
  static ValueCounts count(ExampleSource source, Field field) {
    Object2LongOpenHashMap<String> counts = countInAnyOrder(source, field);
    List<String> values = new ArrayList<>(counts.keySet());
    values.sort(
        Comparator.comparingLong((String value) -> -counts.getLong(value))
            .thenComparing(CodePoints::compare));
    return new ValueCounts(
        field.toString(), values, values.stream().mapToLong(counts::getLong).toArray());
  }

  private static Object2LongOpenHashMap<String> countInAnyOrder(ExampleSource source, Field field) {
    SchemaCheck check = new SchemaCheck(source.schema());
    check.require(new FieldUse(field, FieldUse.Kind.CATEGORY), field.toString());
    check.throwProblems();
    Reading reading =
        new Reading(source.schema(), DirtyValues.REFUSE, new ColumnCounts(field.name()));
    FieldReader reader = new FieldReader(field, reading);
    Object2LongOpenHashMap<String> counts = new Object2LongOpenHashMap<>();
    try (SourceReader rows = source.open()) {
      for (SourceBatch batch = rows.next(); batch != null; batch = rows.next()) {
        reading.open(batch);
        reader.open(batch);
        for (int row = 0; row < batch.rowCount(); row++) {
          int n = reader.load(row);
          for (int i = 0; i < n; i++) {
            String value = reader.text(i);
            if (value != null && !value.isBlank()) {
              counts.addTo(value, 1);
            }
          }
        }
      }
    }
    return counts;
  }
}

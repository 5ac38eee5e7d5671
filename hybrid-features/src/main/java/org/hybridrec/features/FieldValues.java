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

  /** Order of Unicode code points, which is also the order of UTF-8 bytes. */
  static final Comparator<String> CODE_POINTS = FieldValues::compareCodePoints;

  private FieldValues() {}

  /** Returns the distinct values, most frequent first, ties by code points. */
  static List<String> byFrequency(ExampleSource source, Field field) {
    Object2LongOpenHashMap<String> counts = count(source, field);
    List<String> values = new ArrayList<>(counts.keySet());
    values.sort(
        Comparator.comparingLong((String value) -> -counts.getLong(value))
            .thenComparing(CODE_POINTS));
    return List.copyOf(values);
  }

  private static Object2LongOpenHashMap<String> count(ExampleSource source, Field field) {
    SchemaCheck check = new SchemaCheck(source.schema());
    check.requireCategory(field, field.toString());
    check.throwProblems();
    FieldReader reader =
        new FieldReader(field, source.schema(), DirtyValues.REFUSE, new ColumnCounts(field.name()));
    Object2LongOpenHashMap<String> counts = new Object2LongOpenHashMap<>();
    try (SourceReader rows = source.open()) {
      for (SourceBatch batch = rows.next(); batch != null; batch = rows.next()) {
        reader.open(batch);
        for (int row = 0; row < batch.rowCount(); row++) {
          int n = reader.load(row);
          for (int i = 0; i < n; i++) {
            if (!reader.text(i).isEmpty()) {
              counts.addTo(reader.text(i), 1);
            }
          }
        }
      }
    }
    return counts;
  }

  private static int compareCodePoints(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}

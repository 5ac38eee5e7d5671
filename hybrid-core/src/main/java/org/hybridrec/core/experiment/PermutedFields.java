package org.hybridrec.core.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * Takes cells from other rows. What a model gains from a field must be gone when the field is
 * permuted; what it gains from permuted labels is leakage or luck.
 */
public final class PermutedFields {

  private PermutedFields() {}

  /**
   * Returns the rows with fields taken from other rows: the same number of each value, in a random
   * order. All fields follow the same order, so cells that stood in one row still do. Reads the
   * rows into memory.
   *
   * @param rows the rows
   * @param fields which field ({@code value}) a field ({@code key}) takes its cells from; a new
   *     name adds a column, the name of a field replaces it
   * @param seed decides on the order
   * @throws SchemaException if a field is not there
   */
  public static ExampleSource of(ExampleSource rows, Map<String, String> fields, long seed) {
    StoredTable table = StoredTable.of(rows);
    SourceSchema schema = table.schema();
    Map<String, String> sorted = new TreeMap<>(fields);
    check(schema, sorted);
    List<SourceField> widened = new ArrayList<>(schema.fields());
    sorted.forEach((name, from) -> put(widened, name, schema.fields().get(schema.indexOf(from))));
    SourceSchema result = new SourceSchema(widened);
    List<Integer> order = order(table.rows().size(), seed);
    List<List<@Nullable Object>> permuted = new ArrayList<>();
    for (int row = 0; row < order.size(); row++) {
      List<@Nullable Object> own = table.rows().get(row);
      List<@Nullable Object> other = table.rows().get(order.get(row));
      List<@Nullable Object> cells = new ArrayList<>(own);
      while (cells.size() < widened.size()) {
        cells.add(null);
      }
      sorted.forEach(
          (name, from) -> cells.set(result.indexOf(name), other.get(schema.indexOf(from))));
      permuted.add(Collections.unmodifiableList(cells));
    }
    return new StoredTable(result, permuted).source();
  }

  private static void check(SourceSchema schema, Map<String, String> fields) {
    List<String> problems =
        fields.values().stream()
            .filter(from -> schema.indexOf(from) < 0)
            .map(
                from ->
                    "source column %s is missing; the source has %s"
                        .formatted(
                            Quoted.of(from), schema.names().stream().map(Quoted::of).toList()))
            .toList();
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
  }

  private static void put(List<SourceField> fields, String name, SourceField from) {
    SourceField field = new SourceField(name, from.type(), from.list());
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        fields.set(i, field);
        return;
      }
    }
    fields.add(field);
  }

  /** Fisher and Yates. */
  private static List<Integer> order(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    for (int i = count - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }
}

package org.hybridrec.features.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;

/**
 * Fingerprints of whole rows. Columns are taken in the order of their names, and cells as a CSV
 * file would hold them; so the same rows have the same fingerprints in a CSV and in an Arrow file.
 */
final class RowFingerprints {

  private final SourceSchema schema;
  private final int[] byName;

  RowFingerprints(SourceSchema schema) {
    this.schema = schema;
    this.byName =
        IntStream.range(0, schema.fields().size())
            .boxed()
            .sorted(Comparator.comparing(i -> schema.fields().get(i).name()))
            .mapToInt(i -> i)
            .toArray();
  }

  long of(SourceBatch batch, int row) {
    StringBuilder text = new StringBuilder();
    for (int c : byName) {
      SourceField field = schema.fields().get(c);
      append(text, field.name());
      append(text, cell(field, batch.column(c), row));
    }
    return Fingerprint64.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** With its length before it, no text can run into the next. */
  private static void append(StringBuilder out, String text) {
    out.append(text.length()).append(':').append(text);
  }

  private static String cell(SourceField field, SourceColumn column, int row) {
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < column.valueCount(row); i++) {
      cell.append(i > 0 ? "|" : "");
      if (!column.isNull(row, i)) {
        cell.append(
            field.type() == ValueType.NUMBER
                ? Double.toString(column.number(row, i))
                : column.text(row, i));
      }
    }
    return cell.toString();
  }
}

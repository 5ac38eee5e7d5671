package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.hashing.MalformedTextException;
import org.hybridrec.features.hashing.Utf8;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@link Field} of one source row by row: the values of a row as text, taken apart as the
 * field says, with their weights. The same class reads rows while fitting and while recommending;
 * only what becomes of dirty values differs.
 */
final class FieldReader {

  /** Longer cells are refused: nothing that is a category or a title is as long. */
  static final int MOST_BYTES = 64 * 1024;

  private final Field field;
  private final DirtyValues dirty;
  private final ColumnCounts counts;
  private final int column;
  private final boolean readable;
  private final List<String> texts = new ArrayList<>();
  private final @Nullable WeightReader weights;
  private @Nullable SourceBatch batch;
  private @Nullable SourceColumn values;

  FieldReader(Field field, SourceSchema schema, DirtyValues dirty, ColumnCounts counts) {
    this.field = field;
    this.dirty = dirty;
    this.counts = counts;
    this.column = schema.indexOf(field.source());
    this.weights = field.weights() == null ? null : new WeightReader(field, schema);
    this.readable = column >= 0 && schema.fields().get(column).type() != ValueType.NUMBER;
  }

  boolean weighted() {
    return weights != null;
  }

  void open(SourceBatch batch) {
    this.batch = batch;
    this.values = column < 0 ? null : batch.column(column);
    if (weights != null) {
      weights.open(batch);
    }
  }

  /** Reads a row and returns how many values it has; 0 says that it has none. */
  int load(int row) {
    texts.clear();
    SourceColumn from = values;
    if (from == null) {
      return loadDefault();
    }
    if (from.isInvalid(row) || (!readable && from.valueCount(row) > 0)) {
      invalid(row, "is not text", "text or whole numbers are categories");
    }
    int n = readable ? from.valueCount(row) : 0;
    if (n == 0) {
      return loadDefault();
    }
    for (int i = 0; i < n; i++) {
      takeApart(from.text(row, i), row);
    }
    if (n == 1 && texts.size() == 1 && texts.get(0).isEmpty() && field.defaultValue() != null) {
      texts.clear();
      return loadDefault();
    }
    slice();
    WeightReader reader = weights;
    return reader == null || loadWeights(reader, row) ? texts.size() : 0;
  }

  private int loadDefault() {
    String value = field.defaultValue();
    if (value == null) {
      return 0;
    }
    counts.defaulted++;
    add(value);
    slice();
    return texts.size();
  }

  private void takeApart(String cell, int row) {
    if (isUsable(cell, row)) {
      add(cell);
    } else {
      texts.add("");
    }
  }

  private void add(String cell) {
    if (field.tokenizer() != null) {
      texts.addAll(field.tokenizer().tokens(cell));
    } else if (field.separator() != null) {
      int start = 0;
      for (int end; (end = cell.indexOf(field.separator(), start)) >= 0; ) {
        texts.add(cell.substring(start, end));
        start = end + field.separator().length();
      }
      texts.add(cell.substring(start));
    } else {
      texts.add(cell);
    }
  }

  private void slice() {
    if (field.from() > 0 || field.count() < texts.size()) {
      int from = Math.min(field.from(), texts.size());
      int to = (int) Math.min((long) from + field.count(), texts.size());
      List<String> taken = new ArrayList<>(texts.subList(from, to));
      texts.clear();
      texts.addAll(taken);
    }
  }

  private boolean isUsable(String cell, int row) {
    // A char is at most 3 bytes of UTF-8, so most cells need no counting.
    if (cell.length() > MOST_BYTES / 3 && cell.length() > MOST_BYTES - extraBytes(cell)) {
      invalid(row, "is longer than 65536 bytes of UTF-8", "cut it or leave the cell empty");
      return false;
    }
    for (int i = 0; i < cell.length(); i++) {
      if (Character.isSurrogate(cell.charAt(i))) {
        return isWellFormed(cell, row);
      }
    }
    return true;
  }

  private static long extraBytes(String cell) {
    return cell.chars()
        .mapToLong(c -> c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate((char) c) ? 1 : 2)
        .sum();
  }

  private boolean isWellFormed(String cell, int row) {
    try {
      Utf8.encode(cell);
      return true;
    } catch (MalformedTextException e) {
      invalid(
          row,
          "holds an unpaired surrogate in " + Quoted.of(cell),
          "repair the text at its source");
      return false;
    }
  }

  private boolean loadWeights(WeightReader reader, int row) {
    String problem = reader.load(row, field.from(), texts.size(), field.count());
    if (problem != null) {
      invalid(row, problem, "give each value one finite weight of at least 0");
    }
    return problem == null;
  }

  /** Refuses or counts a value of the row. */
  void invalid(int row, String found, String cure) {
    counts.invalid++;
    if (dirty == DirtyValues.REFUSE) {
      String where = batch == null ? "row " + row : batch.location(row);
      throw new InvalidDataException(
          where + ", field " + Quoted.of(field.source()) + ": the value " + found + "; " + cure);
    }
  }

  String text(int index) {
    return texts.get(index);
  }

  /** All values of the row; valid until the next load. */
  List<String> texts() {
    return texts;
  }

  float weight(int index) {
    return weights == null ? 1f : weights.weight(index);
  }
}

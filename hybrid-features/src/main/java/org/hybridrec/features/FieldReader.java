package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hybridrec.features.hashing.MalformedTextException;
import org.hybridrec.features.hashing.Utf8;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@link Field} row by row: the values of a row as text, taken apart as the field says,
 * with their weights. A value that is missing (a null in a list, an empty part of a split text) or
 * cannot be used is null and keeps its place, so that weights stay beside their values.
 */
final class FieldReader {

  /** Longer cells are refused: nothing that is a category or a title is as long. */
  private static final int MOST_BYTES = 64 * 1024;

  private final Field field;
  private final Reading reading;
  private final int column;
  private final @Nullable WeightReader weights;
  private final List<@Nullable String> texts = new ArrayList<>();
  private @Nullable SourceColumn cells;
  private boolean defaulted;

  FieldReader(Field field, Reading reading) {
    this.field = field;
    this.reading = reading;
    this.column = reading.indexOf(field.source());
    this.weights = field.weights() == null ? null : new WeightReader(field, reading);
  }

  void open(SourceBatch batch) {
    cells = batch.column(column);
    if (weights != null) {
      weights.open(batch);
    }
  }

  /** Reads a row and returns how many values it has; 0 says that it has none. */
  int load(int row) {
    SourceColumn from = Objects.requireNonNull(cells);
    texts.clear();
    defaulted = false;
    if (from.isInvalid(row)) {
      invalid(row, "holds a value that is neither text nor a whole number; send one of these");
    }
    int n = from.valueCount(row);
    for (int i = 0; i < n; i++) {
      String cell = from.isNull(row, i) ? null : usable(from.text(row, i), row);
      if (n > 1 || !standIn(cell)) {
        takeApart(cell);
      }
    }
    if (n == 0) {
      standIn(null);
    }
    boolean sound = weights == null || defaulted || n == 0 || soundWeights(weights, row);
    slice();
    return sound ? texts.size() : 0;
  }

  /** Takes the default, if there is one, in place of a cell without content. */
  private boolean standIn(@Nullable String cell) {
    String value = field.defaultValue();
    if (value == null || (cell != null && !cell.isEmpty())) {
      return false;
    }
    reading.counts().defaulted++;
    defaulted = true;
    takeApart(value);
    return true;
  }

  private @Nullable String usable(String cell, int row) {
    String problem = problem(cell);
    if (problem == null) {
      return cell;
    }
    invalid(row, problem);
    return null;
  }

  private static @Nullable String problem(String cell) {
    try {
      Utf8.requireWellFormed(cell);
    } catch (MalformedTextException e) {
      return "the text " + Quoted.of(cell) + " holds an unpaired surrogate; repair the source";
    }
    // A char is at most 3 bytes of UTF-8, so most cells need no counting.
    if (cell.length() > MOST_BYTES / 3) {
      int bytes = Utf8.encode(cell).length;
      if (bytes > MOST_BYTES) {
        return String.format(
            "the text has %d bytes of UTF-8, allowed are %d; cut it or leave the cell empty",
            bytes, MOST_BYTES);
      }
    }
    return null;
  }

  private void takeApart(@Nullable String cell) {
    if (cell == null || !field.takenApart()) {
      texts.add(cell);
    } else if (field.tokenizer() != null) {
      texts.addAll(field.tokenizer().tokens(cell));
    } else {
      for (String part : SeparatedText.parts(cell, Objects.requireNonNull(field.separator()))) {
        texts.add(part.isEmpty() ? null : part);
      }
    }
  }

  private boolean soundWeights(WeightReader reader, int row) {
    String problem = reader.load(row, texts.size());
    if (problem != null) {
      invalid(row, problem);
    }
    return problem == null;
  }

  private void slice() {
    int from = Math.min(field.from(), texts.size());
    int to = (int) Math.min((long) from + field.count(), texts.size());
    texts.subList(to, texts.size()).clear();
    texts.subList(0, from).clear();
  }

  /** Counts or refuses something in the field's cell. */
  void invalid(int row, String problem) {
    reading.invalid(row, field.source(), problem);
  }

  /** Returns a value of the row, null where it is missing. */
  @Nullable String text(int index) {
    return texts.get(index);
  }

  boolean weighted() {
    return weights != null;
  }

  float weight(int index) {
    return weights == null || defaulted ? 1f : weights.weight(field.from() + index);
  }
}

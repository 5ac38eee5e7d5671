package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of one column as Arrow arrays: 64-bit integers, doubles, texts with 32-bit
 * offsets or indexes into a dictionary, and lists of these.
 */
final class ArrayWriter {

  /** What a message says of an array: its values and how many of them are null. */
  record Node(long length, long nullCount) {}

  private final SourceField field;
  private final @Nullable WrittenDictionary dictionary;
  private final ByteSink listOffsets = new ByteSink();
  private final ByteSink validity = new ByteSink();
  private final ByteSink offsets = new ByteSink();
  private final ByteSink data = new ByteSink();
  private int rows;
  private int values;
  private int nulls;

  ArrayWriter(SourceField field, @Nullable WrittenDictionary dictionary) {
    this.field = field;
    this.dictionary = dictionary;
  }

  /** Takes that column of a batch in place of what was written before. */
  void write(SourceBatch batch, int index) {
    clear();
    SourceColumn column = batch.column(index);
    while (rows < batch.rowCount()) {
      try {
        addRow(column, rows);
      } catch (CharacterCodingException e) {
        throw new InvalidDataException(
            batch.location(rows)
                + ", column "
                + Quoted.of(field.name())
                + " holds an unpaired surrogate, which no UTF-8 can express; remove it",
            e);
      }
      rows++;
    }
  }

  /** Takes texts as a plain column. */
  void write(Iterable<String> texts) {
    clear();
    for (String text : texts) {
      try {
        addText(text);
      } catch (CharacterCodingException e) {
        throw new InvalidDataException(
            Quoted.of(text) + " holds an unpaired surrogate, which no UTF-8 can express; remove it",
            e);
      }
      rows++;
    }
  }

  private void addRow(SourceColumn column, int row) throws CharacterCodingException {
    int count = column.valueCount(row);
    for (int i = 0; i < count; i++) {
      add(column, row, i);
    }
    if (field.list()) {
      listOffsets.putInt(values);
    } else if (count == 0) {
      addNull();
    }
  }

  List<Node> nodes() {
    Node node = new Node(values, nulls);
    return field.list() ? List.of(new Node(rows, 0), node) : List.of(node);
  }

  /** Returns the buffers in the order of the format; an empty bitmap says that nothing is null. */
  List<ByteSink> buffers() {
    ByteSink bitmap = nulls == 0 ? new ByteSink() : validity;
    List<ByteSink> own = hasOffsets() ? List.of(bitmap, offsets, data) : List.of(bitmap, data);
    if (!field.list()) {
      return own;
    }
    List<ByteSink> all = new ArrayList<>(List.of(new ByteSink(), listOffsets));
    all.addAll(own);
    return all;
  }

  private void clear() {
    List.of(listOffsets, validity, offsets, data).forEach(ByteSink::clear);
    rows = 0;
    values = 0;
    nulls = 0;
    listOffsets.putInt(0);
    offsets.putInt(0);
  }

  private boolean hasOffsets() {
    return field.type() == ValueType.TEXT && dictionary == null;
  }

  private void add(SourceColumn column, int row, int index) throws CharacterCodingException {
    if (column.isNull(row, index)) {
      addNull();
      return;
    }
    switch (field.type()) {
      case TEXT -> addText(column.text(row, index));
      case INTEGER -> addBits(column.integer(row, index));
      case NUMBER -> addBits(Double.doubleToRawLongBits(column.number(row, index)));
    }
  }

  private void addBits(long bits) {
    data.putLong(bits);
    addValid();
  }

  private void addText(String text) throws CharacterCodingException {
    if (dictionary != null) {
      data.putInt(dictionary.indexOf(text));
    } else {
      data.put(Utf8.encode(text));
      offsets.putInt(data.size());
    }
    addValid();
  }

  private void addValid() {
    validity.putBit(values++, true);
  }

  private void addNull() {
    validity.putBit(values++, false);
    nulls++;
    if (hasOffsets()) {
      offsets.putInt(data.size());
    } else if (dictionary != null) {
      data.putInt(0);
    } else {
      data.putLong(0);
    }
  }
}

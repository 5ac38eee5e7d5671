package org.hybridrec.features.dataset;

import org.hybridrec.features.hashing.MalformedTextException;
import org.hybridrec.features.hashing.Utf8;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * A column of ids, which are text; a whole number is its decimal text.
 *
 * @param index position of the column
 * @param name its name
 */
record Ids(int index, String name) {

  static Ids of(SourceSchema schema, int index) {
    return new Ids(index, schema.fields().get(index).name());
  }

  /** Returns null where the cell is missing or blank; text without a UTF-8 form is refused. */
  @Nullable String read(SourceBatch batch, int row) {
    SourceColumn column = batch.column(index);
    String id = column.valueCount(row) == 0 ? "" : column.text(row, 0);
    try {
      return id.isBlank() ? null : Utf8.requireWellFormed(id);
    } catch (MalformedTextException e) {
      throw new InvalidDataException(
          batch.location(row) + ", column " + Quoted.of(name) + ": " + e.getMessage(), e);
    }
  }
}

package org.hybridrec.news;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source that one of its fields selects. Immutable.
 *
 * @param all all rows
 * @param field position of the field that decides; text or whole numbers, one a row
 * @param wanted is given the field's value as text, null where it is missing
 */
record SelectedRows(ExampleSource all, int field, Predicate<@Nullable String> wanted)
    implements ExampleSource {

  @Override
  public SourceSchema schema() {
    return all.schema();
  }

  @Override
  public SourceReader open() {
    SourceReader reader = all.open();
    return new SourceReader() {
      @Override
      public @Nullable SourceBatch next() {
        for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
          int[] rows = select(batch);
          if (rows.length > 0) {
            return new Batch(batch, rows);
          }
        }
        return null;
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private int[] select(SourceBatch batch) {
    SourceColumn column = batch.column(field);
    return IntStream.range(0, batch.rowCount())
        .filter(row -> wanted.test(column.valueCount(row) == 0 ? null : column.text(row, 0)))
        .toArray();
  }

  private static final class Batch implements SourceBatch {

    private final SourceBatch all;
    private final int[] rows;

    Batch(SourceBatch all, int[] rows) {
      this.all = all;
      this.rows = rows;
    }

    @Override
    public int rowCount() {
      return rows.length;
    }

    @Override
    public SourceColumn column(int index) {
      return new Column(all.column(index), rows);
    }

    @Override
    public String location(int row) {
      return all.location(rows[row]);
    }
  }

  private static final class Column implements SourceColumn {

    private final SourceColumn all;
    private final int[] rows;

    Column(SourceColumn all, int[] rows) {
      this.all = all;
      this.rows = rows;
    }

    @Override
    public int valueCount(int row) {
      return all.valueCount(rows[row]);
    }

    @Override
    public boolean isNull(int row, int index) {
      return all.isNull(rows[row], index);
    }

    @Override
    public boolean isInvalid(int row) {
      return all.isInvalid(rows[row]);
    }

    @Override
    public String text(int row, int index) {
      return all.text(rows[row], index);
    }

    @Override
    public long integer(int row, int index) {
      return all.integer(rows[row], index);
    }

    @Override
    public double number(int row, int index) {
      return all.number(rows[row], index);
    }
  }
}

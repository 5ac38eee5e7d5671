package org.hybridrec.features.dataset;

import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/** Takes views out of a source in its order; those that cannot be placed are counted. */
final class ViewReader implements ViewStream {

  private final ViewColumns columns;
  private final SourceReader rows;
  private final ViewTally tally;
  private @Nullable SourceBatch batch;
  private int next;

  ViewReader(ExampleSource views, ViewColumns columns, ViewTally tally) {
    this.columns = columns;
    this.rows = views.open();
    this.tally = tally;
  }

  @Override
  public @Nullable View next() {
    while (true) {
      SourceBatch current = batch;
      if (current == null || next == current.rowCount()) {
        current = rows.next();
        batch = current;
        next = 0;
        if (current == null) {
          return null;
        }
      }
      View view = view(current, next++, tally.views++);
      if (view != null) {
        return view;
      }
    }
  }

  private @Nullable View view(SourceBatch batch, int row, long number) {
    String visitor = columns.visitor.read(batch, row);
    if (visitor == null) {
      tally.drop(DropReason.NO_VISITOR);
      return null;
    }
    String content = columns.content.read(batch, row);
    if (content == null) {
      tally.drop(DropReason.NO_CONTENT);
      return null;
    }
    Long session = columns.session < 0 ? Long.valueOf(0) : time(batch, columns.session, row);
    Long time = time(batch, columns.time, row);
    if (session == null || time == null) {
      tally.drop(DropReason.NO_TIME);
      return null;
    }
    tally.negativeTimes += session < 0 || time < 0 ? 1 : 0;
    tally.content(content);
    return new View(visitor, content, session, time, number, columns.cells(batch, row));
  }

  private @Nullable Long time(SourceBatch batch, int index, int row) {
    return WholeNumber.read(columns.field(index).type(), batch.column(index), row);
  }

  @Override
  public void close() {
    rows.close();
  }
}

package org.hybridrec.core.evaluation;

import java.util.function.Consumer;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * A source that shows every batch to somebody else before it hands it out.
 *
 * @param rows the rows
 * @param tap is shown the batches
 */
record TappedSource(ExampleSource rows, Consumer<SourceBatch> tap) implements ExampleSource {

  @Override
  public SourceSchema schema() {
    return rows.schema();
  }

  @Override
  public SourceReader open() {
    SourceReader reader = rows.open();
    return new SourceReader() {
      @Override
      public @Nullable SourceBatch next() {
        SourceBatch batch = reader.next();
        if (batch != null) {
          tap.accept(batch);
        }
        return batch;
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}

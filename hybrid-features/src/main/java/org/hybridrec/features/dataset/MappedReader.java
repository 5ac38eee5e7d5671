package org.hybridrec.features.dataset;

import java.util.function.Function;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/** Reads another reader's batches, changed by a function; those it gives null for are left out. */
final class MappedReader implements SourceReader {

  private final SourceReader reader;
  private final Function<SourceBatch, @Nullable SourceBatch> change;

  MappedReader(SourceReader reader, Function<SourceBatch, @Nullable SourceBatch> change) {
    this.reader = reader;
    this.change = change;
  }

  @Override
  public @Nullable SourceBatch next() {
    for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
      SourceBatch changed = change.apply(batch);
      if (changed != null) {
        return changed;
      }
    }
    return null;
  }

  @Override
  public void close() {
    reader.close();
  }
}

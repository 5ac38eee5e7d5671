package org.hybridrec.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.hybridrec.features.BoundEncoder;
import org.hybridrec.features.DirtyValues;
import org.hybridrec.features.EncodingTotals;
import org.hybridrec.features.FeatureEncoder;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.MapRows;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes the rows of requests, and counts what they bring. Thread-safe. */
final class RowEncoder {

  private static final Logger LOG = LoggerFactory.getLogger(RowEncoder.class);

  private final FeatureEncoder encoder;
  private final SourceSchema schema;
  private final EncodingTotals totals;
  private final LongAdder unknownKeys = new LongAdder();
  private final AtomicBoolean warned = new AtomicBoolean();

  RowEncoder(FeatureEncoder encoder) {
    this.encoder = encoder;
    this.schema = encoder.servingSchema();
    this.totals = new EncodingTotals(encoder);
  }

  EncodedBatch encode(List<? extends Map<String, ?>> rows) {
    for (int row = 0; row < rows.size(); row++) {
      requireRow(rows.get(row), row);
    }
    MapRows batch = MapRows.of(schema, rows);
    if (!batch.unknownKeys().isEmpty()) {
      count(batch);
    }
    BoundEncoder bound = encoder.bind(schema, null, DirtyValues.COUNT);
    EncodedBatch encoded = bound.encode(batch);
    totals.add(bound);
    return encoded;
  }

  private static void requireRow(@Nullable Map<String, ?> row, int index) {
    if (row == null) {
      throw new IllegalArgumentException(
          "row "
              + index
              + " must be a map of raw values by field name, was null; a row without any value is"
              + " Map.of()");
    }
  }

  private void count(MapRows batch) {
    unknownKeys.add(batch.unknownKeys().size());
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "no column reads the keys {}; they are ignored and counted, and not warned of again",
          batch.unknownKeys().stream().map(Quoted::of).toList());
    }
  }

  ServingReport report() {
    return new ServingReport(totals.rows(), unknownKeys.sum(), totals.columns());
  }
}

package org.hybridrec.core.network;

import java.util.List;
import java.util.stream.LongStream;
import org.hybridrec.features.encoded.CompactRows;
import org.hybridrec.features.encoded.EncodedBatch;

/** Batches put together. */
final class Batches {

  private Batches() {}

  /** Returns the rows of all of them, in their order. */
  static EncodedBatch joined(List<EncodedBatch> batches) {
    CompactRows.Builder builder = CompactRows.builder(batches.get(0).layout());
    batches.forEach(builder::addLabelled);
    try (CompactRows rows = builder.build()) {
      long[] all = LongStream.range(0, rows.rowCount()).toArray();
      return rows.gather(all, 0, all.length);
    }
  }
}

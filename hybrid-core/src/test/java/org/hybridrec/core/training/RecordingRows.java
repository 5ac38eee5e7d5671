package org.hybridrec.core.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.EncodedRows;
import org.hybridrec.features.encoded.InputLayout;

/** Rows that write down in which batches they were asked for. */
final class RecordingRows implements EncodedRows {

  final List<long[]> batches = new ArrayList<>();
  private final EncodedRows rows;

  RecordingRows(EncodedRows rows) {
    this.rows = rows;
  }

  @Override
  public InputLayout layout() {
    return rows.layout();
  }

  @Override
  public long rowCount() {
    return rows.rowCount();
  }

  @Override
  public EncodedBatch gather(long[] wanted, int from, int to) {
    batches.add(Arrays.copyOfRange(wanted, from, to));
    return rows.gather(wanted, from, to);
  }
}

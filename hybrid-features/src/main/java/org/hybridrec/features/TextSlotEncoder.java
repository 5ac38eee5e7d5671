package org.hybridrec.features;

import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.text.VectorEncoder;

/** Encodes a text embedding column; a missing text is a row of zeros. */
final class TextSlotEncoder implements SlotEncoder {

  private final VectorEncoder encoder;
  private final FieldReader reader;
  private final ColumnCounts counts;

  TextSlotEncoder(VectorEncoder encoder, FieldReader reader, ColumnCounts counts) {
    this.encoder = encoder;
    this.reader = reader;
    this.counts = counts;
  }

  @Override
  public float[] encode(SourceBatch batch) {
    int width = encoder.width();
    float[] vectors = new float[Math.multiplyExact(batch.rowCount(), width)];
    reader.open(batch);
    for (int row = 0; row < batch.rowCount(); row++) {
      if (reader.load(row) == 0) {
        counts.missing++;
      } else {
        encoder.encode(reader.texts(), vectors, row * width);
      }
    }
    counts.rows += batch.rowCount();
    return vectors;
  }

  @Override
  public ColumnCounts counts() {
    return counts;
  }
}

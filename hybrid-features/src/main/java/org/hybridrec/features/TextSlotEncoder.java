package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.text.VectorEncoder;

/** Encodes a text embedding column; a row without text, or with empty text, is zeros. */
final class TextSlotEncoder implements SlotEncoder {

  private final VectorEncoder encoder;
  private final FieldReader reader;
  private final Reading reading;
  private final List<String> values = new ArrayList<>();

  TextSlotEncoder(VectorEncoder encoder, Field field, Reading reading) {
    this.encoder = encoder;
    this.reader = new FieldReader(field, reading);
    this.reading = reading;
  }

  @Override
  public float[] encode(SourceBatch batch) {
    int width = encoder.width();
    float[] vectors = new float[Math.multiplyExact(batch.rowCount(), width)];
    reading.open(batch);
    reader.open(batch);
    for (int row = 0; row < batch.rowCount(); row++) {
      load(row);
      if (values.isEmpty()) {
        counts().missing++;
      } else {
        encoder.encode(values, vectors, row * width);
      }
    }
    counts().rows += batch.rowCount();
    return vectors;
  }

  private void load(int row) {
    values.clear();
    int n = reader.load(row);
    for (int i = 0; i < n; i++) {
      String value = reader.text(i);
      if (value != null && !value.isEmpty()) {
        values.add(value);
      }
    }
  }

  @Override
  public ColumnCounts counts() {
    return reading.counts();
  }
}

package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.text.CrossFittedEncoder;
import org.hybridrec.features.text.VectorEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a vector column; a row without values, or with empty ones alone, is zeros. While a model
 * is fitted, a cross-fitted encoder is asked, row by row, for the one that was fitted without the
 * row's group; a row without group has the encoder itself.
 */
final class VectorSlotEncoder implements SlotEncoder {

  private final VectorEncoder encoder;
  private final FieldReader reader;
  private final @Nullable FieldReader groups;
  private final Reading reading;
  private final List<String> values = new ArrayList<>();

  VectorSlotEncoder(VectorEncoder encoder, Field field, Reading reading) {
    this(encoder, field, null, reading);
  }

  private VectorSlotEncoder(
      VectorEncoder encoder, Field field, @Nullable Field group, Reading reading) {
    this.encoder = encoder;
    this.reader = new FieldReader(field, reading);
    this.groups = group == null ? null : new FieldReader(group, reading);
    this.reading = reading;
  }

  /** Encodes rows to learn from, each without what was learned from its group. */
  static VectorSlotEncoder crossFitted(CrossFittedEncoder encoder, Field field, Reading reading) {
    return new VectorSlotEncoder(encoder, field, Field.of(encoder.groupField()), reading);
  }

  @Override
  public float[] encode(SourceBatch batch) {
    int width = encoder.width();
    float[] vectors = new float[Math.multiplyExact(batch.rowCount(), width)];
    reading.open(batch);
    reader.open(batch);
    if (groups != null) {
      groups.open(batch);
    }
    for (int row = 0; row < batch.rowCount(); row++) {
      load(row);
      if (values.isEmpty()) {
        counts().missing++;
      } else {
        encoder(row).encode(values, vectors, row * width);
      }
    }
    counts().rows += batch.rowCount();
    return vectors;
  }

  private VectorEncoder encoder(int row) {
    if (groups == null || groups.load(row) == 0) {
      return encoder;
    }
    String group = groups.text(0);
    return group == null ? encoder : ((CrossFittedEncoder) encoder).fittedWithout(group);
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

package org.hybridrec.features;

import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.Slot;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.text.CrossFittedEncoder;
import org.hybridrec.features.text.RememberingEncoder;
import org.hybridrec.features.text.VectorEncoder;

/** Encodes one dense column: rows of a batch in, the content of one slot out. */
interface SlotEncoder {

  /**
   * The same values come again and again: bytes of vectors kept for them, in each of two places.
   */
  long MOST_REMEMBERED = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32);

  /** Returns an {@link org.hybridrec.features.encoded.IdList} or a float array for all rows. */
  Object encode(SourceBatch batch);

  ColumnCounts counts();

  static Slot slot(DenseColumn column) {
    if (column instanceof EmbeddingColumn embedding) {
      return new EmbeddingSlot(
          embedding.name(),
          embedding.table(),
          embedding.of().cardinality(),
          embedding.width(),
          embedding.combiner(),
          embedding.maxNorm(),
          embedding.trainable(),
          embedding.initial().isPresent());
    } else if (column instanceof IndicatorColumn indicator) {
      return new IndicatorSlot(indicator.name(), indicator.width());
    } else {
      return new FloatSlot(column.name(), column.width());
    }
  }

  /**
   * Makes an encoder of one column.
   *
   * @param oneByOne true if rows come one by one, so that nothing is kept for later ones
   */
  static SlotEncoder of(
      DenseColumn column, SourceSchema schema, DirtyValues dirty, boolean oneByOne) {
    Reading reading = new Reading(schema, dirty, new ColumnCounts(column.name()));
    if (column instanceof EmbeddingColumn embedding) {
      return new IdSlotEncoder(embedding.of(), reading);
    } else if (column instanceof IndicatorColumn indicator) {
      return new IdSlotEncoder(indicator.of(), reading);
    } else if (column instanceof NumericColumn numeric) {
      return new NumberSlotEncoder(numeric, reading);
    } else {
      return vector((VectorColumn) column, reading, dirty == DirtyValues.REFUSE, oneByOne);
    }
  }

  private static SlotEncoder vector(
      VectorColumn column, Reading reading, boolean fitting, boolean oneByOne) {
    VectorEncoder encoder = column.encoder();
    if (fitting && encoder instanceof CrossFittedEncoder crossFitted) {
      return VectorSlotEncoder.crossFitted(crossFitted, column.field(), reading);
    }
    VectorEncoder used = oneByOne ? encoder : RememberingEncoder.of(encoder, MOST_REMEMBERED);
    return new VectorSlotEncoder(used, column.field(), reading);
  }
}

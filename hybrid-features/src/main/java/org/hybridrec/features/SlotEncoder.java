package org.hybridrec.features;

import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.Slot;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceSchema;

/** Encodes one dense column: rows of a batch in, the content of one slot out. */
interface SlotEncoder {

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

  static SlotEncoder of(DenseColumn column, SourceSchema schema, DirtyValues dirty) {
    ColumnCounts counts = new ColumnCounts(column.name());
    if (column instanceof EmbeddingColumn embedding) {
      return new IdSlotEncoder(IdReader.of(embedding.of(), schema, dirty, counts), counts);
    } else if (column instanceof IndicatorColumn indicator) {
      return new IdSlotEncoder(IdReader.of(indicator.of(), schema, dirty, counts), counts);
    } else if (column instanceof NumericColumn numeric) {
      return new NumberSlotEncoder(
          numeric, new NumberReader(numeric, schema, dirty, counts), counts);
    } else {
      TextEmbeddingColumn text = (TextEmbeddingColumn) column;
      return new TextSlotEncoder(
          text.encoder(), new FieldReader(text.field(), schema, dirty, counts), counts);
    }
  }
}

package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FeatureEncoder} bound to one source: encodes its batches and counts what it meets. Not
 * thread-safe; made by {@link FeatureEncoder#bind}.
 */
public final class BoundEncoder {

  /** Told from -1, the label that the index does not know. */
  private static final int MISSING_LABEL = -2;

  private final FeatureEncoder encoder;
  private final @Nullable LabelColumn label;
  private final int labelColumn;
  private final List<SlotEncoder> slots;
  private final MadeOnce<Integer> knownLabels;
  private final @Nullable RowWeightReader weights;
  private long rows;
  private long missingLabels;
  private long unknownLabels;

  BoundEncoder(
      FeatureEncoder encoder, SourceSchema schema, @Nullable LabelColumn label, DirtyValues dirty) {
    this.encoder = encoder;
    this.label = label;
    this.labelColumn = label == null ? -1 : schema.indexOf(label.field());
    this.knownLabels = new MadeOnce<>(labelColumn);
    this.weights = RowWeightReader.of(label, schema, dirty);
    boolean oneByOne = label == null && dirty == DirtyValues.COUNT;
    this.slots =
        encoder.columns().stream()
            .map(column -> SlotEncoder.of(column, schema, dirty, oneByOne))
            .toList();
  }

  /**
   * Encodes the rows of a batch. Rows without a known label get {@link EncodedBatch#UNKNOWN_LABEL};
   * where the label has weights, each row gets its own.
   *
   * @throws org.hybridrec.features.source.InvalidDataException if a value cannot be used and the
   *     encoder was bound to refuse those
   */
  public EncodedBatch encode(SourceBatch batch) {
    List<Object> contents = new ArrayList<>(slots.size());
    for (SlotEncoder slot : slots) {
      contents.add(slot.encode(batch));
    }
    rows += batch.rowCount();
    int[] labels = label == null ? null : labels(batch, label.items());
    float[] rowWeights = weights == null ? null : weights.read(batch);
    return new EncodedBatch(encoder.layout(), batch.rowCount(), contents, labels, rowWeights);
  }

  private int[] labels(SourceBatch batch, ItemIndex items) {
    SourceColumn column = batch.column(labelColumn);
    knownLabels.open(batch);
    int[] labels = new int[batch.rowCount()];
    for (int row = 0; row < labels.length; row++) {
      Integer label = knownLabels.of(row);
      if (label == null) {
        label = label(column, row, items);
        knownLabels.remember(label);
      }
      labels[row] = label >= 0 ? label : EncodedBatch.UNKNOWN_LABEL;
      if (label == MISSING_LABEL) {
        missingLabels++;
      } else if (label < 0) {
        unknownLabels++;
      }
    }
    return labels;
  }

  private static int label(SourceColumn column, int row, ItemIndex items) {
    String id = column.valueCount(row) == 0 ? "" : column.text(row, 0);
    return id.isEmpty() ? MISSING_LABEL : items.indexOf(id);
  }

  long rowCount() {
    return rows;
  }

  ColumnCounts counts(int column) {
    return slots.get(column).counts();
  }

  /** Returns what was met so far. */
  public EncodingReport report() {
    return new EncodingReport(
        rows,
        missingLabels,
        unknownLabels,
        slots.stream().map(slot -> slot.counts().report()).toList());
  }
}

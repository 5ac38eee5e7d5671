package org.hybridrec.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.SoftmaxSum;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.Slot;
import org.hybridrec.features.source.Quoted;

/**
 * What single columns do for an answer: for one row by taking them away, for a model as a whole by
 * its weights. No methods of these hold state; any number of threads may call them.
 */
public final class ColumnContributions {

  private static final Comparator<ColumnContribution> GREATEST_FIRST =
      Comparator.comparingDouble((ColumnContribution c) -> -Math.abs(c.value()))
          .thenComparing(ColumnContribution::column);

  private ColumnContributions() {}

  /**
   * Returns by how much each column raised the natural logarithm of an item's probability: the
   * difference to the same row without the column, whose ids are then none and whose floats are
   * zeros. Columns act together, so the differences need not add up.
   *
   * @param model the model
   * @param row raw values by field name, as {@link HybridModel#recommend} takes them
   * @param items ids of the items to explain
   * @return for each item, in their order, all columns, the one of greatest effect first
   * @throws IllegalArgumentException if the model does not know an item
   */
  public static Map<String, List<ColumnContribution>> of(
      HybridModel model, Map<String, ?> row, List<String> items) {
    int[] classes = items.stream().mapToInt(item -> classOf(model, item)).toArray();
    double[][] logs = logProbabilities(model.network(), without(model.encode(row)), classes);
    List<Slot> slots = model.network().shape().layout().slots();
    Map<String, List<ColumnContribution>> contributions = new LinkedHashMap<>();
    for (int i = 0; i < classes.length; i++) {
      List<ColumnContribution> columns = new ArrayList<>();
      for (int slot = 0; slot < slots.size(); slot++) {
        columns.add(new ColumnContribution(slots.get(slot).name(), logs[0][i] - logs[slot + 1][i]));
      }
      columns.sort(GREATEST_FIRST);
      contributions.put(items.get(i), List.copyOf(columns));
    }
    return contributions;
  }

  /**
   * Returns for each column the root of the mean square length of what it adds to the sums of the
   * first layer (the output layer where there is no other), if every id is as likely as another and
   * floats are of variance 1. It compares weights and knows no data.
   *
   * @return all columns, the one of greatest weight first
   */
  public static List<ColumnContribution> overall(HybridModel model) {
    List<ColumnContribution> columns = new ArrayList<>(FirstLayer.of(model.network()).lengths());
    columns.sort(GREATEST_FIRST);
    return List.copyOf(columns);
  }

  private static int classOf(HybridModel model, String item) {
    int index = model.items().indexOf(item);
    if (index < 0) {
      throw new IllegalArgumentException(
          "item "
              + Quoted.of(item)
              + " is not among the "
              + model.items().size()
              + " items of the model");
    }
    return index;
  }

  /** The row as it is, then once without each slot. */
  private static EncodedBatch without(EncodedBatch row) {
    List<Slot> slots = row.layout().slots();
    int rows = slots.size() + 1;
    List<Object> parts = new ArrayList<>();
    for (int slot = 0; slot < slots.size(); slot++) {
      parts.add(
          slots.get(slot) instanceof FloatSlot
              ? repeat(row.floats(slot), rows, slot + 1)
              : repeat(row.ids(slot), rows, slot + 1));
    }
    return new EncodedBatch(row.layout(), rows, parts, null);
  }

  private static float[] repeat(float[] floats, int rows, int empty) {
    float[] all = new float[rows * floats.length];
    for (int row = 0; row < rows; row++) {
      if (row != empty) {
        System.arraycopy(floats, 0, all, row * floats.length, floats.length);
      }
    }
    return all;
  }

  private static IdList repeat(IdList list, int rows, int empty) {
    int count = list.offsets()[1];
    int[] offsets = new int[rows + 1];
    int[] ids = new int[(rows - 1) * count];
    float[] weights = new float[ids.length];
    for (int row = 0; row < rows; row++) {
      int from = offsets[row];
      for (int i = 0; i < count && row != empty; i++) {
        ids[from + i] = list.ids()[i];
        weights[from + i] = list.weight(i);
      }
      offsets[row + 1] = row == empty ? from : from + count;
    }
    return new IdList(offsets, ids, weights);
  }

  private static double[][] logProbabilities(Network network, EncodedBatch rows, int[] classes) {
    SoftmaxSum[] sums = new SoftmaxSum[rows.rowCount()];
    Arrays.setAll(sums, row -> new SoftmaxSum());
    float[][] logits = new float[sums.length][classes.length];
    network.score(
        rows,
        (row, firstClass, tile, offset, count) -> {
          sums[row].add(tile, offset, count);
          for (int i = 0; i < classes.length; i++) {
            int place = classes[i] - firstClass;
            if (place >= 0 && place < count) {
              logits[row][i] = tile[offset + place];
            }
          }
        });
    double[][] logs = new double[sums.length][classes.length];
    for (int row = 0; row < sums.length; row++) {
      for (int i = 0; i < classes.length; i++) {
        logs[row][i] = sums[row].logProbability(logits[row][i]);
      }
    }
    return logs;
  }
}

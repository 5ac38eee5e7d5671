package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;

/**
 * The input layer of the {@link ReferenceNetwork}. Of the rows x of a table that a batch row names
 * it makes
 *
 * <pre>
 *   looked up   e = x·c/max(|x|, c)                      c the maximal norm
 *   combined    Σ w·e,  Σ w·e / Σ w  or  Σ w·e / √Σ w²   the last two over positive weights only
 * </pre>
 *
 * of indicators multi-hot sums of weights, and it sets all slots side by side in the order of the
 * layout.
 */
final class ReferenceInput {

  private final InputLayout layout;
  private final List<Slot> slots;
  private final Map<String, double[]> parameters;

  ReferenceInput(InputLayout layout, Map<String, double[]> parameters) {
    this.layout = layout;
    this.slots = layout.slots();
    this.parameters = parameters;
  }

  /** A batch row of the input layer. */
  double[] row(EncodedBatch batch, int row, ReferenceMasks masks) {
    double[] input = new double[layout.width()];
    int start = 0;
    for (int s = 0; s < slots.size(); s++) {
      Slot slot = slots.get(s);
      if (slot instanceof EmbeddingSlot embedding) {
        double[] combined = combined(embedding, batch.ids(s), row);
        for (int j = 0; j < combined.length; j++) {
          input[start + j] = combined[j] * masks.input(row, start + j);
        }
      } else if (slot instanceof IndicatorSlot) {
        IdList list = batch.ids(s);
        for (int p = list.offsets()[row]; p < list.offsets()[row + 1]; p++) {
          input[start + list.ids()[p]] += weight(list, p);
        }
      } else {
        for (int j = 0; j < slot.width(); j++) {
          input[start + j] = batch.floats(s)[row * slot.width() + j];
        }
      }
      start += slot.width();
    }
    return input;
  }

  private double[] combined(EmbeddingSlot slot, IdList list, int row) {
    double[] sum = new double[slot.width()];
    for (int p = list.offsets()[row]; p < list.offsets()[row + 1]; p++) {
      double share = share(slot.combiner(), list, row, p);
      double[] x = tableRow(slot, list.ids()[p]);
      double norm = norm(x);
      for (int j = 0; j < sum.length; j++) {
        double lookedUp = norm > slot.maxNorm() ? x[j] * slot.maxNorm() / norm : x[j];
        sum[j] += share * lookedUp;
      }
    }
    return sum;
  }

  private double[] tableRow(EmbeddingSlot slot, int id) {
    double[] table = parameters.get("embedding/" + slot.table());
    return Arrays.copyOfRange(table, id * slot.width(), (id + 1) * slot.width());
  }

  private static double norm(double[] x) {
    double squares = 0;
    for (double one : x) {
      squares += one * one;
    }
    return Math.sqrt(squares);
  }

  private static double weight(IdList list, int p) {
    return list.weights() == null ? 1 : list.weights()[p];
  }

  /** What the embedding at position p is multiplied with in the combined one. */
  private static double share(Combiner combiner, IdList list, int row, int p) {
    if (combiner == Combiner.SUM) {
      return weight(list, p);
    }
    if (weight(list, p) <= 0) {
      return 0;
    }
    double sum = 0;
    double squares = 0;
    for (int q = list.offsets()[row]; q < list.offsets()[row + 1]; q++) {
      double positive = Math.max(0, weight(list, q));
      sum += positive;
      squares += positive * positive;
    }
    return weight(list, p) / (combiner == Combiner.MEAN ? sum : Math.sqrt(squares));
  }

  /** Adds what a batch row's gradient of the input means for the tables. */
  void addGradient(
      EncodedBatch batch,
      int row,
      double[] dInput,
      ReferenceMasks masks,
      Map<String, double[]> gradients) {
    int start = 0;
    for (int s = 0; s < slots.size(); s++) {
      if (slots.get(s) instanceof EmbeddingSlot slot) {
        double[] dCombined = new double[slot.width()];
        for (int j = 0; j < slot.width(); j++) {
          dCombined[j] = dInput[start + j] * masks.input(row, start + j);
        }
        double[] dTable = gradients.get("embedding/" + slot.table());
        addGradient(slot, batch.ids(s), row, dCombined, dTable);
      }
      start += slots.get(s).width();
    }
  }

  /** With e = c·x/|x|: ∂eₖ/∂xⱼ = c/|x|·(1[j = k] − xⱼ·xₖ/|x|²); where |x| ≤ c it is 1[j = k]. */
  private void addGradient(
      EmbeddingSlot slot, IdList list, int row, double[] dCombined, double[] dTable) {
    double c = slot.maxNorm();
    for (int p = list.offsets()[row]; p < list.offsets()[row + 1]; p++) {
      double share = share(slot.combiner(), list, row, p);
      double[] x = tableRow(slot, list.ids()[p]);
      double norm = norm(x);
      for (int j = 0; j < x.length; j++) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
          double same = j == k ? 1 : 0;
          double slope = norm > c ? c / norm * (same - x[j] * x[k] / (norm * norm)) : same;
          sum += slope * dCombined[k];
        }
        dTable[list.ids()[p] * x.length + j] += share * sum;
      }
    }
  }

  /**
   * Marks what a batch names: rows of trainable tables, and the rows of the first kernel that its
   * indicators meet. Fixed tables are taken out.
   */
  void markTouched(EncodedBatch batch, Map<String, boolean[]> touched, String firstKernel) {
    int columns = touched.get(firstKernel).length / layout.width();
    int start = 0;
    for (int s = 0; s < slots.size(); s++) {
      Slot slot = slots.get(s);
      if (slot instanceof EmbeddingSlot embedding && embedding.trainable()) {
        markRows(touched.get("embedding/" + embedding.table()), embedding, batch.ids(s));
      } else if (slot instanceof EmbeddingSlot embedding) {
        touched.remove("embedding/" + embedding.table());
      } else if (slot instanceof IndicatorSlot) {
        boolean[] kernel = touched.get(firstKernel);
        Arrays.fill(kernel, start * columns, (start + slot.width()) * columns, false);
        IdList list = batch.ids(s);
        for (int p = 0; p < list.offsets()[list.rowCount()]; p++) {
          int from = (start + list.ids()[p]) * columns;
          Arrays.fill(kernel, from, from + columns, true);
        }
      }
      start += slot.width();
    }
  }

  private static void markRows(boolean[] touched, EmbeddingSlot slot, IdList list) {
    for (int p = 0; p < list.offsets()[list.rowCount()]; p++) {
      if (slot.combiner() == Combiner.SUM || weight(list, p) > 0) {
        int from = list.ids()[p] * slot.width();
        Arrays.fill(touched, from, from + slot.width(), true);
      }
    }
  }

  /** Of every row that is looked up with a limit: by how much it exceeds it, relatively. */
  List<Double> excesses(EncodedBatch batch) {
    List<Double> excesses = new ArrayList<>();
    for (int s = 0; s < slots.size(); s++) {
      if (slots.get(s) instanceof EmbeddingSlot slot && slot.maxNorm() < Float.POSITIVE_INFINITY) {
        IdList list = batch.ids(s);
        for (int p = 0; p < list.offsets()[list.rowCount()]; p++) {
          excesses.add(norm(tableRow(slot, list.ids()[p])) / slot.maxNorm() - 1);
        }
      }
    }
    return excesses;
  }
}

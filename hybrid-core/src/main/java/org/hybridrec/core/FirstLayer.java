package org.hybridrec.core;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.Parameter;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.Slot;

/** The kernel that meets the columns, and how long a vector each column adds to its sums. */
final class FirstLayer {

  private final Network network;
  private final float[] kernel;
  private final int out;

  private FirstLayer(Network network, float[] kernel, int out) {
    this.network = network;
    this.kernel = kernel;
    this.out = out;
  }

  static FirstLayer of(Network network) {
    boolean hidden = !network.shape().hiddenUnits().isEmpty();
    Parameter kernel = parameter(network, hidden ? "hidden/0/kernel" : "output/kernel");
    return new FirstLayer(network, kernel.toArray(), kernel.shape().get(1));
  }

  private static Parameter parameter(Network network, String name) {
    return network.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Root of the mean square length, slot by slot. */
  List<ColumnContribution> lengths() {
    List<ColumnContribution> lengths = new ArrayList<>();
    int from = 0;
    for (Slot slot : network.shape().layout().slots()) {
      lengths.add(new ColumnContribution(slot.name(), Math.sqrt(meanSquare(slot, from))));
      from += slot.width();
    }
    return lengths;
  }

  private double meanSquare(Slot slot, int from) {
    if (slot instanceof EmbeddingSlot embedding) {
      return meanSquare(parameter(network, "embedding/" + embedding.table()), from);
    }
    double squares = 0;
    for (int row = from; row < from + slot.width(); row++) {
      squares += product(row, row);
    }
    // A row of an indicator has one of its places, a row of floats has all.
    return slot instanceof IndicatorSlot ? squares / slot.width() : squares;
  }

  /** Mean of |eW|² over the rows e of a table: Σ (E·Eᵀ)ᵢⱼ (W·Wᵀ)ᵢⱼ over the rows' number. */
  private double meanSquare(Parameter table, int from) {
    int rows = table.shape().get(0);
    int width = table.shape().get(1);
    float[] values = table.toArray();
    double sum = 0;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double together = 0;
        for (int row = 0; row < rows; row++) {
          together += (double) values[row * width + i] * values[row * width + j];
        }
        sum += (i == j ? 1 : 2) * together * product(from + i, from + j);
      }
    }
    return Math.max(0, sum / rows);
  }

  private double product(int a, int b) {
    double sum = 0;
    for (int i = 0; i < out; i++) {
      sum += (double) kernel[a * out + i] * kernel[b * out + i];
    }
    return sum;
  }
}

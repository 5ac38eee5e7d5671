package org.hybridrec.core.network;

import java.util.Set;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.Slot;

/** Draws the initial weights of a network, except those that are given. */
final class Initialiser {

  private final Network network;
  private final long seed;

  private Initialiser(Network network, long seed) {
    this.network = network;
    this.seed = seed;
  }

  static void draw(Network network, long seed, Set<String> given) {
    Initialiser initialiser = new Initialiser(network, seed);
    network.shape().tables().forEach((name, slot) -> initialiser.drawTable(name, slot, given));
    for (int n = 0; n < network.hidden().size(); n++) {
      String name = "hidden/" + n + "/kernel";
      if (!given.contains(name)) {
        initialiser.drawKernel(name, network.hidden().get(n), n == 0);
      }
    }
    if (!given.contains("output/kernel")) {
      initialiser.drawOutput(network.output(), network.hidden().isEmpty());
    }
  }

  private void drawTable(String name, EmbeddingSlot slot, Set<String> given) {
    String parameter = "embedding/" + name;
    if (!given.contains(parameter)) {
      RandomStream.of(seed, parameter)
          .fillTruncatedNormal(network.table(name).values, (float) (1 / Math.sqrt(slot.width())));
    }
  }

  private void drawKernel(String name, DenseLayer layer, boolean first) {
    float[][] kernel = layer.kernel();
    float limit = limit(kernel.length, layer.width());
    RandomStream[] streams = streams(name, kernel.length, first);
    for (int row = 0; row < kernel.length; row++) {
      for (int j = 0; j < layer.width(); j++) {
        kernel[row][j] = streams[row].symmetric(j, limit);
      }
    }
  }

  private void drawOutput(SoftmaxLayer output, boolean first) {
    float limit = limit(output.inputWidth, output.classCount);
    RandomStream[] streams = streams("output/kernel", output.inputWidth, first);
    for (int tile = 0; tile < output.tileCount(); tile++) {
      for (int row = 0; row < output.inputWidth; row++) {
        for (int j = 0; j < output.tileWidth(tile); j++) {
          output.kernel[tile][row][j] = streams[row].symmetric(output.firstClass(tile) + j, limit);
        }
      }
    }
  }

  /**
   * A stream for each row of a kernel; in the first one by slot, so that columns may come and go.
   */
  private RandomStream[] streams(String name, int rows, boolean first) {
    RandomStream[] streams = new RandomStream[rows];
    if (!first) {
      RandomStream all = RandomStream.of(seed, name);
      for (int row = 0; row < rows; row++) {
        streams[row] = all.at(row);
      }
      return streams;
    }
    int row = 0;
    for (Slot slot : network.shape().layout().slots()) {
      RandomStream own = RandomStream.of(seed, name + "/" + slot.name());
      for (int j = 0; j < slot.width(); j++) {
        streams[row++] = own.at(j);
      }
    }
    return streams;
  }

  /** X. Glorot, Y. Bengio, AISTATS 2010, equation 16. */
  private static float limit(int in, int out) {
    return (float) Math.sqrt(6.0 / ((double) in + out));
  }
}

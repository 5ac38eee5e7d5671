package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EncodedBatch;

/**
 * The network once more: in double precision and as plainly as the formulas are written. It shares
 * no code with the network it is compared with, knows neither tiles nor sparse rows, and holds
 * everything in memory. Parameters have the names and the row-major order of {@link Network}.
 *
 * <pre>
 *   hidden      a = max(0, input·W + b)
 *   output      z = a·W + b,  loss = −log softmax(z)[label], mean over the rows by their weights
 *   objective   loss + ½·λ·Σ w²      w all kernels, and the rows of tables that the batch touches
 *   clipping    dz, and then what came of it: W and b of a layer, a table; each · min(1, c / |it|)
 * </pre>
 */
final class ReferenceNetwork {

  private final Map<String, double[]> parameters = new LinkedHashMap<>();
  private final ReferenceInput input;
  private final int last;

  ReferenceNetwork(NetworkShape shape, Map<String, float[]> values) {
    this.last = shape.hiddenUnits().size();
    values.forEach((name, floats) -> parameters.put(name, doubles(floats)));
    this.input = new ReferenceInput(shape.layout(), parameters);
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /** The parameters themselves: who changes them changes the network. */
  Map<String, double[]> parameters() {
    return parameters;
  }

  private String name(int layer, String what) {
    return (layer < last ? "hidden/" + layer : "output") + "/" + what;
  }

  /** Everything that a forward pass computed. */
  private static final class Pass {
    /** [layer][row][unit]: what the layer is given; the output layer is the last. */
    final double[][][] inputs;

    /** [layer][row][unit]: input·W + b. */
    final double[][][] sums;

    Pass(int layers, int rows) {
      inputs = new double[layers][rows][];
      sums = new double[layers][rows][];
    }

    double[][] logits() {
      return sums[sums.length - 1];
    }
  }

  private Pass forward(EncodedBatch batch, ReferenceMasks masks) {
    Pass pass = new Pass(last + 1, batch.rowCount());
    for (int row = 0; row < batch.rowCount(); row++) {
      double[] current = input.row(batch, row, masks);
      for (int layer = 0; layer <= last; layer++) {
        double[] sums = sums(layer, current);
        pass.inputs[layer][row] = current;
        pass.sums[layer][row] = sums;
        current = new double[sums.length];
        for (int j = 0; layer < last && j < sums.length; j++) {
          current[j] = Math.max(0, sums[j]) * masks.hidden(layer, row, j);
        }
      }
    }
    return pass;
  }

  private double[] sums(int layer, double[] given) {
    double[] kernel = parameters.get(name(layer, "kernel"));
    double[] sums = parameters.get(name(layer, "bias")).clone();
    for (int i = 0; i < given.length; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += given[i] * kernel[i * sums.length + j];
      }
    }
    return sums;
  }

  /** All logits [rows × classes]. */
  double[][] logits(EncodedBatch batch, ReferenceMasks masks) {
    return forward(batch, masks).logits();
  }

  /** Mean cross-entropy, without the penalty. */
  double loss(EncodedBatch batch, ReferenceMasks masks) {
    double[][] logits = logits(batch, masks);
    double sum = 0;
    for (int row = 0; row < logits.length; row++) {
      sum -= Math.log(softmax(logits[row])[batch.label(row)]) * share(batch, row);
    }
    return sum;
  }

  /** What a row has of the whole weight. */
  private static double share(EncodedBatch batch, int row) {
    double sum = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      sum += batch.weight(i);
    }
    return batch.weight(row) / sum;
  }

  private static double[] softmax(double[] z) {
    double max = Arrays.stream(z).max().orElseThrow();
    double[] exps = Arrays.stream(z).map(one -> Math.exp(one - max)).toArray();
    double sum = Arrays.stream(exps).sum();
    return Arrays.stream(exps).map(one -> one / sum).toArray();
  }

  /** ½·λ·Σ w². */
  double penalty(EncodedBatch batch, double l2) {
    double sum = 0;
    for (Map.Entry<String, boolean[]> entry : touched(batch).entrySet()) {
      double[] values = parameters.get(entry.getKey());
      for (int i = 0; i < values.length && !entry.getKey().endsWith("bias"); i++) {
        sum += entry.getValue()[i] ? values[i] * values[i] : 0;
      }
    }
    return 0.5 * l2 * sum;
  }

  /**
   * For each trainable parameter which of its numbers a batch touches, so that a step may change
   * them. That is all, but for rows of tables, and rows of the first kernel that belong to an
   * indicator, which no row of the batch names.
   */
  Map<String, boolean[]> touched(EncodedBatch batch) {
    Map<String, boolean[]> touched = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) -> {
          boolean[] all = new boolean[values.length];
          Arrays.fill(all, !name.startsWith("embedding/"));
          touched.put(name, all);
        });
    input.markTouched(batch, touched, name(0, "kernel"));
    return touched;
  }

  /** Gradient of the objective in every parameter; in tables that are fixed that of the loss. */
  Map<String, double[]> gradients(EncodedBatch batch, double l2, ReferenceMasks masks) {
    return gradients(batch, l2, Double.POSITIVE_INFINITY, masks);
  }

  /** The same, each block's gradient of the loss clipped. */
  Map<String, double[]> gradients(
      EncodedBatch batch, double l2, double clip, ReferenceMasks masks) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    parameters.forEach((name, values) -> gradients.put(name, new double[values.length]));
    Pass pass = forward(batch, masks);
    double[][] dLogits = new double[batch.rowCount()][];
    for (int row = 0; row < batch.rowCount(); row++) {
      dLogits[row] = softmax(pass.logits()[row]);
      dLogits[row][batch.label(row)] -= 1;
      for (int j = 0; j < dLogits[row].length; j++) {
        dLogits[row][j] *= share(batch, row);
      }
    }
    clip(clip, dLogits);
    for (int row = 0; row < batch.rowCount(); row++) {
      double[] dInput = backward(last, pass.inputs[last][row], dLogits[row], gradients);
      for (int layer = last - 1; layer >= 0; layer--) {
        for (int j = 0; j < dInput.length; j++) {
          boolean active = pass.sums[layer][row][j] > 0;
          dInput[j] = active ? dInput[j] * masks.hidden(layer, row, j) : 0;
        }
        dInput = backward(layer, pass.inputs[layer][row], dInput, gradients);
      }
      input.addGradient(batch, row, dInput, masks, gradients);
    }
    clipBlocks(clip, gradients);
    addPenaltyGradient(batch, l2, gradients);
    return gradients;
  }

  private void clipBlocks(double clip, Map<String, double[]> gradients) {
    for (int layer = 0; layer < last; layer++) {
      clip(clip, gradients.get(name(layer, "kernel")), gradients.get(name(layer, "bias")));
    }
    gradients.forEach(
        (name, gradient) -> {
          if (name.startsWith("embedding/")) {
            clip(clip, gradient);
          }
        });
  }

  private static void clip(double clip, double[]... block) {
    double norm =
        Math.sqrt(Arrays.stream(block).flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
    for (double[] part : block) {
      for (int i = 0; i < part.length; i++) {
        part[i] *= norm > clip ? clip / norm : 1;
      }
    }
  }

  /** Adds a row's part of the gradients of W and b; returns the gradient of the layer's input. */
  private double[] backward(
      int layer, double[] given, double[] dSums, Map<String, double[]> gradients) {
    double[] kernel = parameters.get(name(layer, "kernel"));
    double[] dKernel = gradients.get(name(layer, "kernel"));
    double[] dBias = gradients.get(name(layer, "bias"));
    double[] dInput = new double[given.length];
    for (int j = 0; j < dSums.length; j++) {
      dBias[j] += dSums[j];
    }
    for (int i = 0; i < given.length; i++) {
      for (int j = 0; j < dSums.length; j++) {
        dKernel[i * dSums.length + j] += given[i] * dSums[j];
        dInput[i] += kernel[i * dSums.length + j] * dSums[j];
      }
    }
    return dInput;
  }

  private void addPenaltyGradient(EncodedBatch batch, double l2, Map<String, double[]> gradients) {
    touched(batch)
        .forEach(
            (name, touched) -> {
              double[] values = parameters.get(name);
              for (int i = 0; i < touched.length && !name.endsWith("bias"); i++) {
                gradients.get(name)[i] += touched[i] ? (l2 * values[i]) : 0;
              }
            });
  }

  /**
   * Where a batch lies beside every kink of the loss: the sums of all hidden units, and by how much
   * each row that is looked up exceeds its limit. Between parameters that give the same signs the
   * loss is smooth.
   */
  double[] besideKinks(EncodedBatch batch, ReferenceMasks masks) {
    Pass pass = forward(batch, masks);
    List<Double> places = new ArrayList<>(input.excesses(batch));
    for (int layer = 0; layer < last; layer++) {
      for (double[] sums : pass.sums[layer]) {
        Arrays.stream(sums).forEach(places::add);
      }
    }
    return places.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

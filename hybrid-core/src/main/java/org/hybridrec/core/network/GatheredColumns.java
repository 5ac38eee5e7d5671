package org.hybridrec.core.network;

import java.util.Arrays;
import org.hybridrec.core.optimization.Optimizer;

/**
 * The optimizer's state of an output layer, and the way of some of its classes from the layer's
 * tiles into a small matrix and back. The rows of that matrix are those of the kernel that a step
 * needs, and last the bias.
 */
final class GatheredColumns {

  private final SoftmaxLayer layer;

  /** [tile][kernel row][state][classes of the tile]. */
  private final float[][][][] states;

  /** [tile][state][classes of the tile]. */
  private final float[][][] biasStates;

  private final int stateCount;

  GatheredColumns(SoftmaxLayer layer, Optimizer optimizer) {
    this.layer = layer;
    this.stateCount = optimizer.stateCount();
    states = new float[layer.tileCount()][][][];
    biasStates = new float[layer.tileCount()][][];
    for (int tile = 0; tile < states.length; tile++) {
      states[tile] = OptimizerState.of(optimizer, layer.kernel[tile]);
      biasStates[tile] = OptimizerState.of(optimizer, layer.bias[tile].length);
    }
  }

  /** Names the states of the layer's weights. */
  void states(StatesByWeights all) {
    for (int tile = 0; tile < states.length; tile++) {
      all.put(layer.kernel[tile], states[tile]);
      all.put(layer.bias[tile], biasStates[tile]);
    }
  }

  /** Returns memory for the states of that many rows: [rows + 1][state][columns]. */
  float[][][] stateMemory(float[][][] current, int rows, int columns) {
    if (current.length > rows) {
      return current;
    }
    float[][][] memory = new float[rows + 1][][];
    Arrays.setAll(memory, row -> new float[stateCount][columns]);
    return memory;
  }

  /** Copies the weights of classes[from … to - 1] to out [rows + 1 × columns]. */
  void readWeights(int[] kernelRows, int[] classes, int from, int to, float[][] out) {
    for (int row = 0; row < kernelRows.length; row++) {
      for (int i = from; i < to; i++) {
        out[row][i - from] = kernelRow(classes[i], kernelRows[row])[place(classes[i])];
      }
    }
    for (int i = from; i < to; i++) {
      out[kernelRows.length][i - from] = layer.bias[tile(classes[i])][place(classes[i])];
    }
  }

  /** Copies the weights back. */
  void writeWeights(int[] kernelRows, int[] classes, int from, int to, float[][] in) {
    for (int row = 0; row < kernelRows.length; row++) {
      for (int i = from; i < to; i++) {
        kernelRow(classes[i], kernelRows[row])[place(classes[i])] = in[row][i - from];
      }
    }
    for (int i = from; i < to; i++) {
      layer.bias[tile(classes[i])][place(classes[i])] = in[kernelRows.length][i - from];
    }
  }

  /** Copies the states of classes[from … to - 1] to out [rows + 1][state][columns]. */
  void readStates(int[] kernelRows, int[] classes, int from, int to, float[][][] out) {
    for (int row = 0; row <= kernelRows.length; row++) {
      for (int state = 0; state < stateCount; state++) {
        for (int i = from; i < to; i++) {
          out[row][state][i - from] = states(classes[i], kernelRows, row)[state][place(classes[i])];
        }
      }
    }
  }

  /** Copies the states back. */
  void writeStates(int[] kernelRows, int[] classes, int from, int to, float[][][] in) {
    for (int row = 0; row <= kernelRows.length; row++) {
      for (int state = 0; state < stateCount; state++) {
        for (int i = from; i < to; i++) {
          states(classes[i], kernelRows, row)[state][place(classes[i])] = in[row][state][i - from];
        }
      }
    }
  }

  private float[] kernelRow(int classIndex, int row) {
    return layer.kernel[tile(classIndex)][row];
  }

  private float[][] states(int classIndex, int[] kernelRows, int row) {
    int tile = tile(classIndex);
    return row < kernelRows.length ? states[tile][kernelRows[row]] : biasStates[tile];
  }

  private static int tile(int classIndex) {
    return classIndex / SoftmaxLayer.TILE;
  }

  private static int place(int classIndex) {
    return classIndex % SoftmaxLayer.TILE;
  }
}

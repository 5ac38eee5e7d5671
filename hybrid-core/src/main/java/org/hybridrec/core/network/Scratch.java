package org.hybridrec.core.network;

/**
 * The memory that scoring needs for one block of rows, used again from call to call. Grows with the
 * rows of a block. For one thread at a time.
 */
final class Scratch {

  private final SoftmaxLayer output;
  private final int inputWidth;
  private final int[] hiddenWidths;
  private int rows;

  /** [rows × dense width of the input layer]. */
  float[][] dense = new float[0][];

  /** Of each hidden layer [rows × width]. */
  final float[][][] hidden;

  /** [rows × classes of a tile]. */
  float[][] logits = new float[0][];

  /** [rows × tiles]: the greatest logit of each tile, and the sum of exp(z − greatest). */
  float[][] maxima = new float[0][];

  float[][] sums = new float[0][];

  /** Two rows for the exponentials of a tile. */
  final float[] exponentials;

  final float[] spare;

  /** Whether the last tile comes first. */
  boolean backwards;

  Scratch(int inputWidth, int[] hiddenWidths, SoftmaxLayer output) {
    this.inputWidth = inputWidth;
    this.hiddenWidths = hiddenWidths;
    this.output = output;
    hidden = new float[hiddenWidths.length][][];
    exponentials = new float[Rows.padded(output.tileWidth(0))];
    spare = new float[exponentials.length];
  }

  void ensure(int rowCount) {
    if (rowCount > rows) {
      rows = rowCount;
      dense = Rows.allocate(rows, inputWidth);
      for (int n = 0; n < hidden.length; n++) {
        hidden[n] = Rows.allocate(rows, hiddenWidths[n]);
      }
      logits = Rows.allocate(rows, output.tileWidth(0));
      maxima = new float[rows][output.tileCount()];
      sums = new float[rows][output.tileCount()];
    }
  }
}

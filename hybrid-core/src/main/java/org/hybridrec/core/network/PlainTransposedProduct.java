package org.hybridrec.core.network;

/**
 * Turns the product around so that the inner loops are long: dInputᵀ = kernel · dZᵀ if a batch has
 * more rows than the kernel has units, else dInput = dZ · kernelᵀ.
 */
final class PlainTransposedProduct implements Kernels.TransposedProduct {

  private final Kernels kernels;
  private float[][] kernel = new float[0][];
  private int units;
  private int columns;
  private float[][] kernelTransposed = new float[0][];
  private boolean kernelIsTransposed;
  private float[][] dzTransposed = new float[0][];
  private float[][] sums = new float[0][];

  PlainTransposedProduct(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public void take(float[][] newKernel, int newUnits, int newColumns) {
    kernel = newKernel;
    units = newUnits;
    columns = newColumns;
    kernelIsTransposed = false;
  }

  @Override
  public void add(float[][] dInput, float[][] dz, int from, int to) {
    if (to - from > units) {
      addTurned(dInput, dz, from, to);
      return;
    }
    if (!kernelIsTransposed) {
      kernelTransposed = Rows.atLeast(kernelTransposed, columns, units);
      Rows.transpose(kernel, 0, units, kernelTransposed, columns);
      kernelIsTransposed = true;
    }
    kernels.multiply(dInput, from, dz, from, to - from, kernelTransposed, columns, units, null);
  }

  private void addTurned(float[][] dInput, float[][] dz, int from, int to) {
    int rows = to - from;
    dzTransposed = Rows.atLeast(dzTransposed, columns, rows);
    sums = Rows.atLeast(sums, units, rows);
    Rows.transpose(dz, from, to, dzTransposed, columns);
    Rows.transpose(dInput, from, to, sums, units);
    kernels.multiply(sums, 0, kernel, 0, units, dzTransposed, columns, rows, null);
    for (int row = from; row < to; row++) {
      for (int unit = 0; unit < units; unit++) {
        dInput[row][unit] = sums[unit][row - from];
      }
    }
  }
}

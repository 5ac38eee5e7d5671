package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * One named block of a network's numbers, read as if it lay row-major in one piece. A view: it
 * shows what the network holds at the moment. Safe to read from many threads unless the network is
 * being trained.
 */
public final class Parameter {

  private final String name;
  private final List<Integer> shape;
  private final boolean trainable;

  /** The pieces in row-major order, and where each begins. */
  private final float[][] pieces;

  private final long[] starts;

  /** A block whose pieces are arrays. */
  Parameter(String name, List<Integer> shape, boolean trainable, float[]... pieces) {
    this(name, shape, trainable, piece -> pieces[piece].length, pieces);
  }

  /** A block whose pieces are the beginnings of arrays. */
  Parameter(
      String name,
      List<Integer> shape,
      boolean trainable,
      IntUnaryOperator lengths,
      float[]... pieces) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.trainable = trainable;
    this.pieces = pieces;
    this.starts = new long[pieces.length + 1];
    for (int i = 0; i < pieces.length; i++) {
      starts[i + 1] = starts[i] + lengths.applyAsInt(i);
    }
  }

  /** Returns the name, unique in the network. */
  public String name() {
    return name;
  }

  /** Returns the lengths of its dimensions, one for a bias, two for a table or kernel. */
  public List<Integer> shape() {
    return shape;
  }

  /** Returns false if training leaves it as it is. */
  public boolean trainable() {
    return trainable;
  }

  /** Returns how many numbers it has. */
  public long size() {
    return starts[pieces.length];
  }

  /**
   * Copies some of the numbers.
   *
   * @param position the first one's row-major position
   * @param target where to copy them
   * @param offset where in the target
   * @param length how many
   * @throws IndexOutOfBoundsException if they are not all in the block and in the target
   */
  public void read(long position, float[] target, int offset, int length) {
    copy(position, target, offset, length, true);
  }

  /** Returns a copy of all numbers, row-major. */
  public float[] toArray() {
    float[] all = new float[Math.toIntExact(size())];
    read(0, all, 0, all.length);
    return all;
  }

  /**
   * Returns a block of the same shape with other numbers.
   *
   * @param otherName its name
   * @param numbers row-major, not copied
   * @throws IllegalArgumentException if they are not as many
   */
  public Parameter withNumbers(String otherName, float[] numbers) {
    Parameter other = new Parameter(otherName, shape, trainable, numbers);
    other.requireSize(numbers.length, size());
    return other;
  }

  /** Returns a block of the same shape whose pieces are other arrays, as long at least. */
  Parameter beside(String otherName, UnaryOperator<float[]> other) {
    float[][] others = new float[pieces.length][];
    Arrays.setAll(others, i -> other.apply(pieces[i]));
    return new Parameter(
        otherName, shape, trainable, i -> Math.toIntExact(starts[i + 1] - starts[i]), others);
  }

  /** Overwrites all numbers. */
  void writeAll(float[] source) {
    requireSize(source.length, size());
    write(0, source, 0, source.length);
  }

  private void requireSize(int given, long expected) {
    if (given != expected) {
      throw new IllegalArgumentException(
          "parameter '"
              + name
              + "': expected "
              + expected
              + " numbers of shape "
              + shape
              + ", were "
              + given);
    }
  }

  /** Overwrites some of the numbers. */
  void write(long position, float[] source, int offset, int length) {
    copy(position, source, offset, length, false);
  }

  private void copy(long position, float[] other, int offset, int length, boolean out) {
    if (position < 0 || length < 0 || position > size() - length) {
      throw new IndexOutOfBoundsException(
          "parameter '"
              + name
              + "': "
              + length
              + " numbers from position "
              + position
              + " are not within its "
              + size());
    }
    int piece = pieceAt(position);
    int done = 0;
    while (done < length) {
      int at = (int) (position + done - starts[piece]);
      int count = Math.min(length - done, (int) (starts[piece + 1] - starts[piece]) - at);
      if (out) {
        System.arraycopy(pieces[piece], at, other, offset + done, count);
      } else {
        System.arraycopy(other, offset + done, pieces[piece], at, count);
      }
      done += count;
      piece++;
    }
  }

  private int pieceAt(long position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public String toString() {
    return name + shape;
  }
}

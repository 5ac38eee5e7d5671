package org.hybridrec.core.ranking;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A set of classes in four bytes each, looked up in O(log n). Immutable and thread-safe. It is a
 * predicate: {@code TopK.among(10, set)} chooses inside the set, {@code TopK.among(10,
 * set.negate())} outside of it.
 */
public final class ClassSet implements IntPredicate {

  private final int[] sorted;

  private ClassSet(int[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Returns the set of these classes, in any order, repetitions allowed.
   *
   * @throws IllegalArgumentException if a class is negative
   */
  public static ClassSet of(int... classes) {
    int[] sorted = Arrays.stream(classes).sorted().distinct().toArray();
    if (sorted.length > 0 && sorted[0] < 0) {
      throw new IllegalArgumentException("class set: a class must be at least 0, was " + sorted[0]);
    }
    return new ClassSet(sorted);
  }

  /** Returns whether the class is in the set. */
  @Override
  public boolean test(int classIndex) {
    return Arrays.binarySearch(sorted, classIndex) >= 0;
  }

  /** Returns the number of classes. */
  public int size() {
    return sorted.length;
  }

  /** Returns the classes in ascending order, in a new array. */
  public int[] toArray() {
    return sorted.clone();
  }
}

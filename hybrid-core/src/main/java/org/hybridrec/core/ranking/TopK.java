package org.hybridrec.core.ranking;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * The k best of any number of streamed scores, in O(k) memory. Mutable, for one thread; two of them
 * that saw different classes can be {@linkplain #addAll united}.
 *
 * <p>A higher score is better, and among equal scores the lower class. That order is total, so the
 * result depends neither on the order in which classes are offered nor on how they are cut into
 * tiles. Each class is to be offered once. Infinite scores are ordinary, NaN is refused.
 *
 * <pre>{@code
 * TopK best = TopK.of(10);
 * best.offer(firstClass, scores, 0, scores.length);
 * int[] classes = best.classes();
 * }</pre>
 */
public final class TopK {

  /*
   * One long holds score and class: above, the bits of the score, turned so that they order as
   * signed integers do; below, the complement of the class, so that a lower class counts more. The
   * longs stand in a binary min-heap, the worst of the best at the top.
   */
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private static final int INITIAL_CAPACITY = 16;

  private final int k;
  private final IntPredicate admitted;
  private long[] heap;
  private int size;

  private TopK(int k, IntPredicate admitted) {
    if (k < 1) {
      throw new IllegalArgumentException("top k: k must be at least 1, was " + k);
    }
    this.k = k;
    this.admitted = admitted;
    this.heap = new long[Math.min(k, INITIAL_CAPACITY)];
  }

  /**
   * Returns an empty collector of the k best classes.
   *
   * @param k how many to keep; more than there are classes is allowed and keeps all
   * @throws IllegalArgumentException if k is below 1
   */
  public static TopK of(int k) {
    return new TopK(k, classIndex -> true);
  }

  /**
   * Returns an empty collector of the k best among the admitted classes. The predicate is asked
   * only about classes whose score would enter the list.
   *
   * @throws IllegalArgumentException if k is below 1
   */
  public static TopK among(int k, IntPredicate admitted) {
    return new TopK(k, admitted);
  }

  /**
   * Offers one class.
   *
   * @throws IllegalArgumentException if the class is negative or the score is NaN
   */
  public void offer(int classIndex, float score) {
    checkClass(classIndex);
    if (Float.isNaN(score)) {
      throw new IllegalArgumentException("top k: the score of class " + classIndex + " is NaN");
    }
    if (!isFull() || score >= worstScore()) {
      enter(key(classIndex, score));
    }
  }

  /**
   * Offers consecutive classes.
   *
   * @param firstClass the class of the first score
   * @param scores holds one score a class from {@code offset} on
   * @param offset where the first score stands
   * @param count how many classes
   * @throws IllegalArgumentException if the class is negative or a score is NaN
   * @throws IndexOutOfBoundsException if the array does not hold that range
   */
  public void offer(int firstClass, float[] scores, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, scores.length);
    if (count > 0) {
      checkClass(firstClass);
      checkClass(firstClass + count - 1);
    }
    float threshold = threshold();
    for (int i = 0; i < count; i++) {
      float score = scores[offset + i];
      // Written so that NaN is offered, and refused.
      if (!(score < threshold)) {
        offer(firstClass + i, score);
        threshold = threshold();
      }
    }
  }

  private static void checkClass(int classIndex) {
    if (classIndex < 0) {
      throw new IllegalArgumentException("top k: class must be at least 0, was " + classIndex);
    }
  }

  /** Offers everything that another collector holds. */
  public void addAll(TopK other) {
    for (int i = 0; i < other.size; i++) {
      offer(classOf(other.heap[i]), scoreOf(other.heap[i]));
    }
  }

  /** Returns how many classes are held: k, or fewer while fewer were admitted. */
  public int size() {
    return size;
  }

  /**
   * Returns the score below which nothing enters any more: negative infinity until k classes are
   * held. Lets a caller skip a whole tile.
   */
  public float threshold() {
    return isFull() ? worstScore() : Float.NEGATIVE_INFINITY;
  }

  /** Returns the classes held, best first, in a new array. */
  public int[] classes() {
    long[] best = bestFirst();
    int[] classes = new int[size];
    Arrays.setAll(classes, i -> classOf(best[i]));
    return classes;
  }

  /** Returns the scores of {@link #classes}, in the same order, in a new array. */
  public float[] scores() {
    long[] best = bestFirst();
    float[] scores = new float[size];
    for (int i = 0; i < size; i++) {
      scores[i] = scoreOf(best[i]);
    }
    return scores;
  }

  /** Forgets all classes, so that the collector can serve the next row. */
  public void clear() {
    size = 0;
  }

  private boolean isFull() {
    return size == k;
  }

  private float worstScore() {
    return scoreOf(heap[0]);
  }

  private void enter(long key) {
    if ((isFull() && key <= heap[0]) || !admitted.test(classOf(key))) {
      return;
    }
    if (isFull()) {
      siftDown(key);
    } else {
      siftUp(key);
    }
  }

  private void siftUp(long key) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, (int) Math.min(k, 2L * size));
    }
    int child = size++;
    while (child > 0 && heap[(child - 1) / 2] > key) {
      heap[child] = heap[(child - 1) / 2];
      child = (child - 1) / 2;
    }
    heap[child] = key;
  }

  private void siftDown(long key) {
    int parent = 0;
    for (int child = smallerChild(0);
        child >= 0 && heap[child] < key;
        child = smallerChild(parent)) {
      heap[parent] = heap[child];
      parent = child;
    }
    heap[parent] = key;
  }

  private int smallerChild(int parent) {
    long left = 2L * parent + 1;
    if (left >= size) {
      return -1;
    }
    int child = (int) left;
    return child + 1 < size && heap[child + 1] < heap[child] ? child + 1 : child;
  }

  private long[] bestFirst() {
    long[] sorted = Arrays.copyOf(heap, size);
    Arrays.sort(sorted);
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      long swapped = sorted[i];
      sorted[i] = sorted[j];
      sorted[j] = swapped;
    }
    return sorted;
  }

  private static long key(int classIndex, float score) {
    // Adding 0 turns -0 into +0, so that the two tie as numbers do.
    int bits = Float.floatToIntBits(score + 0f);
    return ((long) ordered(bits) << 32) | (~classIndex & LOW_HALF);
  }

  private static int classOf(long key) {
    return ~(int) key;
  }

  private static float scoreOf(long key) {
    return Float.intBitsToFloat(ordered((int) (key >> 32)));
  }

  /** Mirrors the negative half of the float bits; its own inverse. */
  private static int ordered(int bits) {
    return bits ^ ((bits >> 31) & 0x7FFF_FFFF);
  }
}

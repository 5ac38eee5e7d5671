package org.hybridrec.core.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;

/**
 * How big a network is: its inputs, hidden layers and classes. Immutable.
 *
 * @param layout the inputs; slots that name the same table must agree about it
 * @param hiddenUnits widths of the hidden layers from the input on, each at least 1; may be empty
 * @param classCount number of classes, at least 1
 */
public record NetworkShape(InputLayout layout, List<Integer> hiddenUnits, int classCount) {

  /** The longest array that every JVM can allocate. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /**
   * Copies and checks the values.
   *
   * @throws IllegalArgumentException if a width or a count is less than 1, if slots disagree about
   *     a table, or if the input layer or an embedding table is longer than an array can be
   */
  public NetworkShape {
    hiddenUnits = List.copyOf(hiddenUnits);
    if (classCount < 1) {
      throw new IllegalArgumentException("classCount must be at least 1, was " + classCount);
    }
    for (int i = 0; i < hiddenUnits.size(); i++) {
      if (hiddenUnits.get(i) < 1) {
        throw new IllegalArgumentException(
            "hiddenUnits[" + i + "] must be at least 1, was " + hiddenUnits.get(i));
      }
    }
    for (Slot slot : layout.slots()) {
      checkSlot(slot);
    }
    checkWidth(layout);
    tables(layout);
  }

  private static void checkWidth(InputLayout layout) {
    long width = layout.slots().stream().mapToLong(Slot::width).sum();
    if (width > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "the input layer: "
              + width
              + " places are more than one layer can have, "
              + MAX_ARRAY
              + "; take fewer buckets or embeddings instead of indicators");
    }
  }

  private static void checkSlot(Slot slot) {
    if (slot.width() < 1) {
      throw new IllegalArgumentException(
          "slot '" + slot.name() + "': width must be at least 1, was " + slot.width());
    }
    if (slot instanceof EmbeddingSlot embedding) {
      if (embedding.cardinality() < 1) {
        throw new IllegalArgumentException(
            "slot '"
                + slot.name()
                + "': cardinality must be at least 1, was "
                + embedding.cardinality());
      }
      if (!(embedding.maxNorm() > 0)) {
        throw new IllegalArgumentException(
            "slot '" + slot.name() + "': maxNorm must be positive, was " + embedding.maxNorm());
      }
      if ((long) embedding.cardinality() * embedding.width() > MAX_ARRAY) {
        throw new IllegalArgumentException(
            "table '"
                + embedding.table()
                + "': "
                + embedding.cardinality()
                + " rows of "
                + embedding.width()
                + " floats are more than one table can hold, "
                + MAX_ARRAY);
      }
    }
  }

  /** Returns, for each embedding table in order of first use, the first slot that names it. */
  Map<String, EmbeddingSlot> tables() {
    return tables(layout);
  }

  private static Map<String, EmbeddingSlot> tables(InputLayout layout) {
    Map<String, EmbeddingSlot> tables = new LinkedHashMap<>();
    for (Slot slot : layout.slots()) {
      if (slot instanceof EmbeddingSlot embedding) {
        EmbeddingSlot first = tables.putIfAbsent(embedding.table(), embedding);
        if (first != null && !sameTable(first, embedding)) {
          throw new IllegalArgumentException(
              "slots '"
                  + first.name()
                  + "' and '"
                  + embedding.name()
                  + "' share table '"
                  + embedding.table()
                  + "' and must agree on cardinality, width, trainable and given");
        }
      }
    }
    return tables;
  }

  private static boolean sameTable(EmbeddingSlot a, EmbeddingSlot b) {
    return a.cardinality() == b.cardinality()
        && a.width() == b.width()
        && a.trainable() == b.trainable()
        && a.given() == b.given();
  }

  /** Returns the width of the input of the output layer. */
  public int outputInputWidth() {
    return hiddenUnits.isEmpty() ? layout.width() : hiddenUnits.get(hiddenUnits.size() - 1);
  }

  /**
   * Returns the number of weights and biases of all layers and tables, {@link Long#MAX_VALUE} if it
   * is greater than that.
   */
  public long parameterCount() {
    return sum(fixedCount(), trainableCount());
  }

  /** Returns the number of weights of tables that training leaves as they are. */
  long fixedCount() {
    return tableCount(false);
  }

  /** Returns the number of weights and biases that training changes. */
  long trainableCount() {
    long count = tableCount(true);
    long in = layout.width();
    for (int units : hiddenUnits) {
      count = sum(count, (in + 1) * units);
      in = units;
    }
    return sum(count, (in + 1) * classCount);
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private long tableCount(boolean trainable) {
    return tables().values().stream()
        .filter(slot -> slot.trainable() == trainable)
        .mapToLong(slot -> (long) slot.cardinality() * slot.width())
        .sum();
  }

  /** Returns true if some slot is an indicator. */
  boolean hasIndicators() {
    return layout.slots().stream().anyMatch(IndicatorSlot.class::isInstance);
  }
}

package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;

/**
 * A small network with all its parameters and a batch for it, drawn at random within a {@link
 * Kind}. Rows have 0 to 4 ids, some of them twice; weights, where there are any, may be zero or
 * less; limits of length hold for some rows and not for others; slots stand in any order.
 */
record RandomCase(
    NetworkShape shape, Map<String, float[]> parameters, EncodedBatch batch, float l2) {

  private static final List<Combiner> COMBINERS = List.of(Combiner.values());

  /** What is tried systematically; everything else is left to chance. */
  record Kind(
      boolean embedded,
      Combiner combiner,
      boolean limited,
      boolean weighted,
      boolean shared,
      boolean trainable,
      int depth,
      boolean penalised) {

    /** All kinds with an embedding: every combination. Some without follow, for every depth. */
    static List<Kind> all() {
      List<Kind> kinds = new ArrayList<>();
      for (int i = 0; i < 3 * 2 * 2 * 2 * 2 * 4 * 2; i++) {
        kinds.add(
            new Kind(
                true,
                COMBINERS.get(i % 3),
                i / 3 % 2 == 1,
                i / 6 % 2 == 1,
                i / 12 % 2 == 1,
                i / 24 % 2 == 1,
                i / 48 % 4,
                i / 192 == 1));
      }
      for (int i = 0; i < 16; i++) {
        kinds.add(
            new Kind(false, Combiner.SUM, false, i / 8 == 1, false, false, i % 4, i / 4 % 2 == 1));
      }
      return kinds;
    }
  }

  static RandomCase draw(Random random, Kind kind, int classCount, int rows) {
    return new Draw(random, kind).draw(classCount, rows);
  }

  /** A case of a given shape. */
  static RandomCase of(Random random, NetworkShape shape, int rows, float l2) {
    Draw draw = new Draw(random, Kind.all().get(0));
    EncodedBatch batch = draw.batch(shape.layout(), shape.classCount(), rows);
    return new RandomCase(shape, draw.parameters(shape), batch, l2);
  }

  Network network() {
    return Network.of(shape, parameters);
  }

  ReferenceNetwork reference() {
    return new ReferenceNetwork(shape, parameters);
  }

  /** The same rows, which count what these weights say. */
  RandomCase weighted(float... weights) {
    List<Object> contents = new ArrayList<>();
    for (int slot = 0; slot < shape.layout().slots().size(); slot++) {
      boolean floats = shape.layout().slots().get(slot) instanceof FloatSlot;
      contents.add(floats ? batch.floats(slot) : batch.ids(slot));
    }
    int[] labels = new int[batch.rowCount()];
    Arrays.setAll(labels, batch::label);
    EncodedBatch weighted =
        new EncodedBatch(shape.layout(), batch.rowCount(), contents, labels, weights);
    return new RandomCase(shape, parameters, weighted, l2);
  }

  /** The same rows, each with a weight drawn between 0 and 3; one in four is 0, but not all. */
  RandomCase weighted(Random random) {
    float[] weights = new float[batch.rowCount()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = random.nextInt(4) == 0 ? 0f : 3 * random.nextFloat();
    }
    weights[random.nextInt(weights.length)] = 1.5f;
    return weighted(weights);
  }

  /** Another batch for the same network. */
  EncodedBatch anotherBatch(Random random, Kind kind, int rows) {
    return new Draw(random, kind).batch(shape.layout(), shape.classCount(), rows);
  }

  /** Draws one case. */
  private record Draw(Random random, Kind kind) {

    RandomCase draw(int classCount, int rows) {
      List<Slot> slots = slots();
      Collections.shuffle(slots, random);
      InputLayout layout = new InputLayout(slots);
      List<Integer> hidden = new ArrayList<>();
      for (int layer = 0; layer < kind.depth; layer++) {
        hidden.add(1 + random.nextInt(6));
      }
      NetworkShape shape = new NetworkShape(layout, hidden, classCount);
      float l2 = kind.penalised ? 0.01f + 0.2f * random.nextFloat() : 0f;
      return new RandomCase(shape, parameters(shape), batch(layout, classCount, rows), l2);
    }

    private List<Slot> slots() {
      List<Slot> slots = new ArrayList<>();
      if (kind.embedded) {
        EmbeddingSlot first = embedding("first", kind.combiner, kind.limited, kind.trainable);
        slots.add(first);
        if (kind.shared) {
          slots.add(
              new EmbeddingSlot(
                  "second",
                  first.table(),
                  first.cardinality(),
                  first.width(),
                  combiner(),
                  limit(random.nextBoolean()),
                  first.trainable(),
                  first.given()));
        }
        if (random.nextInt(3) == 0) {
          slots.add(embedding("other", combiner(), random.nextBoolean(), random.nextBoolean()));
        }
      }
      if (!kind.embedded || random.nextBoolean()) {
        slots.add(new IndicatorSlot("indicator", 1 + random.nextInt(5)));
      }
      if (random.nextBoolean()) {
        slots.add(new FloatSlot("floats", 1 + random.nextInt(3)));
      }
      if (random.nextInt(4) == 0) {
        slots.add(new IndicatorSlot("another", 1 + random.nextInt(3)));
      }
      return slots;
    }

    private Combiner combiner() {
      return COMBINERS.get(random.nextInt(3));
    }

    private float limit(boolean limited) {
      return limited ? 0.3f + random.nextFloat() : Float.POSITIVE_INFINITY;
    }

    private EmbeddingSlot embedding(
        String name, Combiner combiner, boolean limited, boolean trainable) {
      int cardinality = 1 + random.nextInt(7);
      int width = 1 + random.nextInt(4);
      boolean given = random.nextBoolean();
      return new EmbeddingSlot(
          name, name + "s", cardinality, width, combiner, limit(limited), trainable, given);
    }

    private Map<String, float[]> parameters(NetworkShape shape) {
      Map<String, float[]> parameters = new LinkedHashMap<>();
      for (Slot slot : shape.layout().slots()) {
        if (slot instanceof EmbeddingSlot embedding) {
          int size = embedding.cardinality() * embedding.width();
          parameters.computeIfAbsent("embedding/" + embedding.table(), name -> numbers(size, 1f));
        }
      }
      int in = shape.layout().width();
      for (int layer = 0; layer < shape.hiddenUnits().size(); layer++) {
        int out = shape.hiddenUnits().get(layer);
        parameters.put("hidden/" + layer + "/kernel", numbers(in * out, scale(in, out)));
        parameters.put("hidden/" + layer + "/bias", numbers(out, 0.5f));
        in = out;
      }
      int out = shape.classCount();
      parameters.put("output/kernel", numbers(in * out, scale(in, out)));
      parameters.put("output/bias", numbers(out, 0.5f));
      return parameters;
    }

    private static float scale(int in, int out) {
      return (float) Math.sqrt(6.0 / (in + out));
    }

    private float[] numbers(int count, float scale) {
      float[] numbers = new float[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = (2 * random.nextFloat() - 1) * scale;
      }
      return numbers;
    }

    EncodedBatch batch(InputLayout layout, int classCount, int rows) {
      List<Object> contents = new ArrayList<>();
      for (Slot slot : layout.slots()) {
        if (slot instanceof EmbeddingSlot embedding) {
          boolean weighted = slot.name().equals("first") ? kind.weighted : random.nextBoolean();
          contents.add(ids(embedding.cardinality(), rows, weighted));
        } else if (slot instanceof IndicatorSlot indicator) {
          contents.add(ids(indicator.cardinality(), rows, kind.weighted));
        } else {
          contents.add(numbers(rows * slot.width(), 1f));
        }
      }
      int[] labels = random.ints(rows, 0, classCount).toArray();
      return new EncodedBatch(layout, rows, contents, labels);
    }

    private IdList ids(int cardinality, int rows, boolean weighted) {
      int[] offsets = new int[rows + 1];
      for (int row = 0; row < rows; row++) {
        offsets[row + 1] = offsets[row] + random.nextInt(5);
      }
      int[] ids = random.ints(offsets[rows], 0, cardinality).toArray();
      return new IdList(offsets, ids, weighted ? weights(ids.length) : null);
    }

    private float[] weights(int count) {
      float[] weights = numbers(count, 1f);
      for (int i = 0; i < count; i++) {
        weights[i] = random.nextInt(8) == 0 ? 0f : weights[i] + 0.5f;
      }
      return weights;
    }
  }

  @Override
  public String toString() {
    return shape + ", " + batch.rowCount() + " rows, l2 " + l2;
  }

  /** Masks of a dropout at that rate, drawn at random and kept. */
  ReferenceMasks masks(Random random, double rate) {
    double[][] input = masks(random, rate, shape.layout().width());
    double[][][] hidden = new double[shape.hiddenUnits().size()][][];
    Arrays.setAll(hidden, layer -> masks(random, rate, shape.hiddenUnits().get(layer)));
    return new ReferenceMasks() {
      @Override
      public double input(int row, int unit) {
        return input[row][unit];
      }

      @Override
      public double hidden(int layer, int row, int unit) {
        return hidden[layer][row][unit];
      }
    };
  }

  private double[][] masks(Random random, double rate, int width) {
    double[][] masks = new double[batch.rowCount()][width];
    for (double[] row : masks) {
      Arrays.setAll(row, unit -> random.nextDouble() < rate ? 0 : 1 / (1 - rate));
    }
    return masks;
  }
}

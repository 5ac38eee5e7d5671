package org.hybridrec.core.training;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.CompactRows;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;

/** Rows whose label follows from an id, but for some noise, and networks that can learn it. */
final class SmallWorld {

  static final int CLASSES = 6;

  static final InputLayout LAYOUT =
      new InputLayout(
          List.of(
              new EmbeddingSlot(
                  "id", "id", 30, 4, Combiner.MEAN, Float.POSITIVE_INFINITY, true, false),
              new IndicatorSlot("kind", 3),
              new FloatSlot("noise", 2)));

  private SmallWorld() {}

  static Network network() {
    return Network.initialise(new NetworkShape(LAYOUT, List.of(8), CLASSES), 1, Map.of());
  }

  /** A share of the labels has nothing to do with the id. */
  static CompactRows rows(int count, double noise, long seed) {
    return CompactRows.builder(LAYOUT).addLabelled(batch(count, noise, seed)).build();
  }

  static EncodedBatch batch(int count, double noise, long seed) {
    Random random = new Random(seed);
    int[] offsets = new int[count + 1];
    int[] ids = new int[count];
    int[] kinds = new int[count];
    int[] labels = new int[count];
    float[] floats = new float[2 * count];
    for (int row = 0; row < count; row++) {
      offsets[row + 1] = row + 1;
      ids[row] = random.nextInt(30);
      kinds[row] = random.nextInt(3);
      labels[row] = random.nextDouble() < noise ? random.nextInt(CLASSES) : ids[row] % CLASSES;
      floats[2 * row] = random.nextFloat() - 0.5f;
      floats[2 * row + 1] = random.nextFloat() - 0.5f;
    }
    IdList idList = new IdList(offsets, ids, null);
    IdList kindList = new IdList(offsets, kinds, null);
    return new EncodedBatch(LAYOUT, count, List.of(idList, kindList, floats), labels);
  }

  /** Batches of ten, two epochs. */
  static TrainingOptions options() {
    return new TrainingOptions(
        Optimizer.adagrad(0.1f), Regularization.NONE, 10, 2, Long.MAX_VALUE, 0, 7);
  }

  static TrainingOptions options(Optimizer optimizer, int batchSize, int epochs) {
    return new TrainingOptions(
        optimizer, Regularization.NONE, batchSize, epochs, Long.MAX_VALUE, 0, 7);
  }
}

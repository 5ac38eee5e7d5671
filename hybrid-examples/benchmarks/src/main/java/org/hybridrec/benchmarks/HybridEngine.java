package org.hybridrec.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.NetworkTrainer;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SoftmaxSum;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.ranking.TopK;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.InputLayout;

/** This library: the one place where the benchmarks touch its engine. */
final class HybridEngine implements Engine {

  private final ReferenceStep problem;
  private final InputLayout layout;
  private final Network network;
  private final NetworkTrainer trainer;
  private final Workers workers;
  private final int threads;
  private final List<EncodedBatch> batches = new ArrayList<>();

  /** Makes an engine with the initial weights and all batches of that size. */
  HybridEngine(ReferenceStep problem, int batchSize, int threads) {
    this.problem = problem;
    this.threads = threads;
    workers = Workers.threads(threads);
    StepSize size = problem.size();
    layout =
        new InputLayout(
            List.of(
                embedding("content", size.contentCount(), size.embeddingWidth()),
                embedding("author", size.authorCount(), size.embeddingWidth()),
                new FloatSlot("floats", size.floatWidth())));
    NetworkShape shape = new NetworkShape(layout, size.hiddenUnits(), size.classCount());
    network = Network.of(shape, problem.weights());
    trainer =
        new NetworkTrainer(
            network,
            Optimizer.adagrad(ReferenceStep.LEARNING_RATE)
                .withInitialAccumulator(ReferenceStep.INITIAL_ACCUMULATOR),
            Regularization.NONE,
            ReferenceStep.SEED,
            workers);
    for (int batch = 0; batch < size.batchCount(batchSize); batch++) {
      batches.add(rows(batch * batchSize, batchSize));
    }
  }

  private static EmbeddingSlot embedding(String name, int cardinality, int width) {
    return new EmbeddingSlot(
        name, name, cardinality, width, Combiner.MEAN, Float.POSITIVE_INFINITY, true, false);
  }

  private EncodedBatch rows(int from, int count) {
    int to = from + count;
    int width = problem.size().floatWidth();
    return new EncodedBatch(
        layout,
        count,
        List.of(
            ids(problem.contents(), from, to),
            ids(problem.authors(), from, to),
            Arrays.copyOfRange(problem.floats(), from * width, to * width)),
        Arrays.copyOfRange(problem.labels(), from, to));
  }

  private static IdList ids(int[] all, int from, int to) {
    int[] offsets = new int[to - from + 1];
    Arrays.setAll(offsets, i -> i);
    return new IdList(offsets, Arrays.copyOfRange(all, from, to), null);
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("threads", String.valueOf(threads));
    boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    facts.put("kernels", vector ? "Vector API" : "plain");
    return facts;
  }

  @Override
  public float step(int batch) {
    return (float) trainer.step(batches.get(batch));
  }

  @Override
  public BestClasses recommend(int row, int k) {
    TopK best = TopK.of(k);
    SoftmaxSum sum = new SoftmaxSum();
    network.score(
        rows(row, 1),
        (unused, firstClass, logits, offset, count) -> {
          best.offer(firstClass, logits, offset, count);
          sum.add(logits, offset, count);
        });
    float[] probabilities = best.scores();
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = sum.probability(probabilities[i]);
    }
    return new BestClasses(best.classes(), probabilities);
  }

  @Override
  public void close() {
    workers.close();
  }
}

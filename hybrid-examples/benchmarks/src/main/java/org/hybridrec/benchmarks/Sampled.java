package org.hybridrec.benchmarks;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.network.MemoryNeed;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.NetworkTrainer;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.InputLayout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Exact training beside sampled training: the exact loss on rows held back after equally many
 * steps, milliseconds a step, and the heap in use against the documented need. An item is followed
 * by one of the eight after it in half of the rows, else by any; both are Zipf-distributed.
 */
@Command(
    name = "sampled",
    mixinStandardHelpOptions = true,
    description = "Compares exact and sampled training on a catalogue of any size.")
final class Sampled implements Runnable {

  private static final int HELD_BACK = 4_096;

  @Option(names = "--classes", description = "Items.")
  private int classes = 20_000;

  @Option(names = "--steps", description = "Steps.")
  private int steps = 2_000;

  @Option(names = "--batch", description = "Rows of a batch.")
  private int batchSize = 128;

  @Option(names = "--negatives", split = ",", description = "Negatives a step; 0 for exactly.")
  private int[] negatives = {0, 512, 1024, 2048, 4096};

  @Option(names = "--proposal", split = ",", description = "${COMPLETION-CANDIDATES}.")
  private SampledSoftmax.Proposal[] proposals = SampledSoftmax.Proposal.values();

  @Option(names = "--threads", description = "Threads.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private int[] contents = {};
  private int[] labels = {};

  private void draw() {
    double[] cumulated = new double[classes];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += 1 / StrictMath.pow(i + 1, 1.05);
      cumulated[i] = sum;
    }
    Random random = new Random(ReferenceStep.SEED);
    contents = new int[HELD_BACK + steps * batchSize];
    labels = new int[contents.length];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = zipf(cumulated, random);
      labels[i] =
          random.nextBoolean()
              ? (contents[i] + 1 + random.nextInt(8)) % classes
              : zipf(cumulated, random);
    }
  }

  private static int zipf(double[] cumulated, Random random) {
    int last = cumulated.length - 1;
    int place = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[last]);
    return Math.min(place < 0 ? -place - 1 : place, last);
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Machine.facts().forEach((name, fact) -> out.printf("  %-12s %s%n", name, fact));
    draw();
    out.printf(
        Locale.ROOT,
        "%n%,d classes x 64, %,d steps of %d rows, %d threads%n%-24s%10s%12s%14s%14s%n",
        classes,
        steps,
        batchSize,
        threads,
        "training",
        "ms/step",
        "exact loss",
        "MB in use",
        "MB by formula");
    for (int count : negatives) {
      if (count == 0) {
        train(null, out);
      } else {
        for (SampledSoftmax.Proposal proposal : proposals) {
          train(new SampledSoftmax(count, proposal), out);
        }
      }
    }
  }

  private void train(@Nullable SampledSoftmax sampled, PrintWriter out) {
    long before = heapInUse();
    InputLayout layout =
        new InputLayout(
            List.of(
                new EmbeddingSlot(
                    "content",
                    "content",
                    classes,
                    8,
                    Combiner.MEAN,
                    Float.POSITIVE_INFINITY,
                    true,
                    false)));
    NetworkShape shape = new NetworkShape(layout, List.of(64), classes);
    Optimizer optimizer = Optimizer.adagrad(0.1f);
    MemoryNeed need = MemoryNeed.of(shape, optimizer, batchSize, threads, false, sampled);
    need.require(Runtime.getRuntime().maxMemory());
    Network network = Network.initialise(shape, ReferenceStep.SEED, Map.of());
    try (Workers workers = Workers.threads(threads)) {
      NetworkTrainer trainer = trainer(network, optimizer, workers, sampled);
      double[] milliseconds = new double[steps];
      for (int step = 0; step < steps; step++) {
        EncodedBatch batch = batch(layout, HELD_BACK + step * batchSize, batchSize);
        long start = System.nanoTime();
        trainer.step(batch);
        milliseconds[step] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(milliseconds);
      long used = heapInUse() - before;
      out.printf(
          Locale.ROOT,
          "%-24s%10.2f%12.4f%14.1f%14.1f%n",
          sampled == null ? "exact" : sampled.negatives() + " " + sampled.proposal(),
          milliseconds[steps / 2],
          exactLoss(trainer.network(), layout),
          used * 1e-6,
          need.total() * 1e-6);
      out.flush();
    }
  }

  private NetworkTrainer trainer(
      Network network, Optimizer optimizer, Workers workers, @Nullable SampledSoftmax sampled) {
    if (sampled == null) {
      return new NetworkTrainer(
          network, optimizer, Regularization.NONE, ReferenceStep.SEED, workers);
    }
    long[] counts = new long[classes];
    for (int row = HELD_BACK; row < labels.length; row++) {
      counts[labels[row]]++;
    }
    return NetworkTrainer.sampled(
        network, optimizer, Regularization.NONE, ReferenceStep.SEED, workers, sampled, counts);
  }

  private EncodedBatch batch(InputLayout layout, int from, int count) {
    int[] offsets = new int[count + 1];
    Arrays.setAll(offsets, i -> i);
    IdList ids = new IdList(offsets, Arrays.copyOfRange(contents, from, from + count), null);
    return new EncodedBatch(
        layout, count, List.of(ids), Arrays.copyOfRange(labels, from, from + count));
  }

  private double exactLoss(Network network, InputLayout layout) {
    double sum = 0;
    for (int from = 0; from < HELD_BACK; from += 256) {
      sum += network.loss(batch(layout, from, 256)) * 256;
    }
    return sum / HELD_BACK;
  }

  /** Bytes of objects in use, garbage left out. */
  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

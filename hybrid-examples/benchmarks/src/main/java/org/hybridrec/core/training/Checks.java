package org.hybridrec.core.training;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.NetworkTrainer;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.InputLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the look at the weights after a step beside the step, in turn, on one thread. */
@Command(
    name = "checks",
    mixinStandardHelpOptions = true,
    description = {
      "Times what looks for weights that are not finite, beside the step before it, on one thread.",
      "Medians; 'all' is the look at every weight, before a checkpoint or an evaluation."
    })
public final class Checks implements Callable<Integer> {

  private static final int IDS_A_ROW = 5;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "For each network (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public Checks() {}

  /** A network and its batches. */
  private record Subject(int rows, int ids, int width, List<Integer> hidden, int classes) {

    InputLayout layout() {
      return new InputLayout(
          List.of(
              new EmbeddingSlot(
                  "e", "e", ids, width, Combiner.MEAN, Float.POSITIVE_INFINITY, true, false)));
    }

    EncodedBatch batch(InputLayout layout) {
      Random random = new Random(1);
      int[] offsets = new int[rows + 1];
      Arrays.setAll(offsets, row -> row * IDS_A_ROW);
      IdList list = new IdList(offsets, random.ints(offsets[rows], 0, ids).toArray(), null);
      int[] labels = random.ints(rows, 0, classes).toArray();
      return new EncodedBatch(layout, rows, List.of(list), labels);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Subject subject :
        List.of(
            new Subject(8, 7, 8, List.of(16), 6),
            new Subject(128, 1_000, 32, List.of(256, 128, 64), 1_000),
            new Subject(128, 15_634, 10, List.of(256, 128, 64), 15_634),
            new Subject(512, 1_000_000, 32, List.of(256, 128, 64), 20_000))) {
      time(subject, out);
    }
    return 0;
  }

  private void time(Subject subject, PrintWriter out) {
    InputLayout layout = subject.layout();
    Network network =
        Network.initialise(
            new NetworkShape(layout, subject.hidden(), subject.classes()), 1, Map.of());
    NetworkTrainer trainer =
        new NetworkTrainer(network, Optimizer.adagrad(0.1f), Regularization.NONE, 1);
    EncodedBatch batch = subject.batch(layout);
    WeightCheck check = new WeightCheck(network.parameters());
    long[] steps = new long[1 << 20];
    long[] checks = new long[1 << 20];
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int count = 0;
    while (System.nanoTime() < end && count < steps.length) {
      long before = System.nanoTime();
      trainer.step(batch);
      long between = System.nanoTime();
      requireFinite(check.next() == null);
      checks[count] = System.nanoTime() - between;
      steps[count++] = between - before;
    }
    long before = System.nanoTime();
    requireFinite(WeightCheck.find(network.parameters()) == null);
    long all = System.nanoTime() - before;
    double step = median(steps, count);
    double each = median(checks, count);
    out.printf(
        Locale.ROOT,
        "%,d rows, %,d ids, %,d classes, %,d weights: step %.1f µs, check %.2f µs, %.2f %%;"
            + " all %.2f ms%n",
        subject.rows(),
        subject.ids(),
        subject.classes(),
        network.shape().parameterCount(),
        step / 1e3,
        each / 1e3,
        100 * each / step,
        all / 1e6);
  }

  private static void requireFinite(boolean isFinite) {
    if (!isFinite) {
      throw new IllegalStateException("the training diverged");
    }
  }

  /** Of the later half, when all is compiled. */
  private static double median(long[] nanos, int count) {
    return Arrays.stream(nanos, count / 2, count).sorted().skip(count / 4).findFirst().orElse(0);
  }
}

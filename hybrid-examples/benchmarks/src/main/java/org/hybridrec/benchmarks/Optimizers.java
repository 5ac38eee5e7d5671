package org.hybridrec.benchmarks;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hybridrec.core.optimization.Optimizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Times a training step with each optimizer as the training goes on: whether one of them falls off
 * a cliff when its state decays. Some steps of each in turn, so that a neighbour disturbs all.
 */
@Command(
    name = "optimizers",
    mixinStandardHelpOptions = true,
    description = "Times the reference step with Adagrad, Adam and SGD over thousands of steps.")
final class Optimizers implements Runnable {

  @Option(names = "--batch", description = "Rows of a batch.")
  private int batchSize = 128;

  @Option(names = "--steps", description = "Steps of each optimizer.")
  private int steps = 2_500;

  @Option(names = "--turn", description = "Steps of a turn.")
  private int turn = 250;

  @Option(names = "--threads", description = "Threads.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Machine.facts().forEach((name, fact) -> out.printf("  %-12s %s%n", name, fact));
    ReferenceStep problem = ReferenceStep.draw(StepSize.REFERENCE, ReferenceStep.SEED);
    Map<String, HybridEngine> engines = new LinkedHashMap<>();
    engines.put("adagrad", new HybridEngine(problem, batchSize, threads));
    engines.put("adam", engine(problem, Optimizer.adam(0.001f)));
    engines.put("sgd", engine(problem, Optimizer.sgd(0.1f)));
    out.printf("%nmedian ms a step, batch %d, %d threads%n%8s", batchSize, threads, "steps");
    engines.keySet().forEach(name -> out.printf("%10s", name));
    out.printf("%16s%n", "adam/adagrad");
    for (int from = 0; from < steps; from += turn) {
      out.printf("%8d", from + turn);
      double[] medians = new double[engines.size()];
      int n = 0;
      for (HybridEngine engine : engines.values()) {
        medians[n] = median(engine, from);
        out.printf("%10.2f", medians[n++]);
      }
      out.printf("%16.2f%n", medians[1] / medians[0]);
      out.flush();
    }
    engines.values().forEach(HybridEngine::close);
  }

  private HybridEngine engine(ReferenceStep problem, Optimizer optimizer) {
    return new HybridEngine(problem, batchSize, threads, optimizer);
  }

  /** Makes a turn's steps; returns the median of their milliseconds. */
  private double median(HybridEngine engine, int from) {
    int batches = StepSize.REFERENCE.batchCount(batchSize);
    double[] milliseconds = new double[turn];
    for (int i = 0; i < turn; i++) {
      long start = System.nanoTime();
      engine.step((from + i) % batches);
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(milliseconds);
    return milliseconds[turn / 2];
  }
}

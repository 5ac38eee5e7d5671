package org.hybridrec.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One engine in a process of its own, started by {@link Peers}. Requests: {@code losses N} makes N
 * steps, {@code steps S} makes steps for S seconds, {@code answers N} recommends for N rows, {@code
 * calls S} recommends for S seconds.
 */
@Command(name = "worker", hidden = true, description = "Holds one engine for 'peers'.")
final class Worker implements Runnable {

  private static final int K = 10;

  @Option(names = "--engine", required = true)
  private EngineKind kind = EngineKind.HYBRID;

  @Option(names = "--batch", required = true)
  private int batchSize;

  @Option(names = "--threads", required = true)
  private int threads;

  private int batchCount;
  private int rowCount;
  private int position;

  @Override
  public void run() {
    ReferenceStep problem = ReferenceStep.draw(StepSize.REFERENCE, ReferenceStep.SEED);
    batchCount = problem.size().batchCount(batchSize);
    rowCount = problem.size().rows();
    try (Engine engine = kind.open(problem, batchSize, threads)) {
      Answer ready = new Answer(engine.facts()).with("digest", problem.digest());
      Conversation.hold(ready, (request, amount) -> answer(engine, request, amount));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Answer answer(Engine engine, String request, double amount) {
    return switch (request) {
      case "losses" -> losses(engine, (int) amount);
      case "steps" -> steps(engine, amount);
      case "answers" -> answers(engine, (int) amount);
      case "calls" -> calls(engine, amount);
      default -> throw new IllegalArgumentException("unknown request '" + request + "'");
    };
  }

  private Answer losses(Engine engine, int count) {
    String losses =
        IntStream.range(0, count)
            .mapToObj(i -> Float.toString(step(engine)))
            .collect(Collectors.joining(" "));
    return Answer.of("losses", losses);
  }

  private float step(Engine engine) {
    float loss = engine.step(position);
    if (!Float.isFinite(loss)) {
      throw new IllegalStateException(kind.title() + ": the loss became " + loss);
    }
    position = (position + 1) % batchCount;
    return loss;
  }

  private Answer steps(Engine engine, double seconds) {
    long end = (long) (seconds * 1e9);
    long start = System.nanoTime();
    int count = 0;
    float loss = Float.NaN;
    do {
      loss = step(engine);
      count++;
    } while (System.nanoTime() - start < end);
    double perSecond = count / ((System.nanoTime() - start) / 1e9);
    return Answer.of("rate", perSecond).with("count", count).with("loss", loss);
  }

  private Answer answers(Engine engine, int count) {
    StringBuilder classes = new StringBuilder();
    StringBuilder probabilities = new StringBuilder();
    for (int row = 0; row < count; row++) {
      BestClasses best = engine.recommend(row, K);
      for (int i = 0; i < K; i++) {
        String blank = row + i == 0 ? "" : " ";
        classes.append(blank).append(best.classes()[i]);
        probabilities.append(blank).append(best.probabilities()[i]);
      }
    }
    return Answer.of("classes", classes).with("probabilities", probabilities);
  }

  private Answer calls(Engine engine, double seconds) {
    long end = (long) (seconds * 1e9);
    long start = System.nanoTime();
    long[] nanos = new long[1 << 12];
    int count = 0;
    long before = start;
    while (before - start < end) {
      engine.recommend(position, K);
      long after = System.nanoTime();
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = after - before;
      position = (position + 1) % rowCount;
      before = System.nanoTime();
    }
    Arrays.sort(nanos, 0, count);
    return Answer.of("p50", micros(nanos[count / 2]))
        .with("p99", micros(nanos[(int) (count * 0.99)]))
        .with("count", count);
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e3);
  }
}

package org.hybridrec.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All engines at once, each in a process of its own, working one after the other: A B C A B C.
 * While one works the others wait for their next request. Thread pools of TensorFlow and PyTorch go
 * on spinning for a while after they have worked, so there is a pause before each turn.
 */
final class Contest implements AutoCloseable {

  private final Map<Contestant, WorkerProcess> workers = new LinkedHashMap<>();
  private final WorkerProcess limit;
  private final double pauseSeconds;

  /** What all turns gave. */
  record Turns(Map<Contestant, List<Answer>> answers, List<Double> flops) {}

  /**
   * Starts all engines.
   *
   * @param contestants the engines
   * @param batchSize rows of a training batch
   * @param threads threads of the loop that measures the machine's limit
   * @param pauseSeconds the pause before each turn
   */
  Contest(List<Contestant> contestants, int batchSize, int threads, double pauseSeconds) {
    this.pauseSeconds = pauseSeconds;
    WorkerProcess started = null;
    try {
      started =
          WorkerProcess.start(
              "fma",
              List.of("--add-modules", "jdk.incubator.vector"),
              List.of("org.hybridrec.benchmarks.FmaLimit", String.valueOf(threads)));
      for (Contestant contestant : contestants) {
        workers.put(contestant, contestant.start(batchSize));
      }
    } catch (RuntimeException e) {
      close(started);
      throw e;
    }
    limit = started;
  }

  /** Returns what every engine told of itself. */
  Map<Contestant, Answer> facts() {
    Map<Contestant, Answer> facts = new LinkedHashMap<>();
    workers.forEach((contestant, worker) -> facts.put(contestant, worker.ready()));
    return facts;
  }

  /** Asks every engine once. */
  Map<Contestant, Answer> ask(String request, double amount) {
    Map<Contestant, Answer> answers = new LinkedHashMap<>();
    workers.forEach(
        (contestant, worker) -> {
          pause();
          answers.put(contestant, worker.ask(request, amount));
        });
    return answers;
  }

  /** Asks every engine, round after round, and measures the limit in each. */
  Turns turns(String request, double seconds, int rounds) {
    Map<Contestant, List<Answer>> answers = new LinkedHashMap<>();
    List<Double> flops = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      pause();
      flops.add(limit.ask("flops", Math.min(seconds, 1)).number("flops"));
      ask(request, seconds)
          .forEach(
              (contestant, answer) ->
                  answers.computeIfAbsent(contestant, any -> new ArrayList<>()).add(answer));
    }
    return new Turns(answers, flops);
  }

  private void pause() {
    try {
      Thread.sleep((long) (pauseSeconds * 1e3));
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void close(@Nullable WorkerProcess first) {
    workers.values().forEach(WorkerProcess::close);
    if (first != null) {
      first.close();
    }
  }

  /** Ends all processes. */
  @Override
  public void close() {
    close(limit);
  }
}

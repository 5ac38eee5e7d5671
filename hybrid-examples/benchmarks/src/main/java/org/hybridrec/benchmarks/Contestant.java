package org.hybridrec.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * An engine with a number of threads. Immutable.
 *
 * @param kind the engine
 * @param threads how many threads it may use
 * @param title its name in the report
 */
record Contestant(EngineKind kind, int threads, String title) {

  /** Returns the engines for training: each with all threads. */
  static List<Contestant> forTraining(List<EngineKind> kinds, int threads) {
    return kinds.stream().map(kind -> new Contestant(kind, threads, kind.title())).toList();
  }

  /**
   * Returns the engines for one-row requests: peers with all threads and with one, as waking the
   * others may cost more than they save.
   */
  static List<Contestant> forRecommending(List<EngineKind> kinds, int threads) {
    List<Contestant> all = new ArrayList<>();
    for (EngineKind kind : kinds) {
      all.add(new Contestant(kind, threads, kind.title()));
      if (kind.isPeer() && threads > 1) {
        all.add(new Contestant(kind, 1, kind.title() + "-1-thread"));
      }
    }
    return all;
  }

  /** Starts it in a process of its own. */
  WorkerProcess start(int batchSize) {
    return WorkerProcess.start(
        title,
        kind.jvmFlags(),
        List.of(
            Benchmarks.class.getName(),
            "worker",
            "--engine=" + kind,
            "--batch=" + batchSize,
            "--threads=" + threads));
  }
}

package org.hybridrec.core.network;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Who does the work of a training: runs units numbered from 0, in any order and on any thread, and
 * returns when all are done. A unit's result does not depend on who runs it, so a training gives
 * the same bits with one thread as with many.
 *
 * <p>For one training at a time. To be closed when it is over, which ends the threads that were
 * started for it.
 */
public abstract class Workers implements AutoCloseable {

  private final int count;

  Workers(int count) {
    this.count = count;
  }

  /** Returns the calling thread alone. */
  public static Workers caller() {
    return new Workers(1) {
      @Override
      void run(int units, UnitTask task) {
        for (int unit = 0; unit < units; unit++) {
          task.run(unit, 0);
        }
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Returns the calling thread and others, started here, that rest while there is nothing to do.
   *
   * @param threads how many in all
   * @throws IllegalArgumentException if that is less than 1
   */
  public static Workers threads(int threads) {
    requireThreads(threads);
    if (threads == 1) {
      return caller();
    }
    ForkJoinPool pool = new ForkJoinPool(threads - 1);
    return new ExecutorWorkers(pool, threads, pool::shutdown);
  }

  /**
   * Returns the calling thread and tasks on an executor, which may be busy with other things: a
   * task that comes late finds its work done by the others.
   *
   * @param executor runs the tasks; stays open
   * @param threads how many threads at most work at the same time, with the calling one
   * @throws IllegalArgumentException if that is less than 1
   */
  public static Workers on(Executor executor, int threads) {
    requireThreads(threads);
    return threads == 1 ? caller() : new ExecutorWorkers(executor, threads, () -> {});
  }

  private static void requireThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
  }

  /** Returns the number of workers; each has scratch memory of its own. */
  final int count() {
    return count;
  }

  /**
   * Runs all units.
   *
   * @throws WorkerException if they cannot be handed out
   */
  abstract void run(int units, UnitTask task);

  @Override
  public abstract void close();

  /** Returns how many units of that size it takes. */
  static int units(int count, int unitSize) {
    return (count + unitSize - 1) / unitSize;
  }

  /** One piece of work. */
  @FunctionalInterface
  interface UnitTask {
    void run(int unit, int worker);
  }
}

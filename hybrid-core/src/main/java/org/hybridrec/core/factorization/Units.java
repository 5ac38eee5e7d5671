package org.hybridrec.core.factorization;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work numbered from 0 on some threads. What a unit does may not depend on the thread
 * or on other units. If units fail, the exception of the lowest is thrown, whatever the number of
 * threads: units are begun in ascending order, and those that were begun are finished.
 */
final class Units {

  /** One piece of work. */
  @FunctionalInterface
  interface Task {
    void run(int unit, int worker);
  }

  private final int count;
  private final Task task;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stopped;
  private int failedUnit = Integer.MAX_VALUE;
  private @Nullable Throwable failure;

  private Units(int count, Task task) {
    this.count = count;
    this.task = task;
  }

  /** Returns when all units are done, having worked on the calling thread too. */
  static void run(int threads, int count, Task task) {
    Units units = new Units(count, task);
    List<Thread> others = new ArrayList<>();
    for (int worker = 1; worker < Math.min(threads, count); worker++) {
      int number = worker;
      Thread thread = new Thread(() -> units.work(number), "factorization-" + number);
      thread.setDaemon(true);
      thread.start();
      others.add(thread);
    }
    units.work(0);
    boolean interrupted = false;
    for (Thread thread : others) {
      interrupted |= units.join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    units.throwFailure();
    if (Thread.currentThread().isInterrupted()) {
      throw new FactorizationException(
          FactorizationException.Kind.INTERRUPTED,
          "factorization: the thread was interrupted; its interrupt flag is still set");
    }
  }

  private void work(int worker) {
    for (int unit = take(worker); unit >= 0; unit = take(worker)) {
      try {
        task.run(unit, worker);
      } catch (RuntimeException | Error e) {
        fail(unit, e);
      }
    }
  }

  private int take(int worker) {
    if (worker == 0 && Thread.currentThread().isInterrupted()) {
      stopped = true;
    }
    if (stopped) {
      return -1;
    }
    int unit = next.getAndIncrement();
    return unit < count ? unit : -1;
  }

  private synchronized void fail(int unit, Throwable thrown) {
    stopped = true;
    if (unit < failedUnit) {
      failedUnit = unit;
      failure = thrown;
    }
  }

  /** Waits for a thread, and tells whether the caller was interrupted meanwhile. */
  private boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        stopped = true;
        interrupted = true;
      }
    }
  }

  private synchronized void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}

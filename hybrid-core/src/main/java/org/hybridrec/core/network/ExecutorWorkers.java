package org.hybridrec.core.network;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread and helpers on an executor. Everybody takes the next unit until none is left,
 * so the caller never waits for a helper that has not begun: an executor that is busy, or drops
 * tasks, makes the work slower and cannot stop it.
 */
final class ExecutorWorkers extends Workers {

  private final Executor executor;
  private final Runnable onClose;

  ExecutorWorkers(Executor executor, int count, Runnable onClose) {
    super(count);
    this.executor = executor;
    this.onClose = onClose;
  }

  @Override
  void run(int units, UnitTask task) {
    Job job = new Job(units, task);
    try {
      for (int worker = 1; worker < Math.min(count(), units); worker++) {
        int own = worker;
        executor.execute(() -> job.work(own));
      }
    } catch (RejectedExecutionException e) {
      job.fail(
          new WorkerException(
              "the executor took no more work of the training: it was shut down, or its queue is"
                  + " full; give the training one that stays open until it is over",
              e));
    } catch (RuntimeException | Error e) {
      job.fail(e);
    }
    job.work(0);
    job.await();
  }

  @Override
  public void close() {
    onClose.run();
  }

  /** The units of one call. */
  private static final class Job {

    private final int units;
    private final UnitTask task;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(int units, UnitTask task) {
      this.units = units;
      this.task = task;
      this.left = new CountDownLatch(units);
    }

    void work(int worker) {
      for (int unit = next.getAndIncrement(); unit < units; unit = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            task.run(unit, worker);
          }
        } catch (RuntimeException | Error e) {
          fail(e);
        } finally {
          left.countDown();
        }
      }
    }

    void fail(Throwable e) {
      failure.compareAndSet(null, e);
    }

    /** Waits for the units that helpers have begun; an interrupt is kept for later. */
    void await() {
      boolean interrupted = false;
      while (left.getCount() > 0) {
        try {
          left.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      rethrow(failure.get());
    }

    private static void rethrow(@Nullable Throwable e) {
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e instanceof Error error) {
        throw error;
      }
    }
  }
}

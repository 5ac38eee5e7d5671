package org.hybridrec.core.network;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread and helpers on an executor. Everybody takes units until none is left, so the
 * caller never waits for a helper that has not begun: an executor that is busy, or drops tasks,
 * makes the work slower and cannot stop it.
 *
 * <p>A training step is four calls of {@link #run}, some of them shorter than it takes to wake a
 * thread. So a helper that has done its part lingers for a moment, giving way to whoever wants the
 * processor, and takes part in the next call if that comes soon; the caller waits the same way for
 * the last unit. Neither does so for longer than {@value #LINGER_NANOS} ns.
 */
final class ExecutorWorkers extends Workers {

  private static final long LINGER_NANOS = 200_000;

  private final Executor executor;
  private final Runnable onClose;

  /** 1 for a worker whose helper is in the executor's hands: queued, at work or lingering. */
  private final AtomicIntegerArray handedOut;

  private volatile @Nullable Job current;

  /** The direction of the next call: that opposite to the last one's. */
  private boolean backwards;

  ExecutorWorkers(Executor executor, int count, Runnable onClose) {
    super(count);
    this.executor = executor;
    this.onClose = onClose;
    this.handedOut = new AtomicIntegerArray(count);
  }

  @Override
  void run(int units, UnitTask task) {
    Job job = new Job(units, new UnitShares(units, count(), backwards), task);
    backwards = !backwards;
    current = job;
    try {
      requireOpen();
      for (int worker = 1; worker < Math.min(count(), units); worker++) {
        handOut(worker);
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

  /** A pool that is shut down forgets the helpers in its queue, and nobody would hear of that. */
  private void requireOpen() {
    if (executor instanceof ExecutorService service && service.isShutdown()) {
      throw new RejectedExecutionException("the executor is shut down");
    }
  }

  private void handOut(int worker) {
    if (!handedOut.compareAndSet(worker, 0, 1)) {
      return;
    }
    Thread caller = Thread.currentThread();
    boolean taken = false;
    try {
      executor.execute(() -> help(worker, caller));
      taken = true;
    } finally {
      if (!taken) {
        handedOut.set(worker, 0);
      }
    }
  }

  /** Works on the current job, and on those that follow without a long pause. */
  private void help(int worker, Thread caller) {
    Job done = null;
    Job job = current;
    do {
      while (job != null && job != done) {
        job.work(worker);
        done = job;
        job = Thread.currentThread() == caller ? done : lingerFor(done);
      }
      handedOut.set(worker, 0);
      // a call that came just now saw this helper as handed out: it is taken up here
      job = current;
    } while (job != null && job != done && handedOut.compareAndSet(worker, 0, 1));
  }

  /** Returns the job that comes after one, or that one itself if none comes soon. */
  private @Nullable Job lingerFor(Job done) {
    long start = System.nanoTime();
    while (current == done
        && System.nanoTime() - start < LINGER_NANOS
        && !Thread.currentThread().isInterrupted()) {
      giveWay();
    }
    return current;
  }

  @Override
  public void close() {
    current = null;
    onClose.run();
  }

  @SuppressWarnings(
      "ThreadPriorityCheck") // what the scheduler does with it changes the speed alone
  private static void giveWay() {
    Thread.yield();
  }

  /** The units of one call. */
  private static final class Job {

    private final UnitShares shares;
    private final UnitTask task;
    private final CountDownLatch left;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(int units, UnitShares shares, UnitTask task) {
      this.shares = shares;
      this.task = task;
      this.left = new CountDownLatch(units);
    }

    void work(int worker) {
      for (int unit = shares.next(worker); unit >= 0; unit = shares.next(worker)) {
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
      long start = System.nanoTime();
      while (left.getCount() > 0 && System.nanoTime() - start < LINGER_NANOS) {
        giveWay();
      }
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

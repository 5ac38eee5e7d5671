package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every unit is done once, whatever the executor does; and nothing waits for ever. */
@Timeout(60)
class WorkersTest {

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 5", "2, 0", "2, 1", "2, 100", "7, 3", "7, 100", "16, 1000"})
  void everyUnitIsDoneOnceByAWorkerOfItsOwnScratch(int threads, int units) {
    AtomicIntegerArray done = new AtomicIntegerArray(units);
    AtomicIntegerArray busy = new AtomicIntegerArray(threads);
    try (Workers workers = Workers.threads(threads)) {
      assertThat(workers.count()).isEqualTo(threads);
      for (int round = 1; round <= 20; round++) {
        workers.run(
            units,
            (unit, worker) -> {
              assertThat(busy.incrementAndGet(worker)).isOne();
              done.incrementAndGet(unit);
              busy.decrementAndGet(worker);
            });
        for (int unit = 0; unit < units; unit++) {
          assertThat(done.get(unit)).isEqualTo(round);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void fewerThreadsThanOneAreRefused(int threads) {
    assertThatThrownBy(() -> Workers.threads(threads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, was " + threads);
    assertThatThrownBy(() -> Workers.on(Runnable::run, threads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, was " + threads);
  }

  @Test
  void anExecutorThatRejectsEndsTheWorkWithATypedError() {
    ExecutorService closed = Executors.newSingleThreadExecutor();
    closed.shutdown();

    assertThatThrownBy(() -> Workers.on(closed, 3).run(10, (unit, worker) -> {}))
        .isInstanceOf(WorkerException.class)
        .hasMessage(
            "the executor took no more work of the training: it was shut down, or its queue is"
                + " full; give the training one that stays open until it is over")
        .hasCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void anExecutorThatForgetsItsTasksLeavesTheWorkToTheCaller() {
    AtomicIntegerArray done = new AtomicIntegerArray(50);

    Workers.on(task -> {}, 4).run(50, (unit, worker) -> done.incrementAndGet(unit));

    assertThat(sum(done)).isEqualTo(50);
  }

  @Test
  void anExecutorThatWorksOnTheCallersOwnThreadIsFine() {
    AtomicIntegerArray done = new AtomicIntegerArray(50);

    Workers.on(Runnable::run, 4).run(50, (unit, worker) -> done.incrementAndGet(unit));

    assertThat(sum(done)).isEqualTo(50);
  }

  @Test
  void anExecutorThatIsStoppedInTheMiddleDoesNotHang() throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    CountDownLatch begun = new CountDownLatch(1);
    Thread stopper =
        new Thread(
            () -> {
              try {
                begun.await();
              } catch (InterruptedException e) {
                return;
              }
              executor.shutdownNow();
            });
    stopper.start();
    Workers workers = Workers.on(executor, 3);

    assertThatThrownBy(
            () -> {
              while (true) {
                workers.run(20, (unit, worker) -> begun.countDown());
              }
            })
        .isInstanceOf(WorkerException.class);

    stopper.join();
    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatAUnitThrowsReachesTheCallerWhoeverRanIt() {
    try (Workers workers = Workers.threads(4)) {
      for (int unit = 0; unit < 40; unit++) {
        int failing = unit;
        assertThatThrownBy(
                () ->
                    workers.run(
                        40,
                        (u, worker) -> {
                          if (u == failing) {
                            throw new IllegalStateException("unit " + u);
                          }
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("unit " + failing);
      }
      workers.run(3, (unit, worker) -> {});
    }
  }

  @Test
  void anInterruptedCallerFinishesItsUnitsAndStaysInterrupted() throws InterruptedException {
    CountDownLatch helperBegan = new CountDownLatch(1);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    AtomicIntegerArray done = new AtomicIntegerArray(8);
    Thread.currentThread().interrupt();
    Executor slow =
        task ->
            executor.execute(
                () -> {
                  helperBegan.countDown();
                  task.run();
                });

    Workers.on(slow, 2).run(8, (unit, worker) -> done.incrementAndGet(unit));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(sum(done)).isEqualTo(8);
    assertThat(helperBegan.await(30, TimeUnit.SECONDS)).isTrue();
    executor.shutdown();
  }

  @Test
  void threadsThatWereStartedEndWhenTheWorkIsOver() throws InterruptedException {
    Thread[] helper = new Thread[1];
    try (Workers workers = Workers.threads(2)) {
      while (helper[0] == null) {
        workers.run(
            64,
            (unit, worker) -> {
              if (worker == 1) {
                helper[0] = Thread.currentThread();
              }
            });
      }
    }

    helper[0].join(TimeUnit.SECONDS.toMillis(50));

    assertThat(helper[0].isAlive()).isFalse();
    assertThat(helper[0].isDaemon()).isTrue();
  }

  private static int sum(AtomicIntegerArray numbers) {
    int sum = 0;
    for (int i = 0; i < numbers.length(); i++) {
      sum += numbers.get(i);
    }
    return sum;
  }
}

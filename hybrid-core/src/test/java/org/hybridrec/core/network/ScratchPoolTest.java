package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScratchPoolTest {

  private final AtomicInteger made = new AtomicInteger();

  private ScratchPool pool(int places) {
    SoftmaxLayer output = new SoftmaxLayer(2, 3, 2, row -> row);
    return new ScratchPool(
        places,
        () -> {
          made.incrementAndGet();
          return new Scratch(2, new int[] {4}, output);
        });
  }

  @Test
  void aThreadGetsBackWhatItGaveBack() {
    ScratchPool pool = pool(4);
    Scratch first = pool.take();
    pool.giveBack(first);

    assertThat(pool.take()).isSameAs(first);
    assertThat(made).hasValue(1);
  }

  @Test
  void whatIsTakenIsNotGivenToAnother() {
    ScratchPool pool = pool(4);

    assertThat(pool.take()).isNotSameAs(pool.take());
    assertThat(made).hasValue(2);
  }

  @Test
  void noMoreIsKeptThanThereArePlaces() {
    ScratchPool pool = pool(3);
    List<Scratch> taken = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      taken.add(pool.take());
    }
    taken.forEach(pool::giveBack);

    assertThat(made).hasValue(10);
    assertThat(pool.size()).isEqualTo(3);
  }

  @Test
  void noTwoThreadsHaveTheSameAtATime() throws Exception {
    ScratchPool pool = pool(4);
    Set<Scratch> inUse = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 6; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 20_000; i++) {
                    Scratch own = pool.take();
                    assertThat(inUse.add(own)).isTrue();
                    inUse.remove(own);
                    pool.giveBack(own);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(pool.size()).isBetween(1, 4);
  }
}

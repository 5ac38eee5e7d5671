package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkListTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void everyUnitOfEveryTaskIsDoneOnceUnderItsOwnNumber(int threads) {
    ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    WorkList work = new WorkList();
    work.add(3, (unit, worker) -> done.add("a" + unit));
    work.add(0, (unit, worker) -> done.add("none" + unit));
    work.add(1, (unit, worker) -> done.add("b" + unit));
    work.add(2, (unit, worker) -> done.add("c" + unit));
    work.add(0, (unit, worker) -> done.add("none" + unit));

    try (Workers workers = Workers.threads(threads)) {
      work.run(workers);
    }

    assertThat(done).containsExactlyInAnyOrder("a0", "a1", "a2", "b0", "c0", "c1");
  }

  @Test
  void oneThreadTakesTheTasksInTheOrderInWhichTheyWereAdded() {
    ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    WorkList work = new WorkList();
    work.add(2, (unit, worker) -> done.add("a" + unit));
    work.add(2, (unit, worker) -> done.add("b" + unit));

    try (Workers workers = Workers.threads(1)) {
      work.run(workers);
    }

    assertThat(List.copyOf(done)).containsExactly("a0", "a1", "b0", "b1");
  }
}

package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitSharesTest {

  @Test
  void aWorkerBeginsWithItsOwnShareAndThenTakesWhatOthersLeft() {
    UnitShares shares = new UnitShares(7, 2, false);

    assertThat(shares.next(1)).isEqualTo(3);
    assertThat(taken(shares, 0)).containsExactly(0, 1, 2, 4, 5, 6);
    assertThat(shares.next(1)).isEqualTo(-1);
  }

  @Test
  void backwardsTheSameSharesAreGoneThroughFromTheirEnds() {
    UnitShares shares = new UnitShares(7, 2, true);

    assertThat(shares.next(1)).isEqualTo(6);
    assertThat(taken(shares, 0)).containsExactly(2, 1, 0, 5, 4, 3);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 3", "1, 1", "1, 16", "2, 3", "33, 2", "64, 7", "5000, 16"})
  void everyUnitIsHandedOutOnceWhoeverAsks(int units, int workers) throws Exception {
    for (boolean backwards : new boolean[] {false, true}) {
      UnitShares shares = new UnitShares(units, workers, backwards);
      List<Integer> all = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(workers);
      try {
        List<Future<List<Integer>>> parts = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
          int own = worker;
          parts.add(threads.submit(() -> taken(shares, own)));
        }
        for (Future<List<Integer>> part : parts) {
          all.addAll(part.get());
        }
      } finally {
        threads.shutdown();
      }

      assertThat(all).hasSize(units).doesNotHaveDuplicates();
      assertThat(all).allSatisfy(unit -> assertThat(unit).isBetween(0, units - 1));
    }
  }

  @Test
  void oneWorkerAloneGetsAllUnitsThoughOthersWereExpected() {
    assertThat(taken(new UnitShares(5, 4, false), 2)).containsExactly(2, 3, 4, 0, 1);
  }

  private static List<Integer> taken(UnitShares shares, int worker) {
    List<Integer> taken = new ArrayList<>();
    for (int unit = shares.next(worker); unit >= 0; unit = shares.next(worker)) {
      taken.add(unit);
    }
    return taken;
  }
}

package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void everyUnitIsRunOnceByAWorkerThatIsThere(int threads) {
    AtomicIntegerArray runs = new AtomicIntegerArray(100);
    Units.run(
        threads,
        100,
        (unit, worker) -> {
          assertThat(worker).isBetween(0, threads - 1);
          runs.incrementAndGet(unit);
        });
    for (int unit = 0; unit < 100; unit++) {
      assertThat(runs.get(unit)).isEqualTo(1);
    }
    Units.run(threads, 0, (unit, worker) -> runs.incrementAndGet(0));
    assertThat(runs.get(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void ofSeveralFailuresTheLowestIsTold(int threads) {
    for (int round = 0; round < 50; round++) {
      assertThatThrownBy(
              () ->
                  Units.run(
                      threads,
                      100,
                      (unit, worker) -> {
                        if (unit >= 40) {
                          throw new IllegalStateException("unit " + unit);
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("unit 40");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anErrorIsThrownAsItIs(int threads) {
    assertThatThrownBy(
            () ->
                Units.run(
                    threads,
                    5,
                    (unit, worker) -> {
                      throw new OutOfMemoryError("unit " + unit);
                    }))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("unit 0");
  }
}

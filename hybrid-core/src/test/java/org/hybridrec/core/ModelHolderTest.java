package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.reliability.Effort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A running service swaps models without a hiccup. */
class ModelHolderTest {

  private static final int THREADS = 8;
  private static final int SWAPS = Effort.of(200, 1_000);
  private static final long ANSWERS = Effort.of(200_000, 1_000_000);

  private static HybridModel model(long seed) {
    return ToyShop.everyColumn()
        .hiddenUnits(8)
        .epochs(2)
        .seed(seed)
        .build()
        .fit(ToyShop.examples(100, seed));
  }

  @Test
  @Timeout(300)
  void everyAnswerIsOfExactlyOneModelWhileModelsAreSwapped() throws Exception {
    List<HybridModel> models = List.of(model(1), model(2));
    List<List<List<Recommendation>>> expected = new ArrayList<>();
    for (HybridModel model : models) {
      List<List<Recommendation>> answers = new ArrayList<>();
      for (int item = 0; item < ToyShop.ITEMS; item++) {
        answers.add(model.recommend(ToyShop.row(item), 5));
      }
      expected.add(answers);
    }
    ModelHolder holder = ModelHolder.of(models.get(0));
    AtomicLong[] seen = {new AtomicLong(), new AtomicLong()};
    AtomicLong answered = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        done.add(threads.submit(() -> ask(holder, expected, seen, answered)));
      }
      // Each swap waits for its share of the answers, so that all of them fall between answers.
      for (int swap = 1; swap <= SWAPS; swap++) {
        while (answered.get() < ANSWERS * swap / (SWAPS + 1) && !anyDone(done)) {
          LockSupport.parkNanos(100_000);
        }
        assertThat(holder.swap(models.get(swap % 2))).isSameAs(models.get((swap + 1) % 2));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(seen[0].get() + seen[1].get()).isGreaterThanOrEqualTo(ANSWERS);
    assertThat(seen[0].get()).isPositive();
    assertThat(seen[1].get()).isPositive();
  }

  private static boolean anyDone(List<Future<?>> futures) {
    return futures.stream().anyMatch(Future::isDone);
  }

  private static void ask(
      ModelHolder holder,
      List<List<List<Recommendation>>> expected,
      AtomicLong[] seen,
      AtomicLong answered) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int item = 0; item < ToyShop.ITEMS; item++) {
      rows.add(ToyShop.row(item));
    }
    for (long n = answered.getAndIncrement(); n < ANSWERS; n = answered.getAndIncrement()) {
      int item = (int) (n % ToyShop.ITEMS);
      List<Recommendation> answer = holder.recommend(rows.get(item), 5);
      boolean first = answer.equals(expected.get(0).get(item));
      boolean second = answer.equals(expected.get(1).get(item));
      if (first == second) {
        throw new AssertionError("neither model's answer, or both: " + answer);
      }
      seen[first ? 0 : 1].getAndIncrement();
    }
  }

  @Test
  void keepsItsModelWhenANewFileCannotBeLoaded(@TempDir Path folder) throws Exception {
    HybridModel old = model(1);
    ModelHolder holder = ModelHolder.of(old);
    Path file = folder.resolve("model.safetensors");
    model(2).save(file);
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length / 2] ^= 1;
    Path bad = Files.write(folder.resolve("damaged.safetensors"), damaged);

    assertThatThrownBy(() -> holder.load(bad)).isInstanceOf(ModelFormatException.class);
    assertThat(holder.model()).isSameAs(old);

    assertThat(holder.load(file)).isSameAs(old);
    assertThat(holder.recommend(ToyShop.row(3), Top.of(2)))
        .isEqualTo(HybridModel.load(file).recommend(ToyShop.row(3), 2));
  }

  @Test
  void refusesNothing() {
    ModelHolder holder = ModelHolder.of(model(1));

    assertThatThrownBy(() -> ModelHolder.of(null)).hasMessage("model");
    assertThatThrownBy(() -> holder.swap(null)).hasMessage("next");
  }
}

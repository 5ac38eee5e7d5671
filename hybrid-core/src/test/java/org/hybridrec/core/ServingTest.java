package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;

/** What a recommendation costs in memory, and that it is the same however it is asked for. */
class ServingTest {

  private static final int CALLS = 2_000;

  /** A model after one step. */
  private static HybridModel model(int items) {
    List<String> ids = IntStream.range(0, items).mapToObj(i -> "i" + i).toList();
    return HybridRecommender.builder()
        .label("next", ItemIndex.of(ids))
        .column(embedding(hashBucket("item", 300), 6))
        .hiddenUnits(8)
        .maxSteps(1)
        .build()
        .fit(MapSource.of(List.of(Map.of("item", "a", "next", "i1"))));
  }

  private static Map<String, Object> row(int i) {
    return Map.of("item", "item" + i);
  }

  /** The bytes that a call allocates on this thread once the code is warm. */
  private static long bytes(HybridModel model, int k) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < CALLS; i++) {
        assertThatIsFull(model.recommend(row(7), k), k);
      }
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, (after - before) / CALLS);
    }
    return least;
  }

  private static void assertThatIsFull(List<Recommendation> list, int k) {
    if (list.size() != k) {
      throw new AssertionError("expected " + k + " items, were " + list.size());
    }
  }

  @Test
  void allocatesNothingThatGrowsWithTheCatalogue() {
    long few = bytes(model(600), 10);
    long many = bytes(model(30_000), 10);

    assertThat(many - few).as("%d bytes a call, then %d", few, many).isBetween(-256L, 256L);
    assertThat(many).isLessThan(6_000);
  }

  @Test
  void allocatesInProportionToTheLengthOfTheList() {
    HybridModel model = model(30_000);
    long ten = bytes(model, 10);
    long fiveHundred = bytes(model, 500);

    assertThat((fiveHundred - ten) / 490).as("bytes of an item").isBetween(20L, 100L);
  }

  @Test
  void theSameQuestionHasTheSameAnswerEveryTimeAloneAndAmongOthers() {
    HybridModel model = model(2_000);
    List<Map<String, Object>> rows = IntStream.range(0, 150).mapToObj(i -> row(i)).toList();

    List<List<Recommendation>> first = model.recommendAll(rows, Top.of(20));
    List<List<Recommendation>> second = model.recommendAll(rows, Top.of(20));

    assertThat(second).isEqualTo(first);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(model.recommend(rows.get(i), 20)).isEqualTo(first.get(i));
    }
  }

  @Test
  void probabilitiesAreTheScoresToTheBit() {
    HybridModel model = model(1_300);
    for (int i = 0; i < 4; i++) {
      float[] scores = model.scores(row(i));
      for (Recommendation one : model.recommend(row(i), 1_300)) {
        assertThat(one.probability()).isEqualTo(scores[model.items().indexOf(one.id())]);
      }
    }
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    HybridModel model = model(1_100);
    List<List<Recommendation>> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      expected.add(model.recommend(row(i), 5));
    }
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 12; thread++) {
        int start = thread;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 400; i++) {
                    int which = (start * 7 + i) % 50;
                    assertThat(model.recommend(row(which), 5)).isEqualTo(expected.get(which));
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void moreItemsThanThereAreGivesAll() {
    HybridModel model = model(30);

    List<Recommendation> all = model.recommend(row(1), Integer.MAX_VALUE);

    assertThat(all).hasSize(30);
    assertThat(all).extracting(Recommendation::id).doesNotHaveDuplicates();
  }

  @Test
  void refusesARowThatIsNull() {
    HybridModel model = model(30);
    String message =
        "row 0 must be a map of raw values by field name, was null; a row without any value is"
            + " Map.of()";
    Map<String, Object> none = nothing();
    assertThatThrownBy(() -> model.recommend(none, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> model.scores(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> model.recommendAll(Arrays.asList(row(1), none), Top.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.replace("row 0", "row 1"));
  }

  private static Map<String, Object> nothing() {
    return Collections.<Map<String, Object>>singletonList(null).get(0);
  }
}

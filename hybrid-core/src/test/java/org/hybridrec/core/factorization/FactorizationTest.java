package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.features.VectorTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorizationTest {

  private static final Interactions VIEWS = RandomViews.of(50, 25, 300, 6);

  private static final Factorization FITTED =
      Wals.builder()
          .factors(4)
          .valueWeight(ValueWeight.logarithmic(3, 0.1))
          .itemWeight(new FrequencyWeight(1, -0.1))
          .build()
          .fit(VIEWS);

  @Test
  void recommendedAreTheItemsWithTheLargestProducts() {
    float[] user = FITTED.userFactors().row(7);
    VectorTable items = FITTED.itemFactors();
    List<String> expected =
        IntStream.range(0, items.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -(float) Dense.dot(user, items.row(i))))
            .map(items.keys()::value)
            .toList();
    List<ScoredItem> all = FITTED.recommend(VIEWS.users().value(7), 100);
    assertThat(all).extracting(ScoredItem::id).containsExactlyElementsOf(expected);
    assertThat(all)
        .extracting(ScoredItem::rank)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
    assertThat(all.get(0).score())
        .isCloseTo(
            (float) Dense.dot(user, items.row(items.keys().indexOf(all.get(0).id()))),
            within(1e-6f));
    assertThat(FITTED.recommend(VIEWS.users().value(7), 3)).isEqualTo(all.subList(0, 3));
    assertThat(all)
        .allSatisfy(
            item ->
                assertThat(item.score())
                    .isEqualTo(FITTED.scores(user)[items.keys().indexOf(item.id())]));
  }

  @Test
  void excludedItemsAreNotRecommended() {
    String user = VIEWS.users().value(3);
    List<String> seen = VIEWS.itemsOf(user);
    assertThat(FITTED.recommend(user, 100, seen))
        .extracting(ScoredItem::id)
        .doesNotContainAnyElementsOf(seen)
        .hasSize(25 - seen.size());
    assertThat(FITTED.recommend(user, 5, List.of("new"))).isEqualTo(FITTED.recommend(user, 5));
  }

  @Test
  void aNewVisitorIsServedByFoldingIn() {
    String user = VIEWS.users().value(3);
    List<Float> values = VIEWS.itemsOf(user).stream().map(i -> VIEWS.value(user, i)).toList();
    float[] visitor = FITTED.foldIn().factors(VIEWS.itemsOf(user), values);
    assertThat(FITTED.recommend(visitor, 5, List.of())).isEqualTo(FITTED.recommend(user, 5));
  }

  @Test
  void similarItemsAreRankedByCosineWithoutTheItemItself() {
    VectorTable items = FITTED.itemFactors();
    float[] item = items.row(2);
    List<ScoredItem> similar = FITTED.similarItems(items.keys().value(2), 100);
    assertThat(similar).hasSize(24).extracting(ScoredItem::id).doesNotContain("i2");
    for (ScoredItem other : similar) {
      float[] vector = items.row(items.keys().indexOf(other.id()));
      double cosine =
          Dense.dot(item, vector) / Math.sqrt(Dense.dot(item, item) * Dense.dot(vector, vector));
      assertThat((double) other.score()).isCloseTo(cosine, within(1e-6));
    }
    assertThat(similar).isSortedAccordingTo(Comparator.comparing(ScoredItem::score).reversed());
  }

  @Test
  void itemsSeenByTheSameUsersAreSimilar() {
    InteractionsBuilder builder = Interactions.builder();
    for (int user = 0; user < 40; user++) {
      String taste = user % 2 == 0 ? "tea" : "coffee";
      for (int i = 0; i < 3; i++) {
        builder.add("u" + user, taste + (user / 2 + i) % 5);
      }
    }
    Factorization fitted = Wals.builder().factors(2).build().fit(builder.build());
    for (int i = 0; i < 5; i++) {
      assertThat(fitted.similarItems("tea" + i, 4))
          .allSatisfy(similar -> assertThat(similar.id()).startsWith("tea"));
    }
    assertThat(fitted.recommend(fitted.foldIn().factors(List.of("coffee1")), 5, List.of()))
        .allSatisfy(item -> assertThat(item.id()).startsWith("coffee"));
  }

  @Test
  void unknownIdsGetEmptyAnswers() {
    assertThat(FITTED.recommend("nobody", 10)).isEmpty();
    assertThat(FITTED.similarItems("nothing", 10)).isEmpty();
    Interactions some = VIEWS.ofUsers(user -> !VIEWS.itemsOf(user).contains("i4"));
    Factorization fitted = Wals.builder().factors(3).build().fit(some);
    assertThat(fitted.similarItems("i4", 10)).isEmpty();
    assertThat(fitted.similarItems("i5", 100)).extracting(ScoredItem::id).doesNotContain("i4");
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> FITTED.recommend("u1", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top k: k must be at least 1, was 0");
    assertThatThrownBy(() -> FITTED.similarItems("nothing", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FITTED.recommend(new float[3], 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scores: expected 4 factors, had 3");
  }

  @Test
  void savedAndLoadedItAnswersTheSame(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("factors.safetensors");
    FITTED.save(file);
    Factorization loaded = Factorization.load(file);
    assertThat(loaded.userFactors()).isEqualTo(FITTED.userFactors());
    assertThat(loaded.itemFactors()).isEqualTo(FITTED.itemFactors());
    assertThat(loaded.losses()).isEqualTo(FITTED.losses());
    assertThat(loaded.recommend("u1", 9)).isEqualTo(FITTED.recommend("u1", 9));
    assertThat(loaded.foldIn().factors(List.of("i1", "i2", "i2")))
        .containsExactly(FITTED.foldIn().factors(List.of("i1", "i2", "i2")));
    assertThat(loaded.foldIn().fingerprint()).isEqualTo(FITTED.foldIn().fingerprint());
    loaded.save(folder.resolve("again.safetensors"));
    assertThat(folder.resolve("again.safetensors")).hasSameBinaryContentAs(file);
    assertThat(Files.size(file)).isLessThan(10_000);
    assertThat(loaded).hasToString("Factorization of 50 users and 25 items, 4 factors");
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    TensorFile empty = TensorFile.builder().build();
    assertThatThrownBy(() -> Factorization.of("x", empty))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("text 'factorization' is not there");
    TensorFile odd = TensorFile.builder().json("factorization", List.of()).build();
    assertThatThrownBy(() -> Factorization.of("x", odd))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("not a factorization: x: expected a map, was '[]'");
  }
}

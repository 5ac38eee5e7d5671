package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldInTest {

  private static final Interactions VIEWS = RandomViews.of(60, 30, 500, 5);

  private static final Factorization FITTED =
      Wals.builder()
          .factors(5)
          .iterations(3)
          .userWeight(new FrequencyWeight(1, -0.5))
          .itemWeight(new FrequencyWeight(2, -0.3))
          .build()
          .fit(VIEWS);

  @Test
  void aUserOfTheFitGetsTheRowOfTheFitBitByBit() {
    for (int user = 0; user < VIEWS.users().size(); user++) {
      String id = VIEWS.users().value(user);
      List<String> items = new ArrayList<>(VIEWS.itemsOf(id));
      Collections.shuffle(items, new Random(user));
      List<Float> values = items.stream().map(item -> VIEWS.value(id, item)).toList();
      assertThat(FITTED.foldIn().factors(items, values))
          .containsExactly(FITTED.userFactors().row(user));
    }
  }

  @Test
  void countsOfTheSameItemAddUp() {
    assertThat(FITTED.foldIn().factors(List.of("i3", "i1", "i3")))
        .containsExactly(FITTED.foldIn().factors(List.of("i1", "i3"), List.of(1f, 2f)));
  }

  @Test
  void theVectorIsTheTextbooksSolution() {
    Random random = new Random(8);
    float[][] y = FITTED.itemFactors().rows();
    for (int n = 1; n < 40; n++) {
      List<String> history = RandomViews.history(VIEWS, n, random);
      double[] weights = new double[y.length];
      double[] targets = new double[y.length];
      int distinct = (int) history.stream().distinct().count();
      for (int i = 0; i < y.length; i++) {
        int count = Collections.frequency(history, VIEWS.items().value(i));
        double itemWeight = 2 * Math.pow(VIEWS.byItem().count(i), -0.3);
        weights[i] = 0.1 + Math.pow(distinct, -0.5) * itemWeight * count;
        targets[i] = count > 0 ? 1 : 0;
      }
      double[] expected = Dense.row(weights, targets, y, 0.01 * (distinct + 0.1 * y.length));
      float[] solved = FITTED.foldIn().factors(history);
      for (int f = 0; f < solved.length; f++) {
        assertThat((double) solved[f]).isCloseTo(expected[f], within(1e-6));
      }
    }
  }

  @Test
  void unknownItemsArePassedOverAndNothingKnownGivesZeros() {
    FoldIn foldIn = FITTED.foldIn();
    assertThat(foldIn.factors(List.of("i1", "new", "i2", "")))
        .containsExactly(foldIn.factors(List.of("i1", "i2")));
    assertThat(foldIn.factors(List.of("new"))).containsExactly(0, 0, 0, 0, 0);
    assertThat(foldIn.factors(List.of())).containsExactly(0, 0, 0, 0, 0);
  }

  @Test
  void anItemWithoutObservationsIsUnknown() {
    Interactions some = VIEWS.ofUsers(user -> !VIEWS.itemsOf(user).contains("i4"));
    FoldIn foldIn = Wals.builder().factors(5).build().fit(some).foldIn();
    assertThat(foldIn.items()).isEqualTo(VIEWS.items());
    assertThat(foldIn.itemFactors().row(VIEWS.items().indexOf("i4"))).containsOnly(0);
    assertThat(foldIn.factors(List.of("i4"))).containsOnly(0);
    assertThat(foldIn.factors(List.of("i4", "i5"))).containsExactly(foldIn.factors(List.of("i5")));
  }

  @Test
  void asAnEncoderItWritesTheVectorIntoItsPlace() {
    float[] target = new float[8];
    Arrays.fill(target, 9);
    FITTED.foldIn().encode(List.of("i1", "i2"), target, 2);
    float[] vector = FITTED.foldIn().factors(List.of("i1", "i2"));
    assertThat(target)
        .containsExactly(9, 9, vector[0], vector[1], vector[2], vector[3], vector[4], 9);
    assertThat(FITTED.foldIn().width()).isEqualTo(5);
    assertThat(FITTED.foldIn().name()).isEqualTo("folded_in");
  }

  @Test
  void theFingerprintTellsApartWhatGivesOtherVectors() {
    String fingerprint = FITTED.foldIn().fingerprint();
    assertThat(fingerprint).matches("[0-9a-f]{64}").isEqualTo(FITTED.foldIn().fingerprint());
    Wals other = Wals.builder().factors(5).iterations(3).build();
    assertThat(other.fit(VIEWS).foldIn().fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void wrongListsAndValuesAreRefused() {
    FoldIn foldIn = FITTED.foldIn();
    assertThatThrownBy(() -> foldIn.factors(List.of("i1"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fold-in: every item needs a value, had 1 and 0");
    assertThatThrownBy(() -> foldIn.factors(List.of("i1", "i2"), List.of(1f, Float.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fold-in: value 1 must be finite and have a weight of at least 0, was NaN");
    assertThatThrownBy(() -> foldIn.factors(List.of("i1"), List.of(-1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fold-in: value 0 must be finite and have a weight of at least 0, was -1.0");
  }

  @Test
  void withoutRegularizationTooFewItemsAreSingular() {
    FoldIn foldIn =
        Wals.builder()
            .explicit()
            .factors(2)
            .regularization(0)
            .build()
            .fit(RandomViews.of(9, 9, 200, 1))
            .foldIn();
    assertThatThrownBy(() -> foldIn.factors(List.of("i1")))
        .isInstanceOf(FactorizationException.class)
        .hasMessage(
            "the normal equations have no unique solution (rank 1 of 2); set a regularization or"
                + " fewer factors");
  }
}

package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hybridrec.core.factorization.FactorizationException.Kind;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.source.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalsTest {

  private static final Interactions VIEWS = RandomViews.of(70, 40, 400, 1);

  private static WalsBuilder small() {
    return Wals.builder().factors(6).iterations(4).tolerance(0).seed(3);
  }

  /** Every kind of objective. */
  static List<WalsBuilder> objectives() {
    return List.of(
        small(),
        small().unobservedWeight(0),
        small().explicit().regularization(0.3),
        small().explicit().unobservedWeight(0.2).valueWeight(ValueWeight.linear(0.5)),
        small().valueWeight(ValueWeight.logarithmic(4, 2)).regularization(0.05, 0.5),
        small()
            .userWeight(new FrequencyWeight(2, -1))
            .itemWeight(new FrequencyWeight(1.5, -0.4))
            .regularization(0.1));
  }

  private static double weight(Objective objective, Interactions views, String user, String item) {
    float value = views.value(user, item);
    if (value == 0) {
      return objective.unobservedWeight();
    }
    int userCount = views.itemsOf(user).size();
    int itemCount = views.byItem().count(views.items().indexOf(item));
    return objective.unobservedWeight()
        + objective.userWeight().scale()
            * Math.pow(userCount, objective.userWeight().exponent())
            * objective.itemWeight().scale()
            * Math.pow(itemCount, objective.itemWeight().exponent())
            * objective.valueWeight().of(value);
  }

  private static double target(Objective objective, float value) {
    return objective.explicit() ? value : value > 0 ? 1 : 0;
  }

  private static double lambda(Objective objective, int count, int others) {
    return objective.regularization()
        * Math.pow(
            count + objective.unobservedWeight() * others, objective.regularizationExponent());
  }

  /** The objective cell by cell, over all of them. */
  private static double loss(Objective objective, Interactions views, Factorization fitted) {
    VectorTable users = fitted.userFactors();
    VectorTable items = fitted.itemFactors();
    double loss = 0;
    for (int u = 0; u < users.size(); u++) {
      String user = users.keys().value(u);
      for (int i = 0; i < items.size(); i++) {
        String item = items.keys().value(i);
        double error =
            target(objective, views.value(user, item)) - Dense.dot(users.row(u), items.row(i));
        loss += weight(objective, views, user, item) * error * error;
      }
      loss +=
          lambda(objective, views.byUser().count(u), items.size())
              * Dense.dot(users.row(u), users.row(u));
    }
    for (int i = 0; i < items.size(); i++) {
      loss +=
          lambda(objective, views.byItem().count(i), users.size())
              * Dense.dot(items.row(i), items.row(i));
    }
    return loss;
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void theLossIsTheObjectiveOverAllCells(WalsBuilder options) {
    Wals wals = options.build();
    Factorization fitted = wals.fit(VIEWS);
    double last = fitted.losses().get(fitted.losses().size() - 1);
    assertThat(last)
        .isCloseTo(loss(wals.objective(), VIEWS, fitted), within(1e-9 * Math.abs(last)));
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void aUsersFactorsAreTheTextbooksSolution(WalsBuilder options) {
    Wals wals = options.build();
    Objective objective = wals.objective();
    Factorization fitted = wals.fit(VIEWS);
    float[][] items = fitted.itemFactors().rows();
    for (int u = 0; u < VIEWS.users().size(); u++) {
      String user = VIEWS.users().value(u);
      double[] weights = new double[items.length];
      double[] targets = new double[items.length];
      for (int i = 0; i < items.length; i++) {
        String item = VIEWS.items().value(i);
        weights[i] = weight(objective, VIEWS, user, item);
        targets[i] = target(objective, VIEWS.value(user, item));
      }
      double lambda = lambda(objective, VIEWS.byUser().count(u), items.length);
      double[] expected = Dense.row(weights, targets, items, lambda);
      float[] solved = fitted.userFactors().row(u);
      for (int f = 0; f < solved.length; f++) {
        assertThat(solved[f]).isCloseTo((float) expected[f], within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void theLossNeverRises(WalsBuilder options) {
    List<Double> heard = new ArrayList<>();
    Factorization fitted =
        options.iterations(12).build().fit(VIEWS, (iteration, loss) -> heard.add(loss));
    assertThat(fitted.losses()).isEqualTo(heard);
    assertThat(heard).hasSizeGreaterThan(1);
    for (int i = 1; i < heard.size(); i++) {
      // Exact solutions are rounded to floats.
      assertThat(heard.get(i)).isLessThanOrEqualTo(heard.get(i - 1) * (1 + 1e-6));
    }
    assertThat(heard.get(heard.size() - 1)).isLessThan(heard.get(0));
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void conjugateGradientFindsWhatCholeskyFinds(WalsBuilder options) {
    Factorization exact = options.iterations(1).build().fit(VIEWS);
    Factorization byStep = options.conjugateGradient(30).build().fit(VIEWS);
    assertRowsClose(byStep.userFactors(), exact.userFactors());
    assertRowsClose(byStep.itemFactors(), exact.itemFactors());
  }

  private static void assertRowsClose(VectorTable actual, VectorTable expected) {
    for (int row = 0; row < expected.size(); row++) {
      assertThat(actual.row(row)).containsExactly(expected.row(row), within(1e-5f));
    }
  }

  @Test
  void theResultIsTheSameForAnyNumberOfThreads() {
    Interactions many = RandomViews.of(900, 600, 6_000, 2);
    for (WalsBuilder options : List.of(small(), small().conjugateGradient(3))) {
      String one = options.iterations(2).threads(1).build().fit(many).toTensors().sha256();
      String two = options.threads(2).build().fit(many).toTensors().sha256();
      String seven = options.threads(7).build().fit(many).toTensors().sha256();
      assertThat(two).isEqualTo(one);
      assertThat(seven).isEqualTo(one);
    }
  }

  @Test
  void anotherSeedGivesOtherFactors() {
    String one = small().build().fit(VIEWS).toTensors().sha256();
    assertThat(small().seed(4).build().fit(VIEWS).toTensors().sha256()).isNotEqualTo(one);
    assertThat(small().seed(3).build().fit(VIEWS).toTensors().sha256()).isEqualTo(one);
  }

  @Test
  void aPlantedMatrixOfLowRankIsRecoveredFromHalfOfItsCells() {
    Random random = new Random(11);
    float[][] x = gaussian(60, 3, random);
    float[][] y = gaussian(50, 3, random);
    InteractionsBuilder builder = Interactions.builder().withAnySign();
    List<int[]> held = new ArrayList<>();
    for (int u = 0; u < 60; u++) {
      for (int i = 0; i < 50; i++) {
        if (random.nextBoolean()) {
          builder.add("u" + u, "i" + i, (float) Dense.dot(x[u], y[i]));
        } else {
          held.add(new int[] {u, i});
        }
      }
    }
    Factorization fitted =
        Wals.builder()
            .explicit()
            .factors(3)
            .regularization(1e-6)
            .iterations(200)
            .tolerance(1e-3)
            .build()
            .fit(builder.build());
    VectorTable users = fitted.userFactors();
    VectorTable items = fitted.itemFactors();
    double worst = 0;
    for (int[] cell : held) {
      float[] user = users.row(users.keys().indexOf("u" + cell[0]));
      float[] item = items.row(items.keys().indexOf("i" + cell[1]));
      worst = Math.max(worst, Math.abs(Dense.dot(user, item) - Dense.dot(x[cell[0]], y[cell[1]])));
    }
    assertThat(held).hasSizeGreaterThan(1_000);
    assertThat(worst).isLessThan(1e-3);
  }

  private static float[][] gaussian(int rows, int width, Random random) {
    float[][] values = new float[rows][width];
    for (float[] row : values) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return values;
  }

  @Test
  void theFitEndsWhenTheLossHardlyFalls() {
    assertThat(small().iterations(50).tolerance(0.5).build().fit(VIEWS).losses()).hasSize(2);
    assertThat(small().iterations(3).tolerance(1e-9).build().fit(VIEWS).losses()).hasSize(3);
  }

  @Test
  void theLabHasTensorFlowsDefaults() {
    Wals lab = Wals.lab().build();
    assertThat(lab.factors()).isEqualTo(10);
    assertThat(lab.objective())
        .isEqualTo(
            new Objective(
                true,
                0.1,
                ValueWeight.constant(1),
                FrequencyWeight.ONE,
                FrequencyWeight.ONE,
                0,
                0));
  }

  @Test
  void moreFactorsThanIdsNeedARegularization() {
    Interactions few = RandomViews.of(5, 4, 6, 3);
    assertThat(Wals.builder().factors(9).build().fit(few).width()).isEqualTo(9);
    assertThatThrownBy(() -> Wals.lab().build().fit(few))
        .isInstanceOfSatisfying(
            FactorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SINGULAR))
        .hasMessage(
            "user 'u0': the normal equations have no unique solution (rank 4 of 10); set a"
                + " regularization or fewer factors");
    assertThat(Wals.lab().conjugateGradient(50).build().fit(few).width()).isEqualTo(10);
  }

  @Test
  void factorsBeyondTheRangeOfAFloatAreRefused() {
    Interactions huge =
        Interactions.builder()
            .add("u", "i", 3e38f)
            .add("u", "j", 3e38f)
            .add("v", "j", 1e-30f)
            .build();
    assertThatThrownBy(
            () ->
                Wals.builder()
                    .explicit()
                    .factors(1)
                    .valueWeight(ValueWeight.linear(1e300))
                    .build()
                    .fit(huge))
        .isInstanceOfSatisfying(
            FactorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NON_FINITE))
        .hasMessageStartingWith("user 'u': the normal equations are not finite (pivot 0 is ")
        .hasMessageEndingWith("); scale the values down");
  }

  @Test
  void valuesBelowZeroNeedExplicitModeAndAConstantWeight() {
    Interactions signed =
        Interactions.builder().withAnySign().add("u", "i", 1).add("v", "j", -2).build();
    assertThat(Wals.builder().factors(2).explicit().build().fit(signed).width()).isEqualTo(2);
    String message =
        "user 'v', item 'j': the value must be at least 0, was -2.0; only explicit mode with a"
            + " constant value weight takes others";
    assertThatThrownBy(() -> Wals.builder().build().fit(signed))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(message);
    assertThatThrownBy(
            () -> Wals.builder().explicit().valueWeight(ValueWeight.linear(1)).build().fit(signed))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(message);
  }

  @Test
  void anInterruptEndsTheFit() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> small().threads(2).build().fit(VIEWS))
        .isInstanceOfSatisfying(
            FactorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED))
        .hasMessage("factorization: the thread was interrupted; its interrupt flag is still set");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    WalsBuilder options = Wals.builder();
    assertRefused(() -> options.factors(0), "WALS: factors must be from 1 to 4096, was 0");
    assertRefused(() -> options.factors(4_097), "WALS: factors must be from 1 to 4096, was 4097");
    assertRefused(() -> options.iterations(0), "WALS: iterations must be at least 1, was 0");
    assertRefused(() -> options.threads(0), "WALS: threads must be at least 1, was 0");
    assertRefused(
        () -> options.conjugateGradient(0),
        "WALS: conjugate gradient steps must be at least 1, was 0");
    assertRefused(
        () -> options.tolerance(Double.NaN),
        "WALS: tolerance must be at least 0 and less than 1, was NaN");
    assertRefused(
        () -> options.regularization(-1),
        "WALS: regularization must be at least 0 and finite, was -1.0");
    assertRefused(
        () -> options.regularization(1, 1.5),
        "WALS: the regularization's exponent must be from 0 to 1, was 1.5");
    assertRefused(
        () -> options.unobservedWeight(Double.POSITIVE_INFINITY),
        "WALS: unobservedWeight must be at least 0 and finite, was Infinity");
    assertRefused(
        () -> ValueWeight.linear(0), "value weight: scale must be positive and finite, was 0.0");
    assertRefused(
        () -> ValueWeight.logarithmic(1, Double.NaN),
        "value weight: unit must be positive and finite, was NaN");
    assertRefused(
        () -> new FrequencyWeight(-1, 0),
        "frequency weight: scale must be positive and finite, was -1.0");
    assertRefused(
        () -> new FrequencyWeight(1, Double.NaN),
        "frequency weight: exponent must be finite, was NaN");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void weightsThatAreNotFiniteAreRefused(double weight) {
    WalsBuilder options = Wals.builder();
    assertRefused(
        () -> options.unobservedWeight(weight),
        "WALS: unobservedWeight must be at least 0 and finite, was " + weight);
    assertRefused(
        () -> options.regularization(weight),
        "WALS: regularization must be at least 0 and finite, was " + weight);
    assertRefused(
        () -> ValueWeight.constant(weight),
        "value weight: scale must be positive and finite, was " + weight);
    assertRefused(
        () -> ValueWeight.logarithmic(1, weight),
        "value weight: unit must be positive and finite, was " + weight);
    assertRefused(
        () -> new FrequencyWeight(weight, 0),
        "frequency weight: scale must be positive and finite, was " + weight);
    assertRefused(
        () -> new FrequencyWeight(1, weight),
        "frequency weight: exponent must be finite, was " + weight);
  }

  @Test
  void weightsThatOverflowOnTheWayAreRefusedWithTheirUserOrItem() {
    Interactions two = Interactions.builder().add("u", "i", 2).add("v", "j", 2).build();
    for (WalsBuilder options :
        List.of(Wals.builder().cholesky(), Wals.builder().conjugateGradient(5))) {
      assertThatThrownBy(
              () ->
                  options
                      .factors(2)
                      .valueWeight(ValueWeight.linear(Double.MAX_VALUE))
                      .build()
                      .fit(two))
          .isInstanceOfSatisfying(
              FactorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NON_FINITE))
          .hasMessageStartingWith("user 'u': ");
    }
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}

package org.hybridrec.core.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.factorization.Factorization;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;

/** The baselines against their formulas, written down once more in the plainest way. */
class ScorersTest {

  private static final int ITEMS = 9;
  private static final History HISTORY = History.of("current", "before").last(4);

  private record Row(String user, String current, List<String> before, String next, long time) {

    /** Newest first, cut at 4. */
    List<String> seen() {
      List<String> seen = new ArrayList<>();
      if (current != null) {
        seen.add(current);
      }
      before.stream().limit(4L - seen.size()).forEach(seen::add);
      return seen;
    }
  }

  private final List<Row> rows = randomRows(300, 1);
  private final List<Row> asked = randomRows(40, 2);
  private final LabelColumn label =
      new LabelColumn("next", ItemIndex.of(List.of("i3", "i1", "i0", "i2", "i5", "i4", "i7")));
  private final Popularity popularity = Popularity.of(source(rows), label);
  private final Interactions interactions = interactions(rows);

  private static List<Row> randomRows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> before = new ArrayList<>();
      for (int j = random.nextInt(6); j > 0; j--) {
        before.add("i" + random.nextInt(ITEMS));
      }
      rows.add(
          new Row(
              "u" + random.nextInt(25),
              random.nextInt(10) == 0 ? null : "i" + random.nextInt(ITEMS),
              before,
              random.nextInt(10) == 0 ? null : "i" + random.nextInt(ITEMS),
              i));
    }
    return rows;
  }

  private static ExampleSource source(List<Row> rows) {
    return ExampleSource.rows(rows)
        .text("user", Row::user)
        .text("current", Row::current)
        .texts("before", Row::before)
        .text("next", Row::next)
        .integer("time", Row::time);
  }

  private static Interactions interactions(List<Row> rows) {
    return Interactions.builder()
        .addAll(source(rows), "user", "current")
        .addAll(source(rows), "user", "next")
        .build();
  }

  private record Scored(List<Double> scores, List<Double> probabilities, int label) {}

  private static List<Scored> scored(Scorer scorer, List<Row> rows) {
    List<Scored> all = new ArrayList<>();
    scorer.score(
        source(rows),
        new ScoredRows() {
          @Override
          public void logits(float[] logits, int label) {
            throw new AssertionError("baselines give scores");
          }

          @Override
          public void scores(double[] scores, double[] probabilities, int label) {
            all.add(new Scored(boxed(scores), boxed(probabilities), label));
          }
        });
    assertThat(all).hasSameSizeAs(rows);
    return all;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private String id(int item) {
    return label.items().id(item);
  }

  private void probabilitiesAddUpToOne(Scorer scorer) {
    for (Scored row : scored(scorer, asked)) {
      double sum = 0;
      for (double probability : row.probabilities()) {
        assertThat(probability).isPositive();
        sum += probability;
      }
      assertThat(sum).isEqualTo(1, within(1e-12));
    }
  }

  @Test
  void everyBaselineGivesProbabilitiesAndTheLabelsOfTheIndex() {
    Factorization factors = Wals.builder().factors(3).build().fit(interactions);
    for (Scorer scorer :
        List.of(
            popularity,
            Transitions.of(source(rows), "current", label),
            DecayedTransitions.of(source(rows), HISTORY, label),
            ItemNeighbours.of(interactions, HISTORY, popularity),
            Ease.of(interactions, HISTORY, popularity),
            new FactorsAlone(factors.foldIn(), HISTORY, popularity))) {
      probabilitiesAddUpToOne(scorer);
      assertThat(scorer.itemCount()).isEqualTo(7);
      assertThat(scorer.indexOf("i0")).isEqualTo(2);
      assertThat(scorer.indexOf("i8")).isEqualTo(-1);
      List<Scored> scored = scored(scorer, asked);
      for (int row = 0; row < asked.size(); row++) {
        String next = asked.get(row).next();
        assertThat(scored.get(row).label())
            .isEqualTo(next == null ? -1 : label.items().indexOf(next));
      }
    }
  }

  @Test
  void popularityAndTransitionsAreMeasuredAsTheyMeasureThemselves() {
    Transitions transitions = Transitions.of(source(rows), "current", label);

    same(popularity.evaluate(source(asked), 3), popularity);
    same(transitions.evaluate(source(asked), 3), transitions);
  }

  private void same(Evaluation expected, Scorer scorer) {
    assertThat(Evaluator.at(3).evaluate(scorer, source(asked)).evaluation()).isEqualTo(expected);
  }

  @Test
  void decayedTransitionsWithAHistoryOfOneAreTransitions() {
    List<Scored> decayed =
        scored(DecayedTransitions.of(source(rows), History.of("current"), label), asked);
    List<Scored> plain = scored(Transitions.of(source(rows), "current", label), asked);

    for (int row = 0; row < asked.size(); row++) {
      for (int item = 0; item < 7; item++) {
        assertThat(decayed.get(row).probabilities().get(item))
            .isEqualTo(plain.get(row).probabilities().get(item), within(1e-12));
      }
    }
  }

  @Test
  void decayedTransitionsFollowTheirFormula() {
    double decay = 0.7;
    List<Scored> scored = scored(DecayedTransitions.of(source(rows), HISTORY, label, decay), asked);

    for (int row = 0; row < asked.size(); row++) {
      for (int item = 0; item < 7; item++) {
        assertThat(scored.get(row).probabilities().get(item))
            .isEqualTo(bruteTransitions(asked.get(row).seen(), item, decay), within(1e-12));
      }
      assertThat(scored.get(row).scores()).isEqualTo(scored.get(row).probabilities());
    }
  }

  private double bruteTransitions(List<String> seen, int item, double decay) {
    double sum = 0;
    double weights = 0;
    for (int a = 0; a < seen.size(); a++) {
      double pair = 0;
      double total = 0;
      for (Row row : rows) {
        for (int b = 0; row.next() != null && b < row.seen().size(); b++) {
          if (row.seen().get(b).equals(seen.get(a)) && label.items().indexOf(row.next()) >= 0) {
            total += Math.pow(decay, b);
            pair += row.next().equals(id(item)) ? Math.pow(decay, b) : 0;
          }
        }
      }
      if (total > 0) {
        double weight = Math.pow(decay, a);
        sum += weight * (pair + popularity.probability(item)) / (total + 1);
        weights += weight;
      }
    }
    return weights == 0 ? popularity.probability(item) : sum / weights;
  }

  @Test
  void neighboursAreThoseOfTheCosineOfSessions() {
    double decay = 0.5;
    List<Scored> scored =
        scored(ItemNeighbours.of(interactions, HISTORY, popularity, ITEMS, decay), asked);

    for (int row = 0; row < asked.size(); row++) {
      List<String> seen = asked.get(row).seen();
      for (int item = 0; item < 7; item++) {
        double score = 1e-6 * popularity.probability(item);
        for (int a = 0; a < seen.size(); a++) {
          if (!seen.get(a).equals(id(item))) {
            score += Math.pow(decay, a) * cosine(seen.get(a), id(item));
          }
        }
        assertThat(scored.get(row).scores().get(item)).isEqualTo(score, within(1e-12));
      }
    }
  }

  private double cosine(String one, String other) {
    double both = 0;
    double first = 0;
    double second = 0;
    for (String user : interactions.users().values()) {
      double a = Math.signum(interactions.value(user, one));
      double b = Math.signum(interactions.value(user, other));
      both += a * b;
      first += a;
      second += b;
    }
    return both / Math.sqrt(first * second);
  }

  @Test
  void onlyTheNearestNeighboursAreKept() {
    Interactions sessions =
        Interactions.of(
            List.of("s1", "s1", "s2", "s2", "s3", "s3", "s3"),
            List.of("i0", "i1", "i0", "i1", "i0", "i2", "i3"));
    Row row = new Row("u", "i0", List.of(), "i1", 0);

    Scored scored =
        scored(ItemNeighbours.of(sessions, HISTORY, popularity, 1, 1), List.of(row)).get(0);

    assertThat(scored.scores().get(label.items().indexOf("i1")))
        .isEqualTo(2 / Math.sqrt(3 * 2), within(1e-5));
    assertThat(scored.scores().get(label.items().indexOf("i2"))).isLessThan(1e-5);
  }

  /** B is right if, off the diagonal, (XᵀX + λI) B = XᵀX, and B is 0 on it. */
  @Test
  void easeSolvesItsNormalEquations() {
    double lambda = 2.5;
    LabelColumn all = new LabelColumn("next", ItemIndex.of(interactions.items().values()));
    Popularity everything = Popularity.of(source(rows), all);
    Ease ease = Ease.of(interactions, History.of("current"), everything, lambda, 1);
    double[][] b = new double[ITEMS][];
    double[][] gram = new double[ITEMS][ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      Row row = new Row("u", all.items().id(i), List.of(), null, 0);
      b[i] = scored(ease, List.of(row)).get(0).scores().stream().mapToDouble(x -> x).toArray();
      for (int j = 0; j < ITEMS; j++) {
        b[i][j] -= 1e-6 * everything.probability(j);
        for (String user : interactions.users().values()) {
          gram[i][j] +=
              Math.signum(interactions.value(user, all.items().id(i)))
                  * Math.signum(interactions.value(user, all.items().id(j)));
        }
      }
    }
    for (int i = 0; i < ITEMS; i++) {
      assertThat(b[i][i]).isEqualTo(0, within(1e-12));
      for (int j = 0; j < ITEMS; j++) {
        double left = lambda * b[i][j];
        for (int k = 0; k < ITEMS; k++) {
          left += gram[i][k] * b[k][j];
        }
        if (i != j) {
          assertThat(left).isEqualTo(gram[i][j], within(1e-9));
        }
      }
    }
  }

  @Test
  void easeRefusesCataloguesThatAreTooLarge() {
    List<String> items = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (int i = 0; i <= Ease.MOST_ITEMS; i++) {
      items.add("i" + i);
      users.add("u");
    }

    assertThatThrownBy(() -> Ease.of(Interactions.of(users, items), HISTORY, popularity))
        .isInstanceOf(CatalogueTooLargeException.class)
        .hasMessage(
            "EASE takes at most 6,000 items, were 6,001; leave rare items out, or use another"
                + " baseline")
        .satisfies(
            e -> {
              assertThat(((CatalogueTooLargeException) e).items()).isEqualTo(6_001);
              assertThat(((CatalogueTooLargeException) e).most()).isEqualTo(6_000);
            });
  }

  @Test
  void factorsAloneScoreByTheProductOfFoldedInAndItemFactors() {
    Factorization factors = Wals.builder().factors(4).build().fit(interactions);
    List<Scored> scored = scored(new FactorsAlone(factors.foldIn(), HISTORY, popularity), asked);

    for (int row = 0; row < asked.size(); row++) {
      float[] user = factors.foldIn().factors(asked.get(row).seen());
      for (int item = 0; item < 7; item++) {
        float[] own = factors.itemFactors().row(factors.itemFactors().keys().indexOf(id(item)));
        double product = 1e-6 * popularity.probability(item);
        for (int i = 0; i < 4; i++) {
          product += (double) user[i] * own[i];
        }
        assertThat(scored.get(row).scores().get(item)).isEqualTo(product, within(1e-9));
      }
    }
  }

  @Test
  void recentPopularityCountsTheWindowBeforeTheLatestRow() {
    Popularity recent = Popularity.recent(source(rows), label, "time", 49);
    Popularity last = Popularity.of(source(rows.subList(250, 300)), label);
    Popularity all = Popularity.recent(source(rows), label, "time", Long.MAX_VALUE);

    for (int item = 0; item < 7; item++) {
      assertThat(recent.count(item)).isEqualTo(last.count(item));
      assertThat(all.count(item)).isEqualTo(popularity.count(item));
    }
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new History(List.of(), 1))
        .hasMessage("history: there must be at least 1 field, were 0");
    assertThatThrownBy(() -> History.of("current").last(0))
        .hasMessage("history: length must be at least 1, was 0");
    assertThatThrownBy(() -> DecayedTransitions.of(source(rows), HISTORY, label, 0))
        .hasMessage("decay must be above 0 and at most 1, was 0.0");
    assertThatThrownBy(() -> ItemNeighbours.of(interactions, HISTORY, popularity, 0, 1))
        .hasMessage("neighbours must be at least 1, were 0");
    assertThatThrownBy(() -> Ease.of(interactions, HISTORY, popularity, Double.NaN, 1))
        .hasMessage("regularization must be above 0 and finite, was NaN");
    assertThatThrownBy(() -> Popularity.recent(source(rows), label, "time", -1))
        .hasMessage("window must be at least 0, was -1");
    ExampleSource timeless =
        ExampleSource.rows(List.of("a")).text("next", x -> x).integer("time", x -> null);
    assertThatThrownBy(() -> Popularity.recent(timeless, label, "time", 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("recent popularity: no row has a readable time in 'time'");
    assertThatThrownBy(() -> DecayedTransitions.of(source(rows), History.of("time", "old"), label))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "source column 'old' is missing; the source has ['user', 'current', 'before', 'next',"
                + " 'time']");
  }
}

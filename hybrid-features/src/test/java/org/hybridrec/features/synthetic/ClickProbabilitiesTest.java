package org.hybridrec.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hybridrec.features.source.ExampleSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the clicks of the site against its formula, seen from outside only. */
class ClickProbabilitiesTest {

  private static final double MOST_DEVIATION = 4;

  private static NewsSiteBuilder tiny() {
    return NewsSite.builder().visitors(10).articles(16).lateArticles(0.25).views(30_000);
  }

  @FunctionalInterface
  private interface Law {
    double[] probabilities(String visitor, String current);
  }

  /**
   * Holds how often each article followed against the law, for each visitor and current article.
   */
  private static ChiSquare held(ExampleSource examples, List<String> ids, Law law) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Map<String, String> row : SiteRows.of(examples)) {
      counts
          .computeIfAbsent(
              row.get("visitor_id") + " " + row.get("content_id"), key -> new int[ids.size()])[
          ids.indexOf(row.get("next_content_id"))]++;
    }
    ChiSquare test = new ChiSquare();
    counts.forEach(
        (key, sample) -> {
          int space = key.indexOf(' ');
          test.add(sample, law.probabilities(key.substring(0, space), key.substring(space + 1)));
        });
    return test;
  }

  @ParameterizedTest
  @CsvSource({"2, 4, 0.5, 1", "0, 0, 1, 2", "1, 0, 0, 3", "0, 2, 0, 4", "3, 12, 1, 5"})
  void clicksFollowTheTrueProbabilities(double alpha, double beta, double gamma, long seed) {
    NewsSite site = tiny().alpha(alpha).beta(beta).gamma(gamma).seed(seed).build();
    List<String> ids = site.articleIds();
    ChiSquare early = held(site.earlyExamples(), ids, site::earlyTrueProbabilities);
    ChiSquare late = held(site.lateExamples(), ids, site::trueProbabilities);

    assertThat(early.degreesOfFreedom()).isGreaterThan(5);
    assertThat(early.deviation()).isLessThan(MOST_DEVIATION);
    assertThat(late.degreesOfFreedom()).isGreaterThan(5);
    assertThat(late.deviation()).isLessThan(MOST_DEVIATION);
  }

  @Test
  void theSameClicksDoNotFollowASlightlyDifferentLaw() {
    NewsSite site = tiny().seed(1).build();
    List<String> ids = site.articleIds();
    NewsSite other = tiny().seed(1).beta(3.4).build();
    NewsSite another = tiny().seed(1).alpha(1.4).build();

    assertThat(held(site.earlyExamples(), ids, other::earlyTrueProbabilities).deviation())
        .isGreaterThan(2 * MOST_DEVIATION);
    assertThat(held(site.earlyExamples(), ids, another::earlyTrueProbabilities).deviation())
        .isGreaterThan(2 * MOST_DEVIATION);
    assertThat(held(site.earlyExamples(), ids, site::trueProbabilities).deviation())
        .isGreaterThan(2 * MOST_DEVIATION);
  }

  @Test
  void firstArticlesFollowPopularityWhenNothingElseCounts() {
    NewsSite site =
        NewsSite.builder().visitors(20_000).articles(12).views(50_000).alpha(0).beta(0).build();
    List<String> ids = site.articleIds();
    int[] counts = new int[ids.size()];
    Set<String> seen = new HashSet<>();
    for (Map<String, String> view : SiteRows.of(site.views())) {
      if (seen.add(view.get("visitor_id"))) {
        counts[ids.indexOf(view.get("content_id"))]++;
      }
    }
    ChiSquare test = new ChiSquare();
    test.add(counts, site.trueProbabilities(site.visitorIds().get(0), ids.get(0)));

    assertThat(Arrays.stream(counts).sum()).isGreaterThan(5_000);
    assertThat(test.deviation()).isLessThan(MOST_DEVIATION);
  }

  @Test
  void withPopularityAloneProbabilitiesAreItsPowers() {
    NewsSite site = tiny().alpha(0).beta(0).gamma(0.8).build();
    List<String> ids = site.articleIds();
    double[] powers = ids.stream().mapToDouble(id -> Math.pow(site.popularity(id), 0.8)).toArray();
    double sum = Arrays.stream(powers).sum();
    double[] expected = Arrays.stream(powers).map(power -> power / sum).toArray();

    for (String visitor : site.visitorIds()) {
      assertThat(site.trueProbabilities(visitor, ids.get(3)))
          .containsExactly(expected, within(1e-12));
    }
    assertThat(ids.stream().map(id -> Math.round(1 / site.popularity(id))).sorted())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L);
  }

  @Test
  void withPopularityAloneViewsAreOrderedByIt() {
    NewsSite site =
        NewsSite.builder().articles(20).views(100_000).alpha(0).beta(0).gamma(1).build();
    Map<String, Long> views =
        SiteRows.of(site.views()).stream()
            .collect(Collectors.groupingBy(v -> v.get("content_id"), Collectors.counting()));
    List<String> byPopularity =
        site.articleIds().stream()
            .sorted((a, b) -> Double.compare(site.popularity(b), site.popularity(a)))
            .toList();
    List<String> byViews =
        views.entrySet().stream()
            .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
            .map(Map.Entry::getKey)
            .toList();

    // The fifth and the sixth are expected to be nine standard errors apart, those above more.
    assertThat(byViews.subList(0, 5)).isEqualTo(byPopularity.subList(0, 5));
  }

  @Test
  void probabilitiesSumToOneAndLateArticlesHaveNoneEarly() {
    NewsSite site = tiny().build();
    for (String visitor : site.visitorIds()) {
      for (String current : site.articleIds()) {
        double[] early = site.earlyTrueProbabilities(visitor, current);
        double[] late = site.trueProbabilities(visitor, current);
        double kept = Arrays.stream(late, 0, 12).sum();

        assertThat(Arrays.stream(early).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(late).sum()).isCloseTo(1, within(1e-12));
        for (int j = 0; j < 16; j++) {
          assertThat(site.articles().get(j).late()).isEqualTo(j >= 12);
          assertThat(early[j]).isCloseTo(j < 12 ? late[j] / kept : 0, within(1e-12));
          assertThat(late[j]).isPositive();
        }
      }
    }
  }

  @Test
  void tasteIsTheVisitorsAndLikenessTheArticles() {
    NewsSite noTaste = tiny().alpha(0).build();
    NewsSite noLikeness = tiny().beta(0).build();
    List<String> ids = noTaste.articleIds();
    List<String> visitors = noTaste.visitorIds();

    assertThat(noTaste.trueProbabilities(visitors.get(0), ids.get(1)))
        .isEqualTo(noTaste.trueProbabilities(visitors.get(1), ids.get(1)))
        .isNotEqualTo(noTaste.trueProbabilities(visitors.get(0), ids.get(2)));
    assertThat(noLikeness.trueProbabilities(visitors.get(0), ids.get(1)))
        .isEqualTo(noLikeness.trueProbabilities(visitors.get(0), ids.get(2)))
        .isNotEqualTo(noLikeness.trueProbabilities(visitors.get(1), ids.get(1)));
  }

  @Test
  void theExponentIsLinearInEachWeight() {
    NewsSite site = tiny().alpha(1).beta(2).gamma(0.5).build();
    NewsSite doubled = tiny().alpha(2).beta(4).gamma(1).build();
    for (String visitor : site.visitorIds()) {
      double[] once = site.trueProbabilities(visitor, site.articleIds().get(2));
      double[] twice = doubled.trueProbabilities(visitor, site.articleIds().get(2));
      for (int j = 1; j < once.length; j++) {
        assertThat(Math.log(twice[j] / twice[0]))
            .isCloseTo(2 * Math.log(once[j] / once[0]), within(1e-9));
      }
    }
  }

  /**
   * From the probabilities alone: β (1 − c_i·c_j), which is 0 for i = j, symmetric, at most 2 β.
   */
  private static double unlikeness(NewsSite site, int i, int j) {
    double[] p = site.trueProbabilities(site.visitorIds().get(0), site.articleIds().get(i));
    return Math.log(p[i] / p[j]);
  }

  @Test
  void likenessIsThatOfUnitVectors() {
    NewsSite site = tiny().alpha(0).beta(3).gamma(0).build();
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 16; j++) {
        assertThat(unlikeness(site, i, j))
            .isBetween(-1e-9, 6 + 1e-9)
            .isCloseTo(unlikeness(site, j, i), within(1e-9));
      }
    }
  }

  @Test
  void titlesTellWhatAnArticleIsAbout() {
    NewsSite site = NewsSite.builder().articles(400).views(1).alpha(0).beta(1).gamma(0).build();
    double[] sums = new double[3];
    int[] counts = new int[3];
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < 400; j++) {
        int kind = kind(site.articles().get(i), site.articles().get(j));
        sums[kind] += unlikeness(site, i, j);
        counts[kind]++;
      }
    }

    assertThat(counts[2]).isGreaterThan(200);
    assertThat(sums[2] / counts[2]).isCloseTo(0, within(1e-9));
    assertThat(sums[1] / counts[1]).isBetween(0.1, 0.6);
    assertThat(sums[0] / counts[0]).isBetween(0.8, 1.2);
  }

  /** 0 for different topics, 1 for the same topic, 2 for the same two topic words. */
  private static int kind(NewsArticle a, NewsArticle b) {
    if (!a.topic().equals(b.topic())) {
      return 0;
    }
    return topicWords(a).equals(topicWords(b)) ? 2 : 1;
  }

  private static Set<String> topicWords(NewsArticle article) {
    Topic topic =
        Arrays.stream(Topic.values())
            .filter(t -> t.desk().equals(article.topic()))
            .findFirst()
            .orElseThrow();
    Set<String> words = new HashSet<>(Arrays.asList(article.title().split("[ ,:?\"]+")));
    words.retainAll(topic.words());
    assertThat(words).as(article.title()).hasSize(2);
    return words;
  }
}

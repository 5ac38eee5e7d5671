package org.hybridrec.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewsSiteTest {

  @TempDir Path folder;

  private static NewsSiteBuilder small() {
    return NewsSite.builder().visitors(100).articles(60).views(5_000).lateArticles(0.2);
  }

  private String digest(ExampleSource source) throws Exception {
    Path file = folder.resolve("site.csv");
    CsvFiles.write(source, file);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
  }

  private static Comparator<Map<String, String>> byNumber(String column) {
    return Comparator.comparingLong(row -> Long.parseLong(row.get(column)));
  }

  @Test
  void sameOptionsMakeTheSameSiteAndAnotherSeedAnother() throws Exception {
    assertThat(digest(small().build().views())).isEqualTo(digest(small().build().views()));
    assertThat(digest(small().build().examples())).isEqualTo(digest(small().build().examples()));
    assertThat(digest(small().seed(2).build().views()))
        .isNotEqualTo(digest(small().build().views()));
  }

  @Test
  void columnsStandInTheOrderOfTheLab() {
    NewsSite site = small().build();

    assertThat(site.examples().schema().names())
        .containsExactly(
            "next_content_id",
            "visitor_id",
            "content_id",
            "category",
            "title",
            "author",
            "months_since_epoch");
    assertThat(site.views().schema().names())
        .containsExactly(
            "visitor_id",
            "session_start",
            "hit_time",
            "content_id",
            "category",
            "title",
            "author",
            "months_since_epoch");
  }

  @Test
  void everyViewHoldsWhatItsArticleSays() {
    NewsSite site = small().build();
    Map<String, NewsArticle> articles =
        site.articles().stream().collect(Collectors.toMap(NewsArticle::contentId, a -> a));
    List<Map<String, String>> views = SiteRows.of(site.views());

    assertThat(views).hasSize(5_000);
    for (Map<String, String> view : views) {
      NewsArticle article = articles.get(view.get("content_id"));
      assertThat(view.get("category")).isEqualTo(article.category());
      assertThat(view.get("title"))
          .isEqualTo(article.title())
          .isEqualTo(site.title(article.contentId()));
      assertThat(view.get("author")).isEqualTo(article.author());
      assertThat(view.get("months_since_epoch"))
          .isEqualTo(String.valueOf(article.monthsSinceEpoch()));
      assertThat(site.visitorIds()).contains(view.get("visitor_id"));
    }
  }

  @Test
  void examplesPairEachViewWithTheVisitorsNextBySessionAndTime() {
    NewsSite site = small().build();
    Map<String, List<Map<String, String>>> byVisitor =
        SiteRows.of(site.views()).stream().collect(Collectors.groupingBy(v -> v.get("visitor_id")));
    List<String> expected = new ArrayList<>();
    for (List<Map<String, String>> views : byVisitor.values()) {
      views.sort(byNumber("session_start").thenComparing(byNumber("hit_time")));
      for (int i = 0; i + 1 < views.size(); i++) {
        Map<String, String> view = views.get(i);
        expected.add(
            view.get("visitor_id")
                + " "
                + view.get("content_id")
                + " "
                + views.get(i + 1).get("content_id"));
      }
    }

    assertThat(SiteRows.of(site.examples()))
        .extracting(
            row ->
                row.get("visitor_id")
                    + " "
                    + row.get("content_id")
                    + " "
                    + row.get("next_content_id"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).hasSize(5_000 - byVisitor.size());
  }

  @Test
  void hitTimesOfDifferentSessionsInterleaveAsInTheLab() {
    Map<String, List<Map<String, String>>> byVisitor =
        SiteRows.of(small().build().views()).stream()
            .collect(Collectors.groupingBy(v -> v.get("visitor_id")));
    long interleaved =
        byVisitor.values().stream()
            .filter(
                views -> {
                  List<Map<String, String>> byHit = new ArrayList<>(views);
                  byHit.sort(byNumber("hit_time"));
                  return !byHit.equals(views);
                })
            .count();

    assertThat(interleaved).isGreaterThan(byVisitor.size() / 2);
  }

  @Test
  void timesAreUniqueWithinAVisitorAndRunFromTheSecondOfNovember() {
    Set<String> seen = new HashSet<>();
    long start = Instant.parse("2017-11-02T00:00:00Z").toEpochMilli();
    long end = Instant.parse("2017-12-01T00:00:00Z").toEpochMilli();
    long latest = start;
    for (Map<String, String> view : SiteRows.of(small().build().views())) {
      long session = Long.parseLong(view.get("session_start"));
      long time = session + Long.parseLong(view.get("hit_time"));

      assertThat(seen.add(view.get("visitor_id") + session + " " + view.get("hit_time"))).isTrue();
      assertThat(session).isGreaterThanOrEqualTo(latest);
      assertThat(time).isBetween(session, end);
      latest = session;
    }
    assertThat(latest).isGreaterThan(start);
  }

  @Test
  void noArticleIsViewedBeforeItExists() {
    NewsSite site = NewsSite.builder().visitors(100).articles(60).lateArticles(0.2).build();
    Map<String, NewsArticle> articles =
        site.articles().stream().collect(Collectors.toMap(NewsArticle::contentId, a -> a));
    List<Map<String, String>> views = SiteRows.of(site.views());
    int firstLate = -1;
    for (int v = 0; v < views.size() && firstLate < 0; v++) {
      firstLate = articles.get(views.get(v).get("content_id")).late() ? v : -1;
    }

    assertThat(site.articles().stream().filter(NewsArticle::late)).hasSize(12);
    assertThat(firstLate).isBetween(16_000, 16_100);
    for (Map<String, String> row : SiteRows.of(site.earlyExamples())) {
      assertThat(articles.get(row.get("content_id")).late()).isFalse();
      assertThat(articles.get(row.get("next_content_id")).late()).isFalse();
    }
    assertThat(SiteRows.of(site.lateExamples()))
        .anyMatch(row -> articles.get(row.get("next_content_id")).late());
    assertThat(site.articles()).allMatch(a -> a.monthsSinceEpoch() <= Newsroom.CURRENT_MONTH);
  }

  @Test
  void bothSplitsPartTheExamplesAndTheFirstPartsTheVisitors() {
    NewsSite site = small().build();
    List<Map<String, String>> all = SiteRows.of(site.examples());
    List<Map<String, String>> train = SiteRows.of(site.trainExamples());
    List<Map<String, String>> evaluation = SiteRows.of(site.evaluationExamples());
    List<Map<String, String>> early = SiteRows.of(site.earlyExamples());
    List<Map<String, String>> late = SiteRows.of(site.lateExamples());

    assertThat(train).isNotEmpty().doesNotContainAnyElementsOf(evaluation);
    assertThat(evaluation).isNotEmpty();
    assertThat(joined(train, evaluation)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(joined(early, late)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(late.size() / (double) all.size()).isCloseTo(0.2, within(0.02));
    assertThat(visitors(train)).doesNotContainAnyElementsOf(visitors(evaluation));
  }

  private static List<Map<String, String>> joined(
      List<Map<String, String>> one, List<Map<String, String>> two) {
    List<Map<String, String>> both = new ArrayList<>(one);
    both.addAll(two);
    return both;
  }

  private static Set<String> visitors(List<Map<String, String>> rows) {
    return rows.stream().map(row -> row.get("visitor_id")).collect(Collectors.toSet());
  }

  @Test
  void articlesLookLikeThoseOfTheLab() {
    List<NewsArticle> articles = NewsSite.builder().articles(2_000).views(10).build().articles();

    assertThat(articles).extracting(NewsArticle::contentId).doesNotHaveDuplicates();
    assertThat(articles).allMatch(a -> a.contentId().matches("29\\d{7}|30\\d{7}"));
    assertThat(articles)
        .extracting(NewsArticle::category)
        .containsOnly("News", "Stars & Kultur", "Lifestyle");
    assertThat(articles).extracting(NewsArticle::topic).containsAll(List.of("Küche", "Bühne"));
    assertThat(share(articles, a -> a.author() == null)).isCloseTo(0.18, within(0.03));
    assertThat(share(articles, a -> a.monthsSinceEpoch() < 574)).isCloseTo(0.15, within(0.03));
    assertThat(articles).allMatch(a -> a.monthsSinceEpoch() >= 400);
    assertThat(share(articles, a -> a.title().matches(".*[äöüÄÖÜß].*"))).isGreaterThan(0.5);
    assertThat(articles)
        .anyMatch(a -> a.title().contains("\""))
        .anyMatch(a -> a.title().contains(","));
    assertThat(articles).noneMatch(a -> a.title().contains("{"));
  }

  private static double share(
      List<NewsArticle> articles, java.util.function.Predicate<NewsArticle> condition) {
    return articles.stream().filter(condition).count() / (double) articles.size();
  }

  @Test
  void idsStayUniqueInALargeSite() {
    NewsSite site = NewsSite.builder().articles(300_000).visitors(50_000).views(1).build();

    assertThat(new HashSet<>(site.articleIds())).hasSize(300_000);
    assertThat(new HashSet<>(site.visitorIds())).hasSize(50_000);
  }

  @Test
  void everyTopicWordStandsInOneTopicOnly() {
    Map<String, Topic> topics = new HashMap<>();
    for (Topic topic : Topic.values()) {
      assertThat(topic.words()).hasSize(12);
      topic.words().forEach(word -> assertThat(topics.put(word, topic)).as(word).isNull());
    }
  }

  @Test
  void whatIsWrittenAsCsvIsReadBack() throws IOException {
    NewsSite site = small().build();
    Path file = folder.resolve("views.csv.gz");
    CsvFiles.write(site.views(), file);

    assertThat(SiteRows.of(CsvSource.of(file))).isEqualTo(SiteRows.of(site.views()));
  }

  @Test
  void unknownIdsAreRefused() {
    NewsSite site = small().build();
    String visitor = site.visitorIds().get(0);

    assertThatThrownBy(() -> site.title("x\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("article 'x\\u000a' is not of this site, which has 60");
    assertThatThrownBy(() -> site.trueProbabilities(visitor, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("article '1' is not of this site, which has 60");
    assertThatThrownBy(() -> site.trueProbabilities("1", site.articleIds().get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("visitor '1' is not of this site, which has 100");
  }

  @Test
  void everyOptionHasItsRange() {
    assertRefused(() -> NewsSite.builder().visitors(9), "visitors must be at least 10, was 9");
    assertRefused(() -> NewsSite.builder().articles(9), "articles must be at least 10, was 9");
    assertRefused(() -> NewsSite.builder().views(0), "views must be at least 1, was 0");
    assertRefused(() -> NewsSite.builder().width(0), "width must be at least 1, was 0");
    assertRefused(
        () -> NewsSite.builder().alpha(Double.NaN), "alpha must be from 0 to 100, was NaN");
    assertRefused(() -> NewsSite.builder().beta(-1), "beta must be from 0 to 100, was -1.0");
    assertRefused(() -> NewsSite.builder().gamma(101), "gamma must be from 0 to 100, was 101.0");
    assertRefused(
        () -> NewsSite.builder().lateArticles(Double.NaN),
        "lateArticles must be from 0 to 0.9, was NaN");
    assertThatThrownBy(() -> NewsSite.builder().seed(1).seed(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("seed is set twice; set it once");
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void theSmallestSiteWorks() {
    NewsSite site = NewsSite.builder().visitors(10).articles(10).views(1).width(1).build();

    assertThat(SiteRows.of(site.views())).hasSize(1);
    assertThat(SiteRows.of(site.examples())).isEmpty();
  }
}

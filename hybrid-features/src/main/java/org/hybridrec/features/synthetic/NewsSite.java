package org.hybridrec.features.synthetic;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.RowSource;

/**
 * A generated news site: articles with German titles, visitors with tastes, and a log of page views
 * in which the probability of every click is known. Immutable and thread-safe. The same options
 * give the same site on every Java version.
 *
 * <pre>{@code
 * NewsSite site = NewsSite.builder().visitors(2_000).articles(500).views(50_000).seed(7).build();
 * CsvFiles.write(site.trainExamples(), Path.of("train.csv.gz"));
 * double[] truth = site.trueProbabilities(visitorId, contentId);
 * }</pre>
 *
 * <p>Having read article i, visitor u clicks on article j with probability proportional to
 *
 * <pre>exp(α · z_u·v_j + β · c_i·c_j + γ · log pop_j)</pre>
 *
 * <p>z_u is the visitor's taste, standard normal. c_j is what the article is about, a vector of
 * length 1 that follows from its topic and the two topic words in its title; v_j, also of length 1,
 * is what visitors like it for: half of its square comes from c_j, the other half is in no text and
 * shows only in who reads it. pop_j is 1 / rank. The current article itself may be clicked again. A
 * visitor's first article is drawn without the middle term; the chain of clicks runs on from
 * session to session.
 *
 * <p>The log covers November 2, 2017 and the four weeks that follow. Its last fifth is the late
 * period: articles published late ({@link NewsSiteBuilder#lateArticles}) exist only then, and in
 * the early period the probabilities are those among the others.
 */
public final class NewsSite {

  private final List<NewsArticle> articles;
  private final List<String> visitorIds;
  private final ClickModel model;
  private final BrowsingLog log;
  private final Map<String, Integer> articleIndexes = new HashMap<>();
  private final Map<String, Integer> visitorIndexes = new HashMap<>();

  NewsSite(NewsSiteBuilder options) {
    StableRandom random = new StableRandom(options.seed());
    Newsroom newsroom = new Newsroom(random.fork(), options.width());
    int early = options.earlyArticles();
    List<Newsroom.Written> written = newsroom.write(options.articles(), early);
    this.articles = written.stream().map(Newsroom.Written::article).toList();
    this.visitorIds = visitorIds(options.visitors(), random.fork());
    double[][] contents = written.stream().map(Newsroom.Written::content).toArray(double[][]::new);
    this.model = new ClickModel(options, random.fork(), contents, early);
    this.log = new BrowsingLog(options.views(), options.visitors(), model, random.fork());
    articles.forEach(article -> articleIndexes.put(article.contentId(), articleIndexes.size()));
    visitorIds.forEach(id -> visitorIndexes.put(id, visitorIndexes.size()));
  }

  private static List<String> visitorIds(int count, StableRandom random) {
    Set<String> ids = new LinkedHashSet<>();
    while (ids.size() < count) {
      ids.add(Long.toString((random.nextLong() >>> 1) % 9_000_000_000_000_000_000L));
    }
    return List.copyOf(ids);
  }

  /** Starts a site of 1,000 visitors, 500 articles and 20,000 views. */
  public static NewsSiteBuilder builder() {
    return new NewsSiteBuilder();
  }

  /** Returns the articles in order of publication; those of the late period stand last. */
  public List<NewsArticle> articles() {
    return articles;
  }

  /** Returns the articles' ids, in the order of {@link #articles} and of all probabilities. */
  public List<String> articleIds() {
    return articles.stream().map(NewsArticle::contentId).toList();
  }

  /** Returns the visitors' ids. Some visitors may have no view. */
  public List<String> visitorIds() {
    return visitorIds;
  }

  /**
   * Returns an article's title.
   *
   * @throws IllegalArgumentException if there is no such article
   */
  public String title(String contentId) {
    return articles.get(articleIndex(contentId)).title();
  }

  /**
   * Returns an article's popularity, 1 / rank.
   *
   * @throws IllegalArgumentException if there is no such article
   */
  public double popularity(String contentId) {
    return StrictMath.exp(model.logPopularity(articleIndex(contentId)));
  }

  /**
   * Returns the true probability of each article to be clicked next in the late period, in which
   * all articles exist.
   *
   * @param visitorId the visitor
   * @param contentId the article that the visitor has just read
   * @return as many as {@link #articleIds}, with sum 1
   * @throws IllegalArgumentException if there is no such visitor or article
   */
  public double[] trueProbabilities(String visitorId, String contentId) {
    return model.probabilities(visitorIndex(visitorId), articleIndex(contentId), true);
  }

  /**
   * Returns the true probability of each article to be clicked next in the early period: 0 for late
   * articles. Where there are none of these, the same as {@link #trueProbabilities}.
   *
   * @param visitorId the visitor
   * @param contentId the article that the visitor has just read
   * @return as many as {@link #articleIds}, with sum 1
   * @throws IllegalArgumentException if there is no such visitor or article
   */
  public double[] earlyTrueProbabilities(String visitorId, String contentId) {
    return model.probabilities(visitorIndex(visitorId), articleIndex(contentId), false);
  }

  /**
   * Returns all page views, session by session: visitor_id, session_start (milliseconds since
   * 1970), hit_time (milliseconds since the session's start), content_id, category, title, author,
   * months_since_epoch. A visitor's views are in order by (session_start, hit_time), not by
   * hit_time.
   */
  public ExampleSource views() {
    return content(
        RowSource.<Integer>rows(IntStream.range(0, log.viewCount()).boxed().toList())
            .text("visitor_id", this::visitorId)
            .integer("session_start", log::sessionStart)
            .integer("hit_time", log::hitTime));
  }

  /**
   * Returns an example for every view that has a next one: next_content_id, visitor_id, content_id,
   * category, title, author, months_since_epoch, in the order of {@link #views}.
   */
  public ExampleSource examples() {
    return examples(view -> true);
  }

  /** Returns the {@link #examples} of nine visitors in ten. */
  public ExampleSource trainExamples() {
    return examples(view -> !isHeldOut(view));
  }

  /** Returns the {@link #examples} of the other visitors. */
  public ExampleSource evaluationExamples() {
    return examples(this::isHeldOut);
  }

  /** Returns the {@link #examples} whose click falls in the early period. */
  public ExampleSource earlyExamples() {
    return examples(view -> !log.isLate(log.nextView(view)));
  }

  /** Returns the {@link #examples} whose click falls in the late period. */
  public ExampleSource lateExamples() {
    return examples(view -> log.isLate(log.nextView(view)));
  }

  private boolean isHeldOut(int view) {
    return log.visitor(view) % 10 == 9;
  }

  private ExampleSource examples(IntPredicate wanted) {
    List<Integer> views = log.viewsBeforeClicks().stream().filter(wanted::test).toList();
    return content(
        RowSource.<Integer>rows(views)
            .text("next_content_id", view -> article(log.nextView(view)).contentId())
            .text("visitor_id", this::visitorId));
  }

  private ExampleSource content(RowSource<Integer> source) {
    return source
        .text("content_id", view -> article(view).contentId())
        .text("category", view -> article(view).category())
        .text("title", view -> article(view).title())
        .text("author", view -> article(view).author())
        .integer("months_since_epoch", view -> article(view).monthsSinceEpoch());
  }

  private String visitorId(int view) {
    return visitorIds.get(log.visitor(view));
  }

  private NewsArticle article(int view) {
    return articles.get(log.article(view));
  }

  private int articleIndex(String contentId) {
    return index(articleIndexes, "article", contentId);
  }

  private int visitorIndex(String visitorId) {
    return index(visitorIndexes, "visitor", visitorId);
  }

  private static int index(Map<String, Integer> indexes, String kind, String id) {
    Integer index = indexes.get(id);
    if (index == null) {
      throw new IllegalArgumentException(
          kind + " " + Quoted.of(id) + " is not of this site, which has " + indexes.size());
    }
    return index;
  }
}

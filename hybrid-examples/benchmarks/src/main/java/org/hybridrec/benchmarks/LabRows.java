package org.hybridrec.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.synthetic.NewsArticle;
import org.hybridrec.features.synthetic.NewsSite;

/**
 * Rows with the lab's fields: an article of a generated news site, the next one, and the factors of
 * a visitor and of an item. The articles are drawn evenly, so that columns meet many values.
 */
final class LabRows {

  /** As many articles as the lab had. */
  static final int ARTICLES = 15_634;

  private static final int FACTORS = 10;

  private final List<NewsArticle> articles;
  private final List<Row> rows;

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Row(NewsArticle article, String next, float[] factors) {}

  private LabRows(List<NewsArticle> articles, List<Row> rows) {
    this.articles = articles;
    this.rows = rows;
  }

  /** Draws rows; the same number gives the same rows. */
  static LabRows draw(int count) {
    NewsSite site = NewsSite.builder().articles(ARTICLES).visitors(10).views(100).seed(5).build();
    List<NewsArticle> articles = site.articles();
    Random random = new Random(ReferenceStep.SEED);
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      NewsArticle article = articles.get(random.nextInt(articles.size()));
      String next = articles.get(random.nextInt(articles.size())).contentId();
      float[] factors = new float[2 * FACTORS];
      for (int f = 0; f < 2 * FACTORS; f++) {
        factors[f] = (float) random.nextGaussian();
      }
      rows.add(new Row(article, next, factors));
    }
    return new LabRows(articles, rows);
  }

  /** Returns the ids of all articles. */
  List<String> articleIds() {
    return articles.stream().map(NewsArticle::contentId).toList();
  }

  /** Returns the rows with the lab's fields, factors included. */
  ExampleSource source() {
    RowSource<Row> source = contentSource();
    for (int f = 0; f < 2 * FACTORS; f++) {
      int factor = f;
      source = source.number(factorName(f), row -> row.factors()[factor]);
    }
    return source;
  }

  /** Returns the rows with the label and the five fields that say what an article is. */
  RowSource<Row> contentSource() {
    return RowSource.<Row>rows(rows)
        .text("next_content_id", Row::next)
        .text("content_id", row -> row.article().contentId())
        .text("category", row -> row.article().category())
        .text("title", row -> row.article().title())
        .text("author", row -> row.article().author())
        .integer("months_since_epoch", row -> row.article().monthsSinceEpoch());
  }

  private static String factorName(int factor) {
    return (factor < FACTORS ? "user_factor_" : "item_factor_") + factor % FACTORS;
  }

  /** Returns the first rows as requests bring them: raw values by field name, no label. */
  List<Map<String, Object>> requests(int count) {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (Row row : rows.subList(0, count)) {
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("content_id", row.article().contentId());
      request.put("category", row.article().category());
      request.put("title", row.article().title());
      if (row.article().author() != null) {
        request.put("author", row.article().author());
      }
      request.put("months_since_epoch", row.article().monthsSinceEpoch());
      for (int f = 0; f < 2 * FACTORS; f++) {
        request.put(factorName(f), row.factors()[f]);
      }
      requests.add(request);
    }
    return requests;
  }
}

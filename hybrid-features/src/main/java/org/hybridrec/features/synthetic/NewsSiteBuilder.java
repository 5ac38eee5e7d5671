package org.hybridrec.features.synthetic;

import java.util.HashSet;
import java.util.Set;

/**
 * Says how large a {@link NewsSite} is and what its visitors go by. Not thread-safe. Every option
 * has a default and may be set once.
 */
public final class NewsSiteBuilder {

  private final Set<String> given = new HashSet<>();
  private int visitors = 1_000;
  private int articles = 500;
  private int views = 20_000;
  private int width = 8;
  private double alpha = 2;
  private double beta = 4;
  private double gamma = 0.5;
  private double lateArticles = 0;
  private long seed = 1;

  NewsSiteBuilder() {}

  /** Sets the number of visitors, at least 10; default 1,000. The busiest have many views. */
  public NewsSiteBuilder visitors(int count) {
    this.visitors = atLeast("visitors", count, 10);
    return this;
  }

  /** Sets the number of articles, at least 10; default 500. */
  public NewsSiteBuilder articles(int count) {
    this.articles = atLeast("articles", count, 10);
    return this;
  }

  /** Sets the number of page views, at least 1; default 20,000. */
  public NewsSiteBuilder views(int count) {
    this.views = atLeast("views", count, 1);
    return this;
  }

  /** Sets the width of tastes, contents and appeals, at least 1; default 8. */
  public NewsSiteBuilder width(int dimensions) {
    this.width = atLeast("width", dimensions, 1);
    return this;
  }

  /** Sets the weight α of a visitor's taste, from 0 to 100; default 2. */
  public NewsSiteBuilder alpha(double weight) {
    this.alpha = weight("alpha", weight);
    return this;
  }

  /**
   * Sets the weight β of the likeness to the current article's content, from 0 to 100; default 4.
   */
  public NewsSiteBuilder beta(double weight) {
    this.beta = weight("beta", weight);
    return this;
  }

  /** Sets the weight γ of the logarithm of an article's popularity, from 0 to 100; default 0.5. */
  public NewsSiteBuilder gamma(double weight) {
    this.gamma = weight("gamma", weight);
    return this;
  }

  /**
   * Sets the share of the articles that are published when the late period begins, the last fifth
   * of the views; from 0 to 0.9, default 0.
   */
  public NewsSiteBuilder lateArticles(double share) {
    once("lateArticles");
    if (!(share >= 0 && share <= 0.9)) {
      throw new IllegalArgumentException("lateArticles must be from 0 to 0.9, was " + share);
    }
    this.lateArticles = share;
    return this;
  }

  /** Sets the seed from which everything follows; default 1. */
  public NewsSiteBuilder seed(long value) {
    once("seed");
    this.seed = value;
    return this;
  }

  /** Generates the site. */
  public NewsSite build() {
    return new NewsSite(this);
  }

  private int atLeast(String option, int value, int least) {
    once(option);
    if (value < least) {
      throw new IllegalArgumentException(option + " must be at least " + least + ", was " + value);
    }
    return value;
  }

  private double weight(String option, double value) {
    once(option);
    if (!(value >= 0 && value <= 100)) {
      throw new IllegalArgumentException(option + " must be from 0 to 100, was " + value);
    }
    return value;
  }

  private void once(String option) {
    if (!given.add(option)) {
      throw new IllegalStateException(option + " is set twice; set it once");
    }
  }

  int visitors() {
    return visitors;
  }

  int articles() {
    return articles;
  }

  int views() {
    return views;
  }

  int width() {
    return width;
  }

  double alpha() {
    return alpha;
  }

  double beta() {
    return beta;
  }

  double gamma() {
    return gamma;
  }

  /** How many articles there are from the start, at least 1. */
  int earlyArticles() {
    return articles - (int) (articles * lateArticles);
  }

  long seed() {
    return seed;
  }
}

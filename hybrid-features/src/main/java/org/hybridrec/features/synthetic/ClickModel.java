package org.hybridrec.features.synthetic;

/**
 * The law of the site. Visitor u, having read article i, clicks on article j with probability
 * proportional to
 *
 * <pre>exp(α · z_u·v_j + β · c_i·c_j + γ · log pop_j)</pre>
 *
 * <p>with z_u ~ N(0, I) the taste, c_j the content (length 1), v_j the appeal (length 1; half of
 * its square comes from the content, half is the article's own and in no text), and pop_j = 1 /
 * rank_j.
 */
final class ClickModel {

  private static final double SHARE_OF_CONTENT = StrictMath.sqrt(0.5);

  private final double alpha;
  private final double beta;
  private final double gamma;
  private final double[][] tastes;
  private final double[][] contents;
  private final double[][] appeals;
  private final double[] logPopularities;
  private final int earlyCount;

  /**
   * Makes tastes, appeals and popularities.
   *
   * @param contents [articles × width] what each article is about, those of the late period last
   * @param earlyCount how many articles there are from the start
   */
  ClickModel(NewsSiteBuilder options, StableRandom random, double[][] contents, int earlyCount) {
    this.alpha = options.alpha();
    this.beta = options.beta();
    this.gamma = options.gamma();
    this.contents = contents;
    this.earlyCount = earlyCount;
    this.tastes = new double[options.visitors()][];
    this.appeals = new double[contents.length][];
    this.logPopularities = new double[contents.length];
    int width = contents[0].length;
    for (int u = 0; u < tastes.length; u++) {
      tastes[u] = random.gaussianVector(width);
    }
    int[] ranks = random.permutation(contents.length);
    double shareOfOwn = StrictMath.sqrt(1 - SHARE_OF_CONTENT * SHARE_OF_CONTENT);
    for (int j = 0; j < contents.length; j++) {
      double[] own = random.unitVector(width);
      appeals[j] = Vectors.unit(Vectors.combined(SHARE_OF_CONTENT, contents[j], shareOfOwn, own));
      logPopularities[j] = -StrictMath.log(1 + ranks[j]);
    }
  }

  /** How many articles exist in a period; they are the first ones. */
  int articleCount(boolean late) {
    return late ? contents.length : earlyCount;
  }

  /** The part of the exponent that does not depend on the current article. */
  double preference(int visitor, int article) {
    return alpha * Vectors.dot(tastes[visitor], appeals[article])
        + gamma * logPopularities[article];
  }

  /** The part of the exponent that does not depend on the visitor. */
  double relatedness(int current, int article) {
    return beta * Vectors.dot(contents[current], contents[article]);
  }

  /** No relatedness is larger, but for rounding. */
  double largestRelatedness() {
    return Math.abs(beta);
  }

  double logPopularity(int article) {
    return logPopularities[article];
  }

  /** The probability of every article being next, 0 for those that do not exist in the period. */
  double[] probabilities(int visitor, int current, boolean late) {
    double[] probabilities = new double[contents.length];
    int count = articleCount(late);
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      probabilities[j] = preference(visitor, j) + relatedness(current, j);
      largest = Math.max(largest, probabilities[j]);
    }
    double sum = 0;
    for (int j = 0; j < count; j++) {
      probabilities[j] = StrictMath.exp(probabilities[j] - largest);
      sum += probabilities[j];
    }
    for (int j = 0; j < count; j++) {
      probabilities[j] /= sum;
    }
    return probabilities;
  }
}

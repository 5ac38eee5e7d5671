package org.hybridrec.features.synthetic;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes articles. What an article is about is a unit vector: its topic's direction plus those of
 * the two topic words in its title, so that whoever reads titles can know it.
 */
final class Newsroom {

  /** November 2017, in which the log plays. */
  static final int CURRENT_MONTH = 574;

  private static final int OLDEST_MONTH = 400;
  private static final long FIRST_CONTENT_ID = 299_100_000;
  private static final double SHARE_OF_OLDER = 0.15;
  private static final double MEAN_AGE_IN_MONTHS = 18;
  private static final double SHARE_UNSIGNED = 0.18;
  private static final int AUTHORS_PER_TOPIC = 3;
  private static final double WEIGHT_OF_WORDS = 0.7;

  private static final List<String> TITLES =
      List.of(
          "{0} und {1}: Was sich in {2} jetzt ändert",
          "{0}, {1} und die große Frage für {2}",
          "{2} überrascht mit {0} und {1}",
          "Zwischen {0} und {1}: Ein Tag in {2}",
          "{0} oder {1}? Fünf Thesen aus {2}",
          "\"{0} braucht {1}\": {2} zieht Bilanz");

  private static final List<String> PLACES =
      List.of(
          ("Wien Graz Linz Salzburg Innsbruck Klagenfurt Kärnten Köflach Mödling Bregenz Eisenstadt"
                  + " Österreich Tirol Südtirol München Zürich Köln Brüssel Villach Steyr")
              .split(" "));

  private final StableRandom random;
  private final List<Desk> desks = new ArrayList<>();
  private long contentId = FIRST_CONTENT_ID;

  /** An article and what it is about. */
  static final class Written {
    private final NewsArticle article;
    private final double[] content;

    private Written(NewsArticle article, double[] content) {
      this.article = article;
      this.content = content;
    }

    NewsArticle article() {
      return article;
    }

    double[] content() {
      return content;
    }
  }

  /** A topic with its direction and those of its words. */
  private static final class Desk {
    private final Topic topic;
    private final List<String> words;
    private final double[] direction;
    private final List<double[]> directions = new ArrayList<>();

    Desk(Topic topic, StableRandom random, int width) {
      this.topic = topic;
      this.words = topic.words();
      this.direction = random.unitVector(width);
      words.forEach(word -> directions.add(random.unitVector(width)));
    }

    double[] content(int first, int second) {
      double scale = WEIGHT_OF_WORDS * StrictMath.sqrt(0.5);
      double[] ofWords =
          Vectors.combined(scale, directions.get(first), scale, directions.get(second));
      return Vectors.unit(Vectors.combined(1, direction, 1, ofWords));
    }
  }

  Newsroom(StableRandom random, int width) {
    this.random = random;
    for (Topic topic : Topic.values()) {
      desks.add(new Desk(topic, random, width));
    }
  }

  /** Writes that many articles; those from {@code firstLate} on appear in the late period only. */
  List<Written> write(int count, int firstLate) {
    int largestStep = Math.max(1, 1_600_000 / count);
    List<Written> articles = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      contentId += 1 + random.nextInt(largestStep);
      articles.add(article(i >= firstLate));
    }
    return articles;
  }

  private Written article(boolean late) {
    Desk desk = desks.get(random.nextInt(desks.size()));
    int first = random.nextInt(desk.words.size());
    int second = (first + 1 + random.nextInt(desk.words.size() - 1)) % desk.words.size();
    NewsArticle article =
        new NewsArticle(
            Long.toString(contentId),
            desk.topic.desk(),
            desk.topic.category(),
            title(desk.words.get(first), desk.words.get(second)),
            author(desk.topic),
            month(late),
            late);
    return new Written(article, desk.content(first, second));
  }

  private String title(String first, String second) {
    return MessageFormat.format(oneOf(TITLES), first, second, oneOf(PLACES));
  }

  private @Nullable String author(Topic topic) {
    int number = 1 + random.nextInt(AUTHORS_PER_TOPIC);
    return random.nextDouble() < SHARE_UNSIGNED ? null : "Redaktion " + topic.desk() + " " + number;
  }

  private int month(boolean late) {
    double age = 1 + random.nextExponential(MEAN_AGE_IN_MONTHS);
    boolean older = random.nextDouble() < SHARE_OF_OLDER;
    return late || !older ? CURRENT_MONTH : Math.max(OLDEST_MONTH, CURRENT_MONTH - (int) age);
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

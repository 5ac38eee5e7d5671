package org.hybridrec.core.evaluation;

import java.util.List;
import org.hybridrec.features.source.ExampleSource;

/**
 * Says what an evaluation looks at, and carries it out: one pass over the rows, in memory that
 * grows with the items but not with the rows. Immutable and thread-safe; every option returns a new
 * evaluator.
 *
 * <pre>{@code
 * RankingReport report =
 *     Evaluator.at(10)
 *         .visitors("visitor_id")
 *         .history("history")
 *         .trainingCounts(TrainingCounts.of(trainingRows, "next_content_id"))
 *         .evaluate(model.scorer(), testRows);
 * System.out.println(report.toText());
 * }</pre>
 *
 * <p>Every row counts, whatever its label: nobody gains by knowing fewer items. Equal scores share
 * their mean rank. The same rows and scores give the same report, bit by bit.
 */
public final class Evaluator {

  private final EvaluationOptions options;

  private Evaluator(EvaluationOptions options) {
    this.options = options;
  }

  /**
   * Returns an evaluator of lists of k items that looks at nothing else; each row then counts as a
   * visitor of its own.
   *
   * @throws IllegalArgumentException if k is below 1
   */
  public static Evaluator at(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("evaluation: k must be at least 1, was " + k);
    }
    return new Evaluator(new EvaluationOptions(k, null, null, null, null, null, List.of()));
  }

  /**
   * Returns this evaluator with the field of visitors, whose rows belong together in the bootstrap.
   * A row without a visitor counts as a visitor of its own.
   *
   * @param field text or whole numbers
   */
  public Evaluator visitors(String field) {
    return new Evaluator(
        new EvaluationOptions(
            options.k(),
            field,
            options.history(),
            options.age(),
            options.ages(),
            options.counts(),
            options.seen()));
  }

  /** Returns this evaluator with a list whose length parts the rows: 0, 1–2, 3–10, more. */
  public Evaluator history(String field) {
    return new Evaluator(
        new EvaluationOptions(
            options.k(),
            options.visitor(),
            field,
            options.age(),
            options.ages(),
            options.counts(),
            options.seen()));
  }

  /**
   * Returns this evaluator with a number that parts the rows, such as the article's age.
   *
   * @param field a number or whole number
   * @param lows the lowest number of each range but the first, ascending
   * @throws IllegalArgumentException if there are none or they do not ascend
   */
  public Evaluator age(String field, double... lows) {
    if (lows.length == 0) {
      throw new IllegalArgumentException("evaluation: ages need at least one boundary");
    }
    for (int i = 0; i < lows.length; i++) {
      if (!Double.isFinite(lows[i]) || (i > 0 && !(lows[i] > lows[i - 1]))) {
        throw new IllegalArgumentException(
            "evaluation: boundaries of ages must be finite and ascend, boundary %d was %s"
                .formatted(i, lows[i]));
      }
    }
    return new Evaluator(
        new EvaluationOptions(
            options.k(),
            options.visitor(),
            options.history(),
            field,
            Ranges.between(lows),
            options.counts(),
            options.seen()));
  }

  /**
   * Returns this evaluator with how often items were labels in training, which parts the rows by
   * their label (0, 1–5, 6–20, 21–100, more) and gives the novelty of lists.
   */
  public Evaluator trainingCounts(TrainingCounts counts) {
    return new Evaluator(
        new EvaluationOptions(
            options.k(),
            options.visitor(),
            options.history(),
            options.age(),
            options.ages(),
            counts,
            options.seen()));
  }

  /**
   * Returns this evaluator with fields of items that are not ranked, because the visitor has seen
   * them. A label among them is a miss, counted as {@link RankingReport#seenLabels}. Probabilities
   * are those among the other items. Not for news, where people come back to what they have read.
   *
   * @param fields ids, one or a list a row
   */
  public Evaluator withoutSeen(String... fields) {
    return new Evaluator(
        new EvaluationOptions(
            options.k(),
            options.visitor(),
            options.history(),
            options.age(),
            options.ages(),
            options.counts(),
            List.of(fields)));
  }

  /**
   * Evaluates.
   *
   * @param scorer what ranks
   * @param rows rows with labels
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   * @throws org.hybridrec.features.source.InvalidDataException if there are no rows
   * @throws NonFiniteLogitException if a score is no number
   */
  public RankingReport evaluate(Scorer scorer, ExampleSource rows) {
    FactReader facts = new FactReader(options, rows.schema(), scorer);
    Tally tally = new Tally(options, facts, scorer);
    scorer.score(new TappedSource(rows, facts::read), tally);
    return tally.report();
  }
}

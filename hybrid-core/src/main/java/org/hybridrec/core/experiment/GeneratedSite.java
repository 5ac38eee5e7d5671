package org.hybridrec.core.experiment;

import java.util.function.Function;
import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.dataset.NextContent;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.synthetic.NewsSite;

/**
 * A {@link NewsSite} as a place for experiments: its rows with histories, parted by time, and its
 * true probabilities as an arm that nobody can beat. Immutable and thread-safe.
 */
public final class GeneratedSite {

  private static final String VISITOR = "visitor_id";
  private static final String CONTENT = "content_id";

  /** The late period is the last fifth of four weeks, the validation part the tenth before it. */
  private static final double TEST_FROM = 0.8;

  private static final double VALIDATION_FROM = 0.7;
  private static final long START = 1_509_580_800_000L;
  private static final long DURATION = 28L * 24 * 60 * 60 * 1_000;

  private final NewsSite site;

  /** Takes a site. */
  public GeneratedSite(NewsSite site) {
    this.site = site;
  }

  /**
   * Returns all examples: next_content_id, visitor_id, content_id, click_session (milliseconds
   * since 1970), category, title, author, months_since_epoch, history (the contents before, newest
   * first).
   *
   * @param historyLength the most contents in a history
   */
  public ExampleSource examples(int historyLength) {
    return NextContent.builder(site.views())
        .clickSession("click_session")
        .carry("category", "title", "author", "months_since_epoch")
        .history("history", historyLength)
        .build();
  }

  /** Returns the examples parted by the time of the click; the late period is to test with. */
  public ExperimentRows byTime(int historyLength) {
    return ExperimentRows.of(
        Split.byTime("click_session", moment(VALIDATION_FROM), moment(TEST_FROM))
            .of(StoredTable.of(examples(historyLength)).source()));
  }

  /**
   * Returns the examples parted by visitor: a tenth to test with, a tenth of the rest to stop by.
   */
  public ExperimentRows byVisitor(int historyLength) {
    return ExperimentRows.of(
        Split.byVisitor(VISITOR, 0.1, 0.1).of(StoredTable.of(examples(historyLength)).source()));
  }

  private static long moment(double share) {
    return START + (long) (DURATION * share);
  }

  /**
   * Returns the true probabilities of the late period, among the items that the experiment ranks.
   */
  public Function<LabelColumn, Scorer> truth() {
    return label -> new Truth(site, label);
  }

  private record Truth(NewsSite site, LabelColumn label) implements Scorer {

    @Override
    public int itemCount() {
      return label.items().size();
    }

    @Override
    public int indexOf(String id) {
      return label.items().indexOf(id);
    }

    @Override
    public void score(ExampleSource rows, ScoredRows target) {
      int visitor = rows.schema().indexOf(VISITOR);
      int content = rows.schema().indexOf(CONTENT);
      int next = rows.schema().indexOf(label.field());
      try (SourceReader reader = rows.open()) {
        for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
          for (int row = 0; row < batch.rowCount(); row++) {
            double[] among =
                among(batch.column(visitor).text(row, 0), batch.column(content).text(row, 0));
            target.scores(among, among, indexOf(batch.column(next).text(row, 0)));
          }
        }
      }
    }

    private double[] among(String visitor, String content) {
      double[] all = site.trueProbabilities(visitor, content);
      double[] ranked = new double[itemCount()];
      double sum = 0;
      for (int i = 0; i < all.length; i++) {
        int item = indexOf(site.articleIds().get(i));
        if (item >= 0) {
          ranked[item] = all[i];
          sum += all[i];
        }
      }
      for (int item = 0; item < ranked.length; item++) {
        ranked[item] /= sum;
      }
      return ranked;
    }
  }
}

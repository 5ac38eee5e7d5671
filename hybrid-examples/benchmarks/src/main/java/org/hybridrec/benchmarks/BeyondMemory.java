package org.hybridrec.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.TrainingRun;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.synthetic.NewsArticle;
import org.hybridrec.features.synthetic.NewsSite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains on more rows than fit in memory, and says what that took. */
@Command(
    name = "beyond-memory",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Encodes rows that are made by a formula, then makes training steps on them.",
      "Give the JVM little memory (-Xmx1g): what does not fit goes to a temporary file."
    })
final class BeyondMemory implements Runnable {

  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Option(names = "--rows", description = "Rows to encode.")
  private long rows = 50_000_000;

  @Option(names = "--steps", description = "Steps to make, after the rows are encoded.")
  private long steps = 2_000;

  @Option(names = "--batch", description = "Rows of a training batch.")
  private int batchSize = 128;

  @Option(
      names = "--row-memory",
      paramLabel = "BYTES",
      description = "Most memory for rows; a quarter of the heap if not given.")
  private @Nullable Long rowMemory;

  @Option(names = "--folder", description = "Where the temporary file is made.")
  private @Nullable Path folder;

  @Option(names = "--threads", description = "Threads that train; all processors if not given.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  BeyondMemory() {}

  /** Takes the time from the first step on, and the last loss. */
  private static final class Clock implements TrainingListener {

    private final long created = System.nanoTime();
    private long started;
    private long steps;
    private double loss;

    @Override
    public void onStart(long rowCount, long stepCount) {
      started = System.nanoTime();
    }

    @Override
    public void onStep(long step, double loss) {
      this.steps = step;
      this.loss = loss;
    }

    double encodingSeconds() {
      return (started - created) / NANOS;
    }

    double trainingSeconds() {
      return (System.nanoTime() - started) / NANOS;
    }
  }

  @Override
  public void run() {
    List<NewsArticle> articles =
        NewsSite.builder()
            .articles(LabRows.ARTICLES)
            .visitors(10)
            .views(100)
            .seed(5)
            .build()
            .articles();
    HybridRecommender recommender =
        HybridRecommender.builder()
            .label(
                "next_content_id",
                ItemIndex.of(articles.stream().map(NewsArticle::contentId).toList()))
            .columns(LabRecipe.contentColumns())
            .hiddenUnits(256, 128, 64)
            .optimizer(Optimizer.adagrad(ReferenceStep.LEARNING_RATE))
            .batchSize(batchSize)
            .maxSteps(steps)
            .seed(ReferenceStep.SEED)
            .build();
    Clock clock = new Clock();
    configured(recommender.run().threads(threads).listener(clock))
        .fit(new FormulaRows(articles, rows));
    report(clock);
  }

  private TrainingRun configured(TrainingRun run) {
    TrainingRun limited = rowMemory == null ? run : run.rowMemory(rowMemory);
    return folder == null ? limited : limited.temporaryFolder(folder);
  }

  private void report(Clock clock) {
    PrintWriter out = spec.commandLine().getOut();
    Machine.facts().forEach((name, value) -> out.printf("%-12s %s%n", name, value));
    line(out, "heap, most", "%.0f MB", Runtime.getRuntime().maxMemory() / 1e6);
    line(out, "rows", "%,d", rows);
    line(out, "encoding", "%.1f s", clock.encodingSeconds());
    line(out, "rows/s", "%,.0f", rows / clock.encodingSeconds());
    line(out, "steps", "%,d of %d rows", clock.steps, batchSize);
    line(out, "training", "%.1f s", clock.trainingSeconds());
    line(out, "steps/s", "%.1f", clock.steps / clock.trainingSeconds());
    line(out, "last loss", "%.6f", clock.loss);
    line(out, "peak heap", "%.0f MB", Machine.peakHeap() / 1e6);
  }

  private static void line(PrintWriter out, String name, String format, Object... values) {
    out.printf("%-12s %s%n", name, String.format(Locale.ROOT, format, values));
  }
}

package org.hybridrec.news;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.core.experiment.Experiment;
import org.hybridrec.core.experiment.GeneratedSite;
import org.hybridrec.features.synthetic.NewsSite;

/**
 * Compares arms on a generated site, where the best possible answer is known. The last fifth of the
 * time, in which a tenth of the articles are new, is to test with. After the tables of {@code
 * compare} stands how much of the way from popularity to the true probabilities each arm goes, in
 * log loss:
 *
 * <pre>{@code
 * java -cp hybrid.jar org.hybridrec.news.PlantedSite experiments/planted.yaml ALPHA BETA
 * }</pre>
 */
public final class PlantedSite {

  private static final int HISTORY = 50;
  private static final String POPULARITY = "P";
  private static final String TRUTH = "truth";

  private PlantedSite() {}

  /** Takes the experiment, the weight of taste and the weight of content. */
  public static void main(String... arguments) {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("expected: EXPERIMENT ALPHA BETA");
    }
    NewsSite site =
        NewsSite.builder()
            .visitors(2_000)
            .articles(500)
            .views(60_000)
            .width(4)
            .alpha(Double.parseDouble(arguments[1]))
            .beta(Double.parseDouble(arguments[2]))
            .gamma(0.5)
            .lateArticles(0.1)
            .seed(1)
            .build();
    run(
        Experiment.read(Path.of(arguments[0])),
        site,
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
  }

  static void run(Experiment experiment, NewsSite site, PrintWriter out, PrintWriter err) {
    GeneratedSite generated = new GeneratedSite(site);
    Comparison comparison =
        experiment
            .with(TRUTH, generated.truth())
            .run(generated.byTime(HISTORY), err::println)
            .comparison();
    out.println(comparison.toMarkdown());
    out.println("| arm | gap closed |\n| --- | ---: |");
    for (Arm arm : comparison.arms()) {
      out.printf(Locale.ROOT, "| %s | %.3f |%n", arm.name(), closed(comparison, arm.name()));
    }
  }

  /** 0 for popularity, 1 for the truth, below 0 for what is worse than popularity. */
  static double closed(Comparison comparison, String arm) {
    double popularity = comparison.arm(POPULARITY).mean(Metric.LOSS);
    double truth = comparison.arm(TRUTH).mean(Metric.LOSS);
    return (popularity - comparison.arm(arm).mean(Metric.LOSS)) / (popularity - truth);
  }
}

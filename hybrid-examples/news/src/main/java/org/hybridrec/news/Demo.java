package org.hybridrec.news;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.Top;
import org.hybridrec.core.baselines.Transitions;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Difference;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.Interval;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.experiment.Experiment;
import org.hybridrec.core.experiment.GeneratedSite;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.dataset.NextContent;
import org.hybridrec.features.dataset.Part;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.synthetic.NewsSite;
import org.hybridrec.news.report.HeldOutRows;
import org.hybridrec.news.report.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * The whole way on a generated news site, whose true click probabilities are known: page views,
 * examples with histories, training with collaborative factors, evaluation, model file,
 * recommendations. Leaves its data, the model and a report in {@code target/demo}, or in the folder
 * that is its argument.
 */
public final class Demo {

  private static final int K = 10;

  private static final String RUN = "run";

  private static final Map<String, String> NAMES =
      Map.of(
          "P", "P, the most popular",
          "C", "C, content alone",
          "I", "I, ids and factors alone",
          "H", "H, both: the hybrid");

  private static final int SHOWN = 5;
  private static final int HISTORY = 10;
  private static final int LONG_HISTORY = 50;

  private final PrintWriter out;
  private final PrintWriter err;
  private final Path folder;

  private Demo(PrintWriter out, PrintWriter err, Path folder) {
    this.out = out;
    this.err = err;
    this.folder = folder;
  }

  /** Runs the demo. */
  public static void main(String... arguments) {
    run(
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
        Path.of(arguments.length > 0 ? arguments[0] : "target/demo"),
        NewsSite.builder().visitors(2_000).articles(400).views(60_000).seed(7).build(),
        NewsSite.builder()
            .visitors(1_000)
            .articles(250)
            .views(30_000)
            .width(4)
            .alpha(1.5)
            .beta(6)
            .gamma(0.5)
            .lateArticles(0.1)
            .seed(1)
            .build());
  }

  /**
   * Runs the demo.
   *
   * @param site what is learned, evaluated and recommended
   * @param growing a site with new articles, on which content and factors are set apart
   */
  static void run(PrintWriter out, PrintWriter err, Path folder, NewsSite site, NewsSite growing) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Demo demo = new Demo(out, err, folder);
    demo.run(site);
    demo.apartAndTogether(growing);
  }

  private void run(NewsSite site) {
    title("1. A news site");
    SplitRows parts = Split.byVisitor("visitor_id", 0.1).of(examples(site));
    List<Map<String, Object>> evaluated = RowMaps.of(parts.test());
    out.printf(
        Locale.ROOT,
        "%,d visitors and %,d articles; clicks of nine visitors in ten to learn from: %,d, of the"
            + " others to evaluate on: %,d%n",
        site.visitorIds().size(),
        site.articles().size(),
        parts.sizes().get(Part.TRAIN),
        evaluated.size());
    ExampleSource train = write(parts.train(), "train");
    ExampleSource evaluation = write(parts.test(), "evaluation");

    title("2. Training by recipes/hybrid.yaml");
    HybridModel model = fitInFolder(train, evaluation);
    Report.fit(model.fitReport(), out);

    title("3. Evaluation");
    compare(site, train, evaluation, evaluated, model);

    report(train, evaluation);

    title("4. One file");
    HybridModel loaded = saveAndLoad(model, evaluated.get(0));

    title("5. What comes next?");
    recommend(site, loaded, evaluated);
    next();
  }

  /** A newer period to test with, so that articles are read whose id nobody knows. */
  private void apartAndTogether(NewsSite site) {
    title("6. Content and collaborative filter, apart and together");
    GeneratedSite generated = new GeneratedSite(site);
    Comparison comparison =
        Experiment.of("site.yaml", resource("experiments/site.yaml"), folder)
            .with("truth", generated.truth())
            .run(generated.byTime(LONG_HISTORY), err::println)
            .comparison();
    Compare.write(comparison, folder);
    out.printf(
        Locale.ROOT,
        "another site, %,d visitors and %,d articles, a tenth of them new in the last fifth of the"
            + " time,%nwhich is to test with; the same network and budget for all, 95 %% intervals;"
            + " see also%n%s%n",
        site.visitorIds().size(),
        site.articles().size(),
        folder.resolve("comparison.png"));
    arms(comparison);
    boolean wins = true;
    for (String other : List.of("C", "I")) {
      for (Metric metric : List.of(Metric.NDCG, Metric.LOSS)) {
        wins &= difference(comparison.difference("H", other, metric)).isWin();
      }
    }
    out.println(
        wins
            ? "H wins: it is better than each half alone, in ranking and in loss."
            : "H does not win everywhere here.");
  }

  private void arms(Comparison comparison) {
    Table table = new Table("arm", "top-10 accuracy", "NDCG@10", "loss");
    for (Arm arm : comparison.arms()) {
      table.add(
          NAMES.getOrDefault(arm.name(), arm.name()),
          figure(comparison, arm, Metric.HIT_RATE),
          figure(comparison, arm, Metric.NDCG),
          figure(comparison, arm, Metric.LOSS));
    }
    table.print(out);
  }

  private Difference difference(Difference difference) {
    out.printf(
        Locale.ROOT,
        "%s − %s: %s %+.4f%s: %s%n",
        difference.contrast().arm(),
        difference.contrast().against(),
        difference.contrast().metric().title(K),
        difference.value(),
        shown(difference.interval()),
        difference.verdict());
    return difference;
  }

  private static String figure(Comparison comparison, Arm arm, Metric metric) {
    return Report.digits(arm.mean(metric)) + shown(comparison.interval(arm.name(), metric));
  }

  private static String shown(@Nullable Interval interval) {
    return interval == null
        ? ""
        : String.format(Locale.ROOT, " [%.4f, %.4f]", interval.low(), interval.high());
  }

  private void title(String text) {
    out.println();
    out.println(text);
    out.println("-".repeat(text.length()));
  }

  /** What is read next, with what was read before. */
  private static ExampleSource examples(NewsSite site) {
    return NextContent.builder(site.views())
        .carry("category", "title", "author", "months_since_epoch")
        .history("history", HISTORY)
        .build();
  }

  private ExampleSource write(ExampleSource rows, String name) {
    Path csv = folder.resolve(name + ".csv.gz");
    Path arrow = folder.resolve(name + ".arrows");
    CsvFiles.write(rows, csv);
    ArrowFiles.write(rows, arrow, "content_id", "next_content_id", "category", "author", "title");
    out.println("wrote " + csv + " and " + arrow);
    return ArrowSource.of(arrow);
  }

  /** The evaluations along the way are for the report's curves; nothing is chosen by them. */
  private HybridModel fitInFolder(ExampleSource train, ExampleSource evaluation) {
    forgetRun();
    try (Progress progress = Progress.on(err)) {
      return recipe("hybrid.yaml")
          .fit(train)
          .run()
          .directory(folder.resolve(RUN))
          .validation(evaluation)
          .evaluateEvery(200)
          .listener(progress)
          .fit(train);
    }
  }

  /** The demo begins anew whenever it is run. */
  private void forgetRun() {
    Path checkpoints = folder.resolve(RUN).resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return;
    }
    try (Stream<Path> old = Files.list(checkpoints)) {
      for (Path file : old.filter(each -> each.toString().endsWith(".safetensors")).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(ExampleSource train, ExampleSource evaluation) {
    Path report = folder.resolve(RUN).resolve(RunReport.NAME);
    RunReport.of(folder.resolve(RUN))
        .heldOut(
            HeldOutRows.of(evaluation, K)
                .learned(train)
                .current("content_id")
                .title("title")
                .visitor("visitor_id")
                .history("history"))
        .write(report);
    out.println("wrote a report, for any browser: " + report);
  }

  private HybridModel fit(ExampleSource train, String name) {
    HybridRecommender recommender = recipe(name).fit(train);
    try (Progress progress = Progress.on(err)) {
      return recommender.run().listener(progress).fit(train);
    }
  }

  private Recipe recipe(String name) {
    return Recipe.of(name, resource("recipes/" + name), folder);
  }

  private static String resource(String name) {
    try (InputStream in = Demo.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(
      NewsSite site,
      ExampleSource train,
      ExampleSource evaluation,
      List<Map<String, Object>> rows,
      HybridModel model) {
    Transitions transitions = Transitions.of(train, "content_id", model.recommender().label());
    Table table = new Table("", "accuracy", "top-10 accuracy", "MRR@10", "loss");
    add(table, "most popular", transitions.popularity().evaluate(evaluation, K));
    add(table, "followed most often", transitions.evaluate(evaluation, K));
    add(
        table,
        "the lab's recipe without factors",
        fitted(train, evaluation, "lab-without-factors"));
    add(table, "the lab's recipe", fitted(train, evaluation, "lab"));
    add(table, "the hybrid recipe: this model", model.evaluate(evaluation, K, report -> {}));
    add(table, "the true probabilities", truth(site, rows));
    table.print(out);
    out.println("Nobody can do better than the truth; clicks are random, so it is far from 1.");
  }

  private Evaluation fitted(ExampleSource train, ExampleSource evaluation, String recipe) {
    return fit(train, recipe + ".yaml").evaluate(evaluation, K, report -> {});
  }

  private static void add(Table table, String name, Evaluation evaluation) {
    table.add(
        name,
        Report.digits(evaluation.accuracy()),
        Report.digits(evaluation.topKAccuracy()),
        Report.digits(evaluation.mrrAtK()),
        Report.digits(evaluation.loss()));
  }

  private static Evaluation truth(NewsSite site, List<Map<String, Object>> rows) {
    RankingEvaluator evaluator = new RankingEvaluator(K);
    List<String> ids = site.articleIds();
    for (Map<String, Object> row : rows) {
      double[] truth = site.trueProbabilities(text(row, "visitor_id"), text(row, "content_id"));
      float[] logits = new float[truth.length];
      for (int i = 0; i < truth.length; i++) {
        logits[i] = (float) StrictMath.log(truth[i]);
      }
      evaluator.add(logits, ids.indexOf(text(row, "next_content_id")));
    }
    return evaluator.evaluation();
  }

  private HybridModel saveAndLoad(HybridModel model, Map<String, Object> row) {
    Path file = folder.resolve("news.safetensors");
    model.save(file);
    HybridModel loaded = HybridModel.load(file);
    Map<String, Object> question = Map.of("content_id", row.get("content_id"));
    boolean same = loaded.recommend(question, K).equals(model.recommend(question, K));
    out.printf(
        Locale.ROOT,
        "saved %s, %,d bytes: weights, vocabularies, columns, training options%n",
        file,
        file.toFile().length());
    if (!same) {
      throw new IllegalStateException("the loaded model recommends something else");
    }
    out.println("loaded it again; it recommends the same");
    return loaded;
  }

  private void recommend(NewsSite site, HybridModel model, List<Map<String, Object>> rows) {
    Map<String, Object> first = rows.get(rows.size() - 1);
    Map<String, Object> second =
        rows.stream()
            .filter(row -> !text(row, "category").equals(text(first, "category")))
            .filter(row -> !text(row, "visitor_id").equals(text(first, "visitor_id")))
            .reduce((before, after) -> after)
            .orElse(rows.get(0));
    Map<String, Object> stranger = new LinkedHashMap<>();
    stranger.put("content_id", "published after the training");
    stranger.put("title", "Kürbissuppe für den Almhüttenabend");
    stranger.put("category", "Lifestyle");
    recommend(site, model, first);
    recommend(site, model, second);
    recommend(site, model, stranger);
  }

  private void recommend(NewsSite site, HybridModel model, Map<String, Object> row) {
    boolean known = row.containsKey("visitor_id");
    out.printf(
        "%s, reading: %s (%s)%n",
        known ? "visitor " + row.get("visitor_id") : "a visitor and an article that nobody knows",
        row.get("title"),
        row.get("category"));
    Map<String, Object> question = new LinkedHashMap<>(row);
    question.keySet().removeAll(List.of("visitor_id", "next_content_id"));
    Table table = new Table("next", "model", "truth");
    Top top = Top.of(SHOWN).exclude(List.of(text(row, "content_id")));
    for (Recommendation item : model.recommend(question, top)) {
      table.add(
          item.rank() + ". " + site.title(item.id()),
          percent(item.probability()),
          known ? percent(truth(site, row, item.id())) : "?");
    }
    table.print(out);
    out.println();
  }

  private static double truth(NewsSite site, Map<String, Object> row, String id) {
    double[] truth = site.trueProbabilities(text(row, "visitor_id"), text(row, "content_id"));
    return truth[site.articleIds().indexOf(id)];
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  private static String text(Map<String, Object> row, String field) {
    return String.valueOf(row.get(field));
  }

  private void next() {
    Path model = folder.resolve("news.safetensors");
    out.println("Now try, in hybrid-examples/news:");
    out.println("  java -jar target/hybrid.jar describe --model " + model);
    out.println(
        "  java -jar target/hybrid.jar evaluate --model "
            + model
            + " --eval "
            + folder.resolve("evaluation.csv.gz"));
  }
}

package org.hybridrec.news;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/**
 * Compares recipes on the Kurier rows to learn from, five-fold over their visitors. The held-out
 * visitors, {@code Fingerprint64(visitor_id) mod 10,000 < 1,000}, take no part; the others are in
 * five folds of 1,800 of these steps each. Every recipe learns from four and is measured on the
 * fifth. Differences are to the first recipe, row by row, with standard errors over visitors.
 *
 * <pre>{@code
 * java -cp hybrid.jar org.hybridrec.news.VisitorFolds rows_dev.csv.gz 0,1,2,3,4 42,1 a.yaml b.yaml
 * }</pre>
 */
public final class VisitorFolds {

  static final int FOLDS = 5;

  private static final int STEPS = 10_000;
  private static final int HELD_OUT = 1_000;
  private static final int K = 10;
  private static final String LABEL = "next_content_id";
  private static final String VISITOR = "visitor_id";
  private static final List<String> METRICS = List.of("accuracy", "top-10", "MRR@10", "loss");

  private VisitorFolds() {}

  /** Takes the file of rows, the folds, the seeds, and the recipes. */
  public static void main(String... arguments) {
    if (arguments.length < 4) {
      throw new IllegalArgumentException("expected: ROWS FOLD,… SEED,… RECIPE…");
    }
    CsvSource rows =
        CsvSource.of(Path.of(arguments[0]))
            .withHeader(
                VISITOR, "content_id", "category", "title", "author", "months_since_epoch", LABEL);
    int[] folds = Arrays.stream(arguments[1].split(",", -1)).mapToInt(Integer::parseInt).toArray();
    long[] seeds = Arrays.stream(arguments[2].split(",", -1)).mapToLong(Long::parseLong).toArray();
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    for (String file : Arrays.asList(arguments).subList(3, arguments.length)) {
      recipes.put(file, Recipe.read(Path.of(file)));
    }
    run(rows, folds, seeds, recipes, System.out);
  }

  static void run(
      ExampleSource rows, int[] folds, long[] seeds, Map<String, Recipe> recipes, PrintStream out) {
    List<Map<String, String>> all = read(rows);
    double[][][] first = null;
    List<String> visitors = new ArrayList<>();
    for (int fold : folds) {
      all.stream().filter(row -> fold(row) == fold).forEach(row -> visitors.add(row.get(VISITOR)));
    }
    for (Map.Entry<String, Recipe> recipe : recipes.entrySet()) {
      List<double[]> measured = new ArrayList<>();
      for (int fold : folds) {
        measured.addAll(measure(all, fold, seeds, recipe.getValue()));
      }
      double[][] rowsOfRecipe = measured.toArray(double[][]::new);
      first = first == null ? new double[][][] {rowsOfRecipe} : first;
      print(recipe.getKey(), rowsOfRecipe, first[0], visitors, out);
    }
  }

  private static List<Map<String, String>> read(ExampleSource rows) {
    List<String> names = rows.schema().names();
    List<Map<String, String>> all = new ArrayList<>();
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          Map<String, String> cells = new LinkedHashMap<>();
          for (int column = 0; column < names.size(); column++) {
            boolean missing = batch.column(column).valueCount(row) == 0;
            cells.put(names.get(column), missing ? "" : batch.column(column).text(row, 0));
          }
          all.add(cells);
        }
      }
    }
    return all;
  }

  /** Returns the fold of a row's visitor, or -1 where it is held out. */
  static int fold(Map<String, String> row) {
    String visitor = row.getOrDefault(VISITOR, "");
    int step = Fingerprint64.bucket(Fingerprint64.of(visitor), STEPS);
    return step < HELD_OUT ? -1 : (step - HELD_OUT) * FOLDS / (STEPS - HELD_OUT);
  }

  /** Returns the metrics of each row of a fold [rows × metrics], each the mean over the seeds. */
  private static List<double[]> measure(
      List<Map<String, String>> all, int fold, long[] seeds, Recipe recipe) {
    List<Map<String, String>> learned =
        all.stream().filter(row -> fold(row) >= 0 && fold(row) != fold).toList();
    List<Map<String, String>> held = all.stream().filter(row -> fold(row) == fold).toList();
    List<double[]> measured = new ArrayList<>();
    held.forEach(row -> measured.add(new double[METRICS.size()]));
    ExampleSource rows = MapSource.of(learned);
    for (long seed : seeds) {
      HybridModel model = recipe.withSeed(seed).fit(rows, 1).run().threads(1).fit(rows);
      for (int row = 0; row < held.size(); row++) {
        double[] one = metrics(model, held.get(row));
        for (int metric = 0; metric < one.length; metric++) {
          measured.get(row)[metric] += one[metric] / seeds.length;
        }
      }
    }
    return measured;
  }

  /** A label that the model does not know is a miss, and has no loss. */
  private static double[] metrics(HybridModel model, Map<String, String> row) {
    int label = model.items().indexOf(row.getOrDefault(LABEL, ""));
    if (label < 0) {
      return new double[] {0, 0, 0, Double.NaN};
    }
    float[] scores = model.scores(row);
    double rank = 0.5;
    for (float score : scores) {
      rank += score > scores[label] ? 1 : score == scores[label] ? 0.5 : 0;
    }
    double top = rank <= K ? 1 : 0;
    return new double[] {
      rank == 1 ? 1 : 0, top, top / rank, -StrictMath.log(Math.max(scores[label], 1e-30))
    };
  }

  private static void print(
      String name, double[][] rows, double[][] first, List<String> visitors, PrintStream out) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-40s", name));
    for (int metric = 0; metric < METRICS.size(); metric++) {
      line.append(mean(METRICS.get(metric), rows, first, visitors, metric));
    }
    out.println(line);
  }

  private static String mean(
      String name, double[][] rows, double[][] first, List<String> visitors, int metric) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    double sum = 0;
    double difference = 0;
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      double value = rows[row][metric];
      double delta = value - first[row][metric];
      if (!Double.isNaN(value)) {
        sum += value;
        difference += delta;
        count++;
        double[] own = sums.computeIfAbsent(visitors.get(row), visitor -> new double[2]);
        own[0] += delta;
        own[1]++;
      }
    }
    double mean = difference / count;
    double squares = 0;
    for (double[] own : sums.values()) {
      squares += (own[0] - own[1] * mean) * (own[0] - own[1] * mean);
    }
    return String.format(
        Locale.ROOT,
        " | %s %.4f %+.4f ± %.4f",
        name,
        sum / count,
        mean,
        Math.sqrt(squares) / count);
  }
}

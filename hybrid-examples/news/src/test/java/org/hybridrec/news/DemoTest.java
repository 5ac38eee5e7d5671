package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.synthetic.NewsSite;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  private static final NewsSite SITE =
      NewsSite.builder().visitors(80).articles(30).views(3_000).seed(5).build();

  private static final NewsSite GROWING =
      NewsSite.builder().visitors(80).articles(30).views(3_000).lateArticles(0.1).seed(5).build();

  @TempDir private static Path folder;
  private static String out;
  private static String err;

  @BeforeAll
  static void run() {
    StringWriter printed = new StringWriter();
    StringWriter logged = new StringWriter();
    Demo.run(new PrintWriter(printed, true), new PrintWriter(logged, true), folder, SITE, GROWING);
    out = printed.toString();
    err = logged.toString();
  }

  @Test
  void itTellsTheWholeWayInSixSteps() {
    assertThat(out)
        .containsSubsequence(
            "1. A news site",
            "80 visitors and 30 articles",
            "2. Training by recipes/hybrid.yaml",
            "1,000 steps",
            "history_folded_in",
            "3. Evaluation",
            "most popular",
            "followed most often",
            "the lab's recipe without factors",
            "the lab's recipe ",
            "the hybrid recipe: this model",
            "the true probabilities",
            "wrote a report, for any browser: " + folder.resolve("run/report.html"),
            "4. One file",
            "loaded it again; it recommends the same",
            "5. What comes next?",
            "a visitor and an article that nobody knows, reading: Kürbissuppe",
            "6. Content and collaborative filter, apart and together",
            "P, the most popular",
            "C, content alone",
            "I, ids and factors alone",
            "H, both: the hybrid",
            "truth",
            "H − C: NDCG@10 ",
            "H − C: log loss ",
            "H − I: NDCG@10 ",
            "H − I: log loss ");
    assertThat(err).startsWith("training on ").contains("\nepoch 1: loss ");
  }

  @Test
  void threeVisitorsAreRecommendedFiveTitlesEach() {
    List<String> titles = SITE.articleIds().stream().map(SITE::title).toList();
    String last = out.substring(out.indexOf("5. What comes next?"));

    for (int rank = 1; rank <= 5; rank++) {
      String start = "  " + rank + ". ";
      assertThat(last.lines().filter(line -> line.startsWith(start)))
          .hasSize(3)
          .allMatch(line -> titles.stream().anyMatch(title -> line.startsWith(start + title)));
    }
  }

  @Test
  void theDataIsLeftAsCsvAndAsArrow() {
    for (String name : List.of("train", "evaluation")) {
      var csv = CsvSource.of(folder.resolve(name + ".csv.gz"));
      var arrow = ArrowSource.of(folder.resolve(name + ".arrows"));
      assertThat(csv.schema().names())
          .startsWith("next_content_id", "visitor_id", "content_id", "category", "title")
          .contains("history")
          .containsExactlyInAnyOrderElementsOf(arrow.schema().names());
      assertThat(RowMaps.of(csv)).hasSameSizeAs(RowMaps.of(arrow)).isNotEmpty();
    }
  }

  @Test
  void theLastLineSaysWhetherTheHybridWonAllFourComparisons() {
    List<String> lines = out.lines().toList();
    List<String> differences = lines.subList(lines.size() - 5, lines.size() - 1);

    assertThat(differences).allMatch(line -> line.startsWith("H − "));
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            differences.stream().allMatch(line -> line.endsWith(": better"))
                ? "H wins: it is better than each half alone, in ranking and in loss."
                : "H does not win everywhere here.");
  }

  @Test
  void theComparisonIsLeftAsTablesAndAsAPlot() {
    for (String extension : List.of("txt", "md", "json", "png")) {
      assertThat(folder.resolve("comparison." + extension)).isNotEmptyFile();
    }
  }

  @Test
  void theReportIsLeftWithTheFiguresThatWerePrinted() throws IOException {
    Document report = Jsoup.parse(Files.readString(folder.resolve("run/report.html")));

    assertThat(report.select("[aria-label=arms] tbody th").eachText())
        .containsExactly("this model", "popularity", "transitions");
    String accuracy = report.select("[aria-label=arms] tbody td").get(0).text().split(" ")[0];
    assertThat(out.lines().filter(line -> line.startsWith("  the hybrid recipe: this model ")))
        .singleElement()
        .asString()
        .contains(" " + accuracy + " ");
  }

  @Test
  void theCommandsOfTheReadmeRunOnWhatIsLeft(@TempDir Path own) throws IOException {
    List<String> lines =
        ReadmeCommands.lines().stream()
            .map(line -> line.replace("$demo", folder.toString()))
            .map(line -> line.replaceAll(" (news|report)\\.(\\w+)", " " + own + "/$1.$2"))
            .map(line -> line.replace("hybrid-examples/news/recipes", "recipes"))
            .toList();

    assertThat(lines)
        .extracting(line -> line.replaceFirst("(?:.*\\| )?hybrid (\\S+) .*", "$1"))
        .containsExactly(
            "train", "evaluate", "recommend", "describe", "verify", "export-onnx", "report");
    for (String line : lines) {
      Shell shell = ReadmeCommands.run(line);
      assertThat(shell.exitCode()).as("%s: %s", line, shell.err()).isZero();
      assertThat(shell.out()).as(line).isNotEmpty();
    }
    assertThat(own.resolve("news.onnx")).isNotEmptyFile();
    Document report = Jsoup.parse(Files.readString(own.resolve("report.html")));
    List<String> titles = SITE.articleIds().stream().map(SITE::title).toList();
    assertThat(report.select("[aria-label='most served'] tbody th").eachText())
        .filteredOn(shown -> titles.stream().anyMatch(shown::startsWith))
        .isNotEmpty();
  }

  @Test
  void theModelThatIsLeftHasTheMetricsThatWerePrinted() {
    Evaluation evaluation =
        HybridModel.load(folder.resolve("news.safetensors"))
            .evaluate(CsvSource.of(folder.resolve("evaluation.csv.gz")), 10);

    assertThat(out.lines().filter(line -> line.startsWith("  the hybrid recipe: this model ")))
        .singleElement()
        .asString()
        .containsSubsequence(
            Report.digits(evaluation.accuracy()),
            Report.digits(evaluation.topKAccuracy()),
            Report.digits(evaluation.mrrAtK()),
            Report.digits(evaluation.loss()));
  }
}

package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.RankingReport;
import org.hybridrec.core.evaluation.TrainingCounts;
import org.hybridrec.core.file.Json;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {

  @TempDir private static Path folder;
  private static Path model;
  private static Path eval;

  @BeforeAll
  static void train() throws IOException {
    model = Kiosk.model(folder);
    eval = folder.resolve("eval.csv");
    CsvFiles.write(
        MapSource.of(
            List.of(
                Map.of("visitor", "v1", "content", "öl", "price", "1.5", "next", "brot"),
                Map.of("visitor", "v2", "content", "tee", "price", "much", "next", "öl"),
                Map.of("visitor", "v3", "content", "kaffee", "next", "kuchen"),
                Map.of("visitor", "v4", "content", "brot", "next", "öl"))),
        eval);
  }

  private static Shell evaluate(Object... more) {
    Object[] arguments = new Object[3 + more.length];
    arguments[0] = "evaluate";
    arguments[1] = "--model";
    arguments[2] = model;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Shell.run(arguments).with(folder, "DIR");
  }

  @Test
  void jsonIsOneLineThatBeginsWithTheSixMetricsThatTheLibraryGives() {
    HybridModel loaded = HybridModel.load(model);
    String metrics = loaded.evaluate(CsvSource.of(eval), 3).toJson();

    Shell shell = evaluate("--eval", eval, "--k", 3, "--json");

    assertThat(shell)
        .isEqualTo(
            new Shell(
                0,
                Evaluator.at(3).evaluate(loaded.scorer(), CsvSource.of(eval)).toJson() + "\n",
                ""));
    assertThat(metrics)
        .matches(
            "\\{\"rows\":4,\"accuracy\":0\\.5,\"top_k_accuracy\":0\\.\\d+,\"mrr_at_k\":0\\.\\d+,"
                + "\"ndcg_at_k\":0\\.\\d+,\"loss\":\\d\\.\\d+\\}");
    assertThat(shell.out())
        .startsWith(metrics.replace("}", ",\"k\":3,\"unknown_labels\":1,\"seen_labels\":0,"));
    Map<?, ?> report = (Map<?, ?>) Json.read(shell.out());
    assertThat(new ArrayList<Object>(report.keySet()).subList(6, 15))
        .containsExactly(
            "k",
            "unknown_labels",
            "seen_labels",
            "metrics",
            "median_rank",
            "coverage",
            "gini",
            "calibration_error",
            "calibration");
  }

  @Test
  void withoutJsonPeopleReadWhatTheColumnsMetAndAllFigures() {
    Shell shell = evaluate("--eval", eval);

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .startsWith(
            """
            rows read: 4; without a label: 0; with a label that is not in the item index: 1
              column             missing  defaulted  unknown  invalid  hashed  colliding
              content_embedding        0          0        1        0       0          0
              price                    0          3        0        1       0          0

            metric       value     95 % interval
            accuracy    0.5000  [0.0000, 1.0000]
            hit@10      0.7500  [0.2500, 1.0000]
            MRR@10      0.""")
        .containsSubsequence("NDCG@10     0.", "mean rank   1.", "log loss    3.")
        .contains(
            """
            novelty@10    none              none

            rows and lists       value
            rows                     4
            unknown labels           1
            labels seen before       0
            median rank         1.0000
            calibration error   0.""")
        .endsWith(
            """
            coverage            1.0000
            Gini                0.0000

            Each row counts as a visitor; name their field (--visitor), or intervals may be too narrow.
            """);
  }

  @Test
  void visitorsHistoriesAgesAndTrainingRowsAreLookedAtWhereTheyAreNamed() {
    Path rows = folder.resolve("clicks.arrows");
    ArrowFiles.write(
        MapSource.of(
            List.of(
                click("v1", "öl", List.of("tee"), 0.5, "brot"),
                click("v1", "brot", List.of("tee", "öl", "salz"), 3.0, "wein"),
                click("v2", "salz", List.of("wein"), 30.0, "tee"))),
        rows);
    Path learned = folder.resolve("rows.csv");
    Object[] options = {
      "--eval",
      rows,
      "--train",
      learned,
      "--visitor",
      "visitor",
      "--history",
      "history",
      "--age",
      "price",
      "--ages",
      "1,24"
    };
    Evaluator expected =
        Evaluator.at(10)
            .visitors("visitor")
            .history("history")
            .age("price", 1, 24)
            .trainingCounts(TrainingCounts.of(CsvSource.of(learned), "next"));

    RankingReport report =
        expected.evaluate(HybridModel.load(model).scorer(), ArrowSource.of(rows));

    assertThat(evaluate(options).out())
        .endsWith("\n\n" + report.toText())
        .contains("training count of the label", "length of the history", "age ", "novelty@10  ");
    Object[] json = Arrays.copyOf(options, options.length + 1);
    json[options.length] = "--json";
    assertThat(evaluate(json)).isEqualTo(new Shell(0, report.toJson() + "\n", ""));
    assertThat(evaluate("--eval", rows, "--without-seen", "content,next", "--json").out())
        .contains("\"unknown_labels\":3,\"seen_labels\":3,");
  }

  private static Map<String, Object> click(
      String visitor, String content, List<String> history, double price, String next) {
    return Map.of(
        "visitor", visitor, "content", content, "history", history, "price", price, "next", next);
  }

  @Test
  void agesNeedTheirFieldAndAscend() {
    assertThat(evaluate("--eval", eval, "--age", "price"))
        .isEqualTo(Shell.userError("--age FIELD and --ages LOW,… go together; give both"));
    assertThat(evaluate("--eval", eval, "--age", "price", "--ages", "2,1"))
        .isEqualTo(
            Shell.userError(
                "evaluation: boundaries of ages must be finite and ascend, boundary 1 was 1.0"));
    assertThat(evaluate("--eval", eval, "--visitor", "reader").exitCode()).isEqualTo(2);
  }

  @Test
  void theFieldOfTheSplitIsThatOfVisitorsWhereNoOtherIsNamed() {
    Path csv = folder.resolve("rows.csv");
    Object[] split = {"--eval", csv, "--split-by", "visitor", "--split-share", "0.2"};

    String byVisitor = evaluate(split).out();

    assertThat(byVisitor).doesNotContain("Each row counts as a visitor");
    assertThat(evaluate("--eval", csv, "--train", csv, "--split-by", "visitor").out())
        .containsPattern("training count of the label +21–100 +\\d+ ");
  }

  @Test
  void arrowGivesTheSameAsCsv() {
    Path csv = folder.resolve("rows.csv");
    Path arrow = folder.resolve("all.arrows");
    ArrowFiles.write(CsvSource.of(csv), arrow);

    assertThat(evaluate("--eval", arrow, "--json")).isEqualTo(evaluate("--eval", csv, "--json"));
    assertThat(evaluate("--eval", arrow, arrow, "--json").out()).startsWith("{\"rows\":480,");
  }

  @Test
  void aSplitEvaluatesThePartThatTrainHeldOut() {
    Path csv = folder.resolve("rows.csv");
    long held =
        Kiosk.rows().stream()
            .filter(row -> SplitOptionsTest.step((String) row.get("visitor")) < 2_000)
            .count();

    Shell shell =
        evaluate("--eval", csv, "--split-by", "visitor", "--split-share", "0.2", "--json");

    assertThat(shell.out()).startsWith("{\"rows\":" + held + ",");
  }

  @Test
  void whatCannotBeEvaluatedIsToldInOneLine() throws IOException {
    assertThat(evaluate("--eval", eval, "--k", 0))
        .isEqualTo(Shell.userError("--k must be at least 1, was 0"));
    assertThat(evaluate("--eval", folder.resolve("gone.csv")))
        .isEqualTo(Shell.userError("data file DIR/gone.csv: there is no such file"));
    Path empty = Files.writeString(folder.resolve("empty.csv"), "content,price,next\n");
    assertThat(evaluate("--eval", empty))
        .isEqualTo(Shell.userError("there is no row to evaluate on; name other files"));
    Path ragged = Files.writeString(folder.resolve("ragged.csv"), "content,price,next\nöl,1\n");
    assertThat(evaluate("--eval", ragged))
        .isEqualTo(
            Shell.userError(
                "DIR/ragged.csv line 2: the row has 2 cells, the header 3; every row must have as"
                    + " many as the header"));
    Path different = folder.resolve("different.arrows");
    ArrowFiles.write(MapSource.of(List.of(Map.of("content", "öl", "next", "tee"))), different);
    Path arrow = folder.resolve("same.arrows");
    ArrowFiles.write(CsvSource.of(eval), arrow);
    assertThat(evaluate("--eval", arrow, different))
        .isEqualTo(
            Shell.userError(
                "DIR/different.arrows: its columns differ from those of DIR/same.arrows; all files"
                    + " must have the same columns in the same order"));
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    Path noModel = Files.writeString(folder.resolve("no.safetensors"), "just text");

    Shell shell = Shell.run("evaluate", "--model", noModel, "--eval", eval).with(folder, "DIR");

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).startsWith("hybrid: model file 'DIR/no.safetensors': ");
    assertThat(Shell.run("evaluate", "--model", "gone", "--eval", eval))
        .isEqualTo(
            Shell.userError("model file gone: there is no such file; hybrid train writes one"));
  }
}

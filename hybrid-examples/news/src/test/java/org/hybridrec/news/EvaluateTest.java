package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.file.Json;
import org.hybridrec.features.arrow.ArrowFiles;
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
  void jsonIsOneLineOfTheSixMetricsThatTheLibraryGives() {
    Evaluation expected = HybridModel.load(model).evaluate(CsvSource.of(eval), 3);

    Shell shell = evaluate("--eval", eval, "--k", 3, "--json");

    assertThat(shell).isEqualTo(new Shell(0, expected.toJson() + "\n", ""));
    assertThat(shell.out())
        .matches(
            "\\{\"rows\":4,\"accuracy\":0\\.5,\"top_k_accuracy\":0\\.\\d+,\"mrr_at_k\":0\\.\\d+,"
                + "\"ndcg_at_k\":0\\.\\d+,\"loss\":\\d\\.\\d+\\}\n");
    assertThat(Json.read(shell.out())).isInstanceOf(Map.class);
  }

  @Test
  void withoutJsonPeopleReadMetricsAndWhatTheColumnsMet() {
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
            evaluated on 4 rows
              metric            value
              accuracy         0.5000
              top-10 accuracy  0.7500
              MRR@10           0.""")
        .endsWith("  unknown labels        1\n");
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
        .isEqualTo(
            Shell.userError(
                "evaluation: there must be at least 1 row, were 0; check the evaluation data"));
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

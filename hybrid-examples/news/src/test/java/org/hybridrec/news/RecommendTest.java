package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.ranking.Recommendation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendTest {

  @TempDir private static Path folder;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    model = Kiosk.model(folder);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> items(String line) {
    Map<String, Object> answer = (Map<String, Object>) Json.read(line);
    assertThat(answer).containsOnlyKeys("recommendations");
    return (List<Map<String, Object>>) answer.get("recommendations");
  }

  @Test
  void everyLineIsAnsweredInOrderByWhatTheModelRecommends() {
    Shell shell =
        Shell.runWith(
            """
            {"content":"öl","price":1.5}

            {"content":"tee"}
            """,
            "recommend",
            "--model",
            model,
            "--k",
            2);

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).isEmpty();
    List<String> lines = shell.out().lines().toList();
    assertThat(lines).hasSize(2);
    HybridModel loaded = HybridModel.load(model);
    List<Recommendation> expected = loaded.recommend(Map.of("content", "öl", "price", 1.5), 2);
    assertThat(items(lines.get(0)))
        .hasSize(2)
        .zipSatisfy(
            expected,
            (item, recommendation) -> {
              assertThat(item.keySet()).containsExactly("id", "probability", "rank");
              assertThat(item.get("id")).isEqualTo(recommendation.id());
              assertThat(((Double) item.get("probability")).floatValue())
                  .isEqualTo(recommendation.probability());
              assertThat(item.get("rank")).isEqualTo((long) recommendation.rank());
            });
    assertThat(items(lines.get(0)).get(0)).containsEntry("id", "brot");
    assertThat(items(lines.get(1)).get(0)).containsEntry("id", "öl");
  }

  @Test
  void itemsCanBeExcludedAndChosen() {
    String row = "{\"content\":\"öl\"}\n";

    Shell excluded =
        Shell.runWith(row, "recommend", "--model", model, "--exclude", "brot,öl,unheard of");
    Shell among = Shell.runWith(row, "recommend", "--model", model, "--among", "wein,tee");

    assertThat(items(excluded.out()))
        .extracting(item -> item.get("id"))
        .containsExactlyInAnyOrder("käse", "wein", "salz", "tee");
    assertThat(items(among.out()))
        .extracting(item -> item.get("id"))
        .containsExactlyInAnyOrder("wein", "tee");
  }

  @Test
  void missingUnknownAndUnusableValuesAreOrdinary() {
    Shell shell =
        Shell.runWith(
            """
            {}
            {"content":null,"price":"cheap"}
            {"content":"never seen","price":[1,2]}
            {"content":true}
            """,
            "recommend",
            "--model",
            model,
            "--k",
            1);

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out().lines()).hasSize(4).allMatch(line -> items(line).size() == 1);
  }

  @Test
  void noInputIsNoOutput() {
    assertThat(Shell.run("recommend", "--model", model)).isEqualTo(new Shell(0, "", ""));
  }

  @Test
  void aLineThatIsNoObjectEndsTheCommandAfterTheAnswersBeforeIt() {
    Shell noJson = Shell.runWith("{}\n\n{\"a\":\n", "recommend", "--model", model, "--k", 1);
    Shell noObject = Shell.runWith("[1]\n", "recommend", "--model", model);
    Shell twice = Shell.runWith("{\"a\":1,\"a\":2}\n", "recommend", "--model", model);

    assertThat(noJson.exitCode()).isEqualTo(2);
    assertThat(noJson.out().lines()).hasSize(1);
    assertThat(noJson.err().lines()).hasSize(1);
    assertThat(noJson.err()).startsWith("hybrid: standard input line 3: JSON: ");
    assertThat(noObject)
        .isEqualTo(
            Shell.userError(
                "standard input line 1: expected a JSON object such as {\"content_id\":\"7\"}"));
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).startsWith("hybrid: standard input line 1: JSON: ");
  }

  @Test
  void inputThatIsNotUtf8IsRefused() {
    byte[] latin = "{\"content\":\"öl\"}\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Shell.runWith(latin, "recommend", "--model", model))
        .isEqualTo(Shell.userError("standard input after line 0: is not UTF-8"));
  }

  @FunctionalInterface
  private interface Failure {
    void happen() throws IOException;
  }

  private static Shell failing(Failure failure) {
    InputStream in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            failure.happen();
            return -1;
          }
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Hybrid.run(in, out, err, "recommend", "--model", model.toString());
    return new Shell(
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
  }

  @Test
  void failuresOfEveryKindAreOneLine() {
    assertThat(
            failing(
                () -> {
                  throw new IOException("the pipe burst");
                }))
        .isEqualTo(Shell.userError("standard input cannot be read: the pipe burst"));
    assertThat(
            failing(
                () -> {
                  throw new IllegalStateException("a fault");
                }))
        .isEqualTo(
            new Shell(
                1,
                "",
                "hybrid: internal failure: java.lang.IllegalStateException: a fault; --verbose"
                    + " shows where\n"));
    assertThat(
            failing(
                () -> {
                  throw new StackOverflowError();
                }))
        .isEqualTo(
            new Shell(
                1,
                "",
                "hybrid: internal failure: java.lang.StackOverflowError; --verbose shows where\n"));
    assertThat(
            failing(
                () -> {
                  throw new OutOfMemoryError();
                }))
        .isEqualTo(
            Shell.userError(
                "out of memory: give Java more, as in java -Xmx4g -jar hybrid.jar, or shrink the"
                    + " recipe"));
  }

  @Test
  void listsHaveAtLeastOneItem() {
    assertThat(Shell.run("recommend", "--model", model, "--k", 0))
        .isEqualTo(Shell.userError("--k must be at least 1, was 0"));
  }
}

package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.core.file.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real rows of docs/evaluation.md, where they are at hand. */
class KurierTest {

  private static final String HEADER =
      "visitor_id,content_id,category,title,author,months_since_epoch,next_content_id";

  @TempDir private Path folder;
  private Path rows;

  @BeforeEach
  void find() {
    String shared = System.getProperty("hybridrec.shared", "../../../shared");
    rows = Path.of(shared).resolve("data/kurier-next-content/rows_dev.csv.gz").toAbsolutePath();
    assumeThat(rows).as("the Kurier rows (set -Dhybridrec.shared=FOLDER)").exists();
  }

  private Shell run(Object... arguments) {
    return Shell.run(
        Stream.concat(
                Stream.of(arguments), Stream.of("--header", HEADER, "--split-by", "visitor_id"))
            .toArray());
  }

  @Test
  void theBaselinesAreThoseOfTheEvaluationPage() throws IOException {
    Shell shell =
        run(
            "baselines",
            "--train",
            rows,
            "--label",
            "next_content_id",
            "--current",
            "content_id",
            "--json");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .startsWith("{\"popularity\":{\"rows\":1997,")
        .isSubstringOf(Files.readString(Path.of("../../docs/evaluation.md")));
  }

  @Test
  void theLabsRecipeBeatsPopularity() {
    Path model = folder.resolve("kurier.safetensors");
    Path recipe = Path.of("recipes", "lab-without-factors.yaml");

    Shell trained = run("train", "--recipe", recipe, "--train", rows, "--model", model);
    Shell evaluated = run("evaluate", "--model", model, "--eval", rows, "--json");

    assertThat(trained.exitCode()).isZero();
    assertThat(trained.out()).contains("fitted on 18,524 rows: 1,000 steps");
    Map<?, ?> metrics = (Map<?, ?>) Json.read(evaluated.out());
    assertThat(metrics.get("rows")).isEqualTo(1_997L);
    assertThat((Double) metrics.get("accuracy")).isGreaterThan(0.03);
    assertThat((Double) metrics.get("top_k_accuracy")).isGreaterThan(0.25);
    assertThat((Double) metrics.get("loss")).isLessThan(5.1);
  }
}

package org.hybridrec.news.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeProgramsTest {

  @FunctionalInterface
  private interface Program {
    void run() throws Exception;
  }

  private static List<String> printed(Program program) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void rowsInMemoryTeachWhatFollowsAndTheCategoryDecidesForTheUnknown() throws Exception {
    List<String> lines = printed(FromMaps::main);

    assertThat(lines).hasSize(3);
    assertThat(lines.subList(0, 2))
        .allMatch(line -> line.matches("\\d\\. (strudel|pumpkin soup) \\d[.,]\\d\\d"));
  }

  @Test
  void rowsInFilesAreFittedEvaluatedAndTheModelSaved(@TempDir Path folder) throws Exception {
    List<String> lines = printed(() -> FromCsv.main(folder.toString()));

    Map<?, ?> metrics = (Map<?, ?>) Json.read(lines.get(0));
    // Popularity alone reaches less: a fifth of 50 articles.
    assertThat((Double) metrics.get("top_k_accuracy")).isGreaterThan(0.4);
    assertThat(lines.get(1)).isEqualTo("saved " + folder.resolve("news.safetensors"));
    assertThat(HybridModel.load(folder.resolve("news.safetensors")).items().size())
        .isLessThanOrEqualTo(50);
  }

  @Test
  void aModelAnswersAmongWhatIsOnlineWithoutWhatWasRead() throws Exception {
    List<String> lines = printed(Serving::main);

    assertThat(lines).hasSize(8);
    assertThat(lines.subList(0, 5)).allMatch(line -> line.matches("0[.,]\\d{3} .+"));
    assertThat(lines.get(7)).isEqualTo("unknown values so far: 1");
  }

  @Test
  void anEncoderOfOnesOwnIsBroughtAlong() throws Exception {
    List<String> lines = printed(OwnTextEncoder::main);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("without the encoder: ").contains("letter_counts");
    assertThat(lines.get(1)).isEqualTo("with it: weather");
  }

  @Test
  void factorsAreFittedOnTheRowsToLearnFromAndFoldedIn() throws Exception {
    List<String> lines = printed(WithFactors::main);

    Map<?, ?> metrics = (Map<?, ?>) Json.read(lines.get(0));
    assertThat((Double) metrics.get("top_k_accuracy")).isGreaterThan(0.4);
    assertThat(lines.subList(1, 4)).allMatch(line -> line.matches("[123]\\. .+"));
  }
}

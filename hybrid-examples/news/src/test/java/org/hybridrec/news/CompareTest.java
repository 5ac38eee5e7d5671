package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.hybridrec.core.file.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {

  private static final String EXPERIMENT =
      """
      label: next
      visitor: visitor
      history: content
      split: {by: visitor, test: 0.4}
      columns:
        ids:
          - embedding: {of: {vocabulary: {field: content, values: {fit: vocabulary}}}, width: 4}
      network: {hidden_units: []}
      training: {optimizer: {adam: {learning_rate: 0.05}}, batch_size: 8, epochs: 50}
      arms: {P: {baseline: popularity}, M: {baseline: transitions}, N: {columns: [ids]}}
      contrasts: [{arm: N, against: [P], metrics: [loss]}]
      """;

  @TempDir private Path folder;
  private Path csv;
  private Path experiment;

  @BeforeEach
  void write() throws IOException {
    csv = Kiosk.csv(folder);
    experiment = Files.writeString(folder.resolve("kiosk.yaml"), EXPERIMENT);
  }

  @Test
  void itPrintsFiguresAndAnswersAndWritesThemWithAPlot() throws IOException {
    Path directory = folder.resolve("out");

    Shell shell =
        Shell.run("compare", "--experiment", experiment, "--rows", csv, "--directory", directory);

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).startsWith("arm P\narm M\narm N, seed 42\n");
    assertThat(shell.out())
        .startsWith("arm  runs ")
        .contains("\nP       1  ", "\nM       1  1.0000 [1.0000, 1.0000]", "\nN − P     log loss  ")
        .isEqualTo(Files.readString(directory.resolve("comparison.txt")));
    assertThat(directory.resolve("comparison.md")).content().contains("| N − P | log loss | ");
    assertThat(directory.resolve("comparison.json"))
        .content()
        .startsWith("{\"arms\":[{\"name\":\"P\"");
    BufferedImage plot = ImageIO.read(directory.resolve("comparison.png").toFile());
    assertThat(List.of(plot.getWidth(), plot.getHeight())).containsExactly(900, 800);
  }

  @Test
  void jsonIsOneLineAndNothingElse() {
    Shell shell = Shell.run("compare", "--experiment", experiment, "--rows", csv, "--json");

    assertThat(shell.out()).hasLineCount(1);
    Map<?, ?> comparison = (Map<?, ?>) Json.read(shell.out());
    assertThat((List<?>) comparison.get("arms")).hasSize(3);
    assertThat((List<?>) comparison.get("differences")).hasSize(1);
  }

  @Test
  void aColumnThatGivesTheLabelAwayIsReported() throws IOException {
    StringBuilder rows = new StringBuilder("visitor,content,next,code\n");
    for (int i = 0; i < 100; i++) {
      rows.append("v" + i % 30 + ",a" + i % 5 + ",b" + i % 7 + ",c" + i % 7 + "\n");
    }
    Files.writeString(csv, rows);

    assertThat(Shell.run("compare", "--experiment", experiment, "--rows", csv).err())
        .contains("column 'code' tells the label in 100.0 % of ");
  }

  @Test
  void whatIsNotThereIsToldInOneLine() throws IOException {
    Path absent = folder.resolve("absent.yaml");
    assertThat(Shell.run("compare", "--experiment", absent, "--rows", csv))
        .isEqualTo(Shell.userError("experiment " + absent + ": there is no such file"));

    Files.writeString(experiment, EXPERIMENT.replace("baseline: transitions", "baseline: magic"));
    assertThat(Shell.run("compare", "--experiment", experiment, "--rows", csv))
        .isEqualTo(
            Shell.userError(
                experiment
                    + ": arms.M.baseline: the baseline 'magic' is not known; allowed are popularity,"
                    + " recent_popularity, transitions, decayed_transitions, item_neighbours, ease,"
                    + " factors_alone"));
  }
}

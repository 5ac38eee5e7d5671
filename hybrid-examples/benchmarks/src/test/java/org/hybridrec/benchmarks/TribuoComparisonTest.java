package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TribuoComparisonTest {

  /** The cells of a trainer's line: title, accuracy, top 10, seconds, µs, MB, peak MB. */
  private static String[] cells(TribuoTrainer trainer) {
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(new TribuoComparison())
            .setOut(new PrintWriter(out))
            .execute("--trainer=" + trainer, "--views=2000", "--visitors=100", "--articles=20");
    assertThat(exitCode).isZero();
    String line = out.toString().strip();
    assertThat(line).startsWith("| ").endsWith(" |");
    return line.substring(2, line.length() - 2).split(" \\| ", -1);
  }

  @Test
  void everyTrainerLearnsMoreThanChance() {
    for (TribuoTrainer trainer : TribuoTrainer.values()) {
      String[] cells = cells(trainer);
      assertThat(cells).hasSize(7);
      assertThat(cells[0]).isEqualTo(trainer.title());
      double accuracy = Double.parseDouble(cells[1]);
      assertThat(accuracy).as(trainer.title()).isGreaterThan(2.0 / 20);
      assertThat(Double.parseDouble(cells[2])).isBetween(accuracy, 1.0);
    }
  }
}

package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PeersTest {

  @ParameterizedTest
  @CsvSource({
    "--batch, 0, 0",
    "--batch, 100001, 100001",
    "--seconds, 0, 0.0",
    "--seconds, NaN, NaN",
    "--rounds, 0, 0",
    "--warm-up, -1, -1.0",
    "--pause, -0.5, -0.5",
    "--threads, 0, 0"
  })
  void valuesThatCannotBeUsedAreNamed(String option, String given, String shown) {
    StringWriter errors = new StringWriter();
    int exitCode =
        new CommandLine(new Peers()).setErr(new PrintWriter(errors)).execute(option + "=" + given);
    assertThat(exitCode).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("option '" + option + "': not possible with " + shown + "\n");
  }
}

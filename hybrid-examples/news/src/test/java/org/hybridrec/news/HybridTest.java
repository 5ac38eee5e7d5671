package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HybridTest {

  private static final String COMMANDS =
      "prepare, train, evaluate, recommend, describe, verify, report, export-onnx, baselines,"
          + " compare";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "recommend",
        "describe",
        "verify",
        "report",
        "export-onnx",
        "baselines"
      })
  void everyCommandExplainsItselfWithAnExample(String command) {
    Shell shell = Shell.run(command, "--help");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .startsWith("Usage: hybrid " + command + " ")
        .contains("\nExample:\n  ")
        .contains("hybrid " + command + " --");
  }

  @Test
  void theProgramListsItsCommandsAndExitCodes() {
    Shell shell = Shell.run("--help");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .contains(
            "prepare",
            "train",
            "evaluate",
            "recommend",
            "describe",
            "verify",
            "report",
            "export-onnx",
            "baselines")
        .contains("Exit code: 0 ok, 1 internal failure, 2 something to mend, told in one line.");
  }

  @Test
  void theVersionIsTold() {
    assertThat(Shell.run("--version")).isEqualTo(new Shell(0, "hybridrec 0.1.0-SNAPSHOT\n", ""));
  }

  @Test
  void withoutACommandOneIsAskedFor() {
    assertThat(Shell.run()).isEqualTo(Shell.userError("a command is needed; see hybrid --help"));
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertThat(Shell.run("trian"))
        .isEqualTo(
            Shell.userError(
                "there is no command 'trian', did you mean train? The commands are "
                    + COMMANDS
                    + "; see hybrid --help"));
    assertThat(Shell.run("foo", "--model", "m"))
        .isEqualTo(
            Shell.userError(
                "there is no command 'foo'; the commands are " + COMMANDS + "; see hybrid --help"));
    assertThat(Shell.run("--verbose", "export").err())
        .startsWith("hybrid: there is no command 'export', did you mean export-onnx? The ");
    assertThat(Shell.run("--versoin"))
        .isEqualTo(
            Shell.userError(
                "Unknown option: '--versoin', did you mean --version? see hybrid --help"));
  }

  @Test
  void aWordThatBelongsToNoOptionIsNamed() {
    assertThat(Shell.run("describe", "news.safetensors"))
        .isEqualTo(
            Shell.userError("Missing required option: '--model=FILE'; see hybrid describe --help"));
    assertThat(Shell.run("describe", "--model", "news.safetensors", "more"))
        .isEqualTo(Shell.userError("'more' belongs to no option; see hybrid describe --help"));
  }

  @Test
  void optionsThatAreMissingUnknownOrNoNumbersAreNamed() {
    assertThat(Shell.run("describe"))
        .isEqualTo(
            Shell.userError("Missing required option: '--model=FILE'; see hybrid describe --help"));
    assertThat(Shell.run("describe", "--model", "m", "--loud"))
        .isEqualTo(Shell.userError("Unknown option: '--loud'; see hybrid describe --help"));
    assertThat(Shell.run("recommend", "--model", "m", "--k", "ten"))
        .isEqualTo(
            Shell.userError(
                "Invalid value for option '--k': 'ten' is not an int; see hybrid recommend"
                    + " --help"));
  }

  @Test
  void aTraceIsShownOnlyWhereItIsWanted() {
    String line = "hybrid: model file none: there is no such file; hybrid train writes one\n";

    assertThat(Shell.run("describe", "--model", "none").err()).isEqualTo(line);
    assertThat(Shell.run("describe", "--model", "none", "--verbose").err())
        .startsWith(line + "org.hybridrec.news.UserError: model file none")
        .contains("\tat org.hybridrec.news.");
  }
}

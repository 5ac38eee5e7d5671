package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir private Path folder;

  private Shell train(Object... more) throws IOException {
    Object[] always = {
      "train",
      "--recipe",
      Kiosk.recipe(folder),
      "--train",
      Kiosk.csv(folder),
      "--model",
      folder.resolve("kiosk.safetensors"),
      "--split-by",
      "visitor",
      "--validation-share",
      "0.2"
    };
    Object[] all = new Object[always.length + more.length];
    System.arraycopy(always, 0, all, 0, always.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    return Shell.run(all);
  }

  @Test
  void aTrainingThatWasStoppedGoesOnToTheSameModel() throws IOException {
    assertThat(train().exitCode()).isZero();
    byte[] whole = Files.readAllBytes(folder.resolve("kiosk.safetensors"));
    Path run = folder.resolve("run");
    // Ended by its time somewhere, or at its end on a machine that is fast enough.
    assertThat(train("--run", run, "--time-limit", "1s", "--checkpoint-every", 50).exitCode())
        .isZero();

    Shell shell = train("--run", run, "--resume", "--checkpoint-every", 50);

    assertThat(shell.exitCode()).as(shell.err()).isZero();
    assertThat(folder.resolve("kiosk.safetensors")).hasBinaryContent(whole);
    assertThat(run.resolve("latest.safetensors")).hasBinaryContent(whole);
    assertThat(run.resolve("best.safetensors")).exists();
    assertThat(run.resolve("journal.jsonl")).isNotEmptyFile();
  }

  @Test
  void aFolderWithAnEarlierTrainingIsNotOverwritten() throws IOException {
    Path run = folder.resolve("run");
    assertThat(train("--run", run, "--checkpoint-every", 50).exitCode()).isZero();

    Shell shell = train("--run", run);

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.err())
        .isEqualTo(
            "hybrid: run folder "
                + run
                + " holds checkpoints of an earlier training; go on with it by resume() (--resume), or give"
                + " an empty folder\n");
  }

  @Test
  void aSplitThatLeavesAPartWithoutRowsIsRefusedBeforeAnythingIsLearned() throws IOException {
    assertThat(train("--split-share", "0.0001"))
        .isEqualTo(
            Shell.userError(
                "--split-by visitor leaves no row to evaluate on; choose another --split-share,"
                    + " or name other rows by --eval"));
    assertThat(folder.resolve("kiosk.safetensors")).doesNotExist();
  }

  @Test
  void theBestModelIsKeptWhereThereAreRowsToFindItOn() throws IOException {
    Path with = folder.resolve("with");
    assertThat(train("--run", with).out())
        .contains("\nbest model on the validation rows " + with.resolve("best.safetensors") + "\n");
    assertThat(with.resolve("best.safetensors")).exists();

    Path without = folder.resolve("without");
    Object[] plain = {
      "train",
      "--recipe",
      Kiosk.recipe(folder),
      "--train",
      Kiosk.csv(folder),
      "--model",
      folder.resolve("kiosk.safetensors"),
      "--run",
      without
    };
    assertThat(Shell.run(plain).out())
        .contains("\nno best model: there are no validation rows (--validation-share)\n");
    assertThat(without.resolve("best.safetensors")).doesNotExist();
    assertThat(Shell.run(concat(plain, "--best-by", "LOSS")))
        .isEqualTo(
            Shell.userError(
                "--best-by needs rows to evaluate on while training; add --split-by FIELD"
                    + " --validation-share 0.1"));
    assertThat(Shell.run(concat(plain, "--evaluate-every", "7")))
        .isEqualTo(
            Shell.userError(
                "--evaluate-every needs rows to evaluate on while training; add --split-by FIELD"
                    + " --validation-share 0.1"));
  }

  private static Object[] concat(Object[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  @Test
  void nothingOfARefusedTrainingStaysInTheWayOfTheNext() throws IOException {
    Path run = folder.resolve("run");
    Path wrong = folder.resolve("wrong.csv");
    Files.writeString(wrong, "visitor,content,price,next\nv1,öl,cheap,brot\n");

    Shell shell =
        Shell.run(
            "train",
            "--recipe",
            Kiosk.recipe(folder),
            "--train",
            wrong,
            "--model",
            folder.resolve("kiosk.safetensors"),
            "--run",
            run);

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(run.resolve("run.lock")).doesNotExist();
    assertThat(train("--run", run).exitCode()).isZero();
    assertThat(run.resolve("run.lock")).doesNotExist();
  }

  @Test
  void evaluationsComeByStepsAndByTime() throws IOException {
    assertThat(train("--run", folder.resolve("a"), "--evaluate-every", "7").exitCode()).isZero();
    assertThat(train("--run", folder.resolve("b"), "--evaluate-every", "2h").exitCode()).isZero();

    assertThat(Files.readString(folder.resolve("a").resolve("journal.jsonl")))
        .contains("{\"step\":7,\"evaluation\"", "{\"step\":14,\"evaluation\"");
    assertThat(Files.readString(folder.resolve("b").resolve("journal.jsonl")))
        .doesNotContain("{\"step\":7,\"evaluation\"")
        .contains("\"evaluation\"");
  }

  @Test
  void optionsThatCannotBeAreUserErrors() throws IOException {
    assertThat(train("--resume"))
        .isEqualTo(Shell.userError("--resume needs the folder of the training; add --run DIR"));
    assertThat(train("--run", folder, "--checkpoint-every", 0))
        .isEqualTo(Shell.userError("--checkpoint-every must be at least 1, was 0"));
    assertThat(train("--run", folder, "--evaluate-every", "0"))
        .isEqualTo(
            Shell.userError(
                "--evaluate-every must be a number of steps of at least 1, or like 90s, 10m or 2h,"
                    + " was 0"));
    assertThat(train("--time-limit", "soon"))
        .isEqualTo(Shell.userError("--time-limit must be like 90s, 10m or 2h, was soon"));
  }
}

package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, killed: the same command with {@code --resume} ends in the same model. */
class KilledTrainTest {

  @TempDir private Path folder;

  private List<String> train(Path run, Path model) throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("long.yaml"), Kiosk.RECIPE.replace("epochs: 30", "epochs: 60"));
    return Stream.of(
            "train",
            "--recipe",
            recipe,
            "--train",
            Kiosk.csv(folder),
            "--split-by",
            "visitor",
            "--validation-share",
            "0.2",
            "--run",
            run,
            "--checkpoint-every",
            "20",
            "--model",
            model)
        .map(Object::toString)
        .toList();
  }

  /** Starts the program as {@code java -jar hybrid.jar} does. */
  private Process start(List<String> arguments, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hybrid.class.getName()));
    command.addAll(arguments);
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output.txt"));
  }

  private static long checkpoints(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.filter(file -> file.toString().endsWith(".safetensors")).count();
    }
  }

  @Test
  void goesOnWithTheSameCommandAndResume() throws Exception {
    Path whole = folder.resolve("whole.safetensors");
    String[] uninterrupted = train(folder.resolve("whole"), whole).toArray(new String[0]);
    assertThat(Shell.run((Object[]) uninterrupted).exitCode()).isZero();
    Path run = folder.resolve("run");
    Path model = folder.resolve("model.safetensors");
    List<String> command = train(run, model);

    Process killed = start(command);
    try {
      while (killed.isAlive() && checkpoints(run) < 2) {
        Thread.sleep(2);
      }
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(killed.exitValue()).as(output()).isNotZero();
    assertThat(model).doesNotExist();

    Process refused = start(command);
    assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(refused.exitValue()).isEqualTo(2);
    assertThat(output()).contains("holds checkpoints of an earlier training");

    Process resumed = start(command, "--resume");
    assertThat(resumed.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(resumed.exitValue()).as(output()).isZero();
    assertThat(output()).contains("saved " + model, "report " + run.resolve("report.html"));
    assertThat(model).hasSameBinaryContentAs(whole);
    assertThat(Files.readString(run.resolve("run.json")))
        .contains("\"from_step\":0", "\"to_step\"");
  }
}

package org.hybridrec.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hybridrec.core.TrainedToys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a file may not become as long as the model needs, saving ends in a typed exception, the old
 * file is as it was, nothing is left beside it, and the model in memory goes on answering.
 */
class FullDiskTest {

  private static final Path SHELL = Path.of("/bin/bash");
  private static final int LIMITS = Effort.of(10, 50);

  /** The shell counts the limit in blocks of that size. */
  private static final int BLOCK_BYTES = 1024;

  @TempDir Path folder;

  @Test
  void endsInATypedExceptionAndKeepsTheOldFile() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no bash: the limit on file sizes is not tested");
    Path model = folder.resolve("new");
    Files.write(model, TrainedToys.manyItems());
    Path saved = Files.createDirectory(folder.resolve("saved"));
    Path target = saved.resolve("model.safetensors");
    TrainedToys.save(target, 2);
    byte[] old = Files.readAllBytes(target);
    int blocks = (int) (Files.size(model) / BLOCK_BYTES);
    assertThat(blocks).as("blocks of the model").isGreaterThanOrEqualTo(LIMITS);

    for (int n = 0; n < LIMITS; n++) {
      int limit = blocks * n / LIMITS;
      String printed;
      try (ChildJvm child = ChildJvm.start(folder, limited(limit, model, target))) {
        printed = child.ends(7, 60);
      }
      assertThat(printed)
          .as("limit of %d blocks", limit)
          .contains("model file '" + target + "': cannot be saved: ");
      assertThat(Files.readAllBytes(target)).as("limit of %d blocks", limit).isEqualTo(old);
      assertThat(filesIn(saved)).containsExactly(target);
    }

    try (ChildJvm child = ChildJvm.start(folder, limited(blocks + 1, model, target))) {
      child.ends(0, 60);
    }
    assertThat(target).hasSameBinaryContentAs(model);
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static List<String> limited(int blocks, Path model, Path target) {
    // The limit is that of the program alone: what it prints goes to a file through another.
    String script = "set -o pipefail; ( ulimit -f " + blocks + "; exec \"$0\" \"$@\" ) | cat";
    List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", script));
    command.addAll(ChildJvm.command(List.of(), SavingOnce.class, model, target));
    return command;
  }
}

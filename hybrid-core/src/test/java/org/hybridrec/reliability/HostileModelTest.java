package org.hybridrec.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridrec.core.TrainedToys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hostile model file whose digest was repaired does no harm, loaded or asked: in a JVM with 64 MB
 * it is refused by a typed exception, or answers; it does not exhaust memory, hang, or fail in
 * another way, and it makes no files.
 */
class HostileModelTest {

  private static final int MUTANTS = Effort.of(10_000, 1_000_000);

  @TempDir Path folder;

  @Test
  void isRefusedOrAnswers() throws Exception {
    Path model = folder.resolve("toys.safetensors");
    TrainedToys.save(model, 1);
    long seed = Long.getLong("rec.seed", 4711);

    String printed;
    try (ChildJvm child =
        ChildJvm.start(
            folder,
            ChildJvm.command(List.of("-Xmx64m"), HostileModels.class, model, MUTANTS, seed))) {
      printed = child.ends(0, 120L + MUTANTS / 100);
    }

    Matcher counts = Pattern.compile("refused (\\d+) whole (\\d+)").matcher(printed);
    assertThat(counts.find()).as(printed).isTrue();
    assertThat(Integer.parseInt(counts.group(1)) + Integer.parseInt(counts.group(2)))
        .isEqualTo(MUTANTS);
    assertThat(Integer.parseInt(counts.group(2))).as("mutants that are models").isPositive();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("output"))
          .containsExactlyInAnyOrder("toys.safetensors", "mutant.safetensors");
    }
  }
}

package org.hybridrec.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.TrainedToys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A save that is killed at any instant leaves the old file or the new one, bit for bit. */
class KilledSaveTest {

  private static final int KILLS = Effort.of(40, 1_000);

  @TempDir Path folder;

  @Test
  void leavesTheOldFileOrTheNewOne() throws Exception {
    long seed = Long.getLong("rec.seed", 4711);
    Random random = new Random(seed);
    Path saved = Files.createDirectory(folder.resolve("saved"));
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    TrainedToys.save(one, 1);
    TrainedToys.save(other, 2);
    Path target = Files.copy(one, saved.resolve("model.safetensors"));
    List<byte[]> whole = List.of(Files.readAllBytes(one), Files.readAllBytes(other));
    int midway = 0;

    // Chance may have it that none is hit while it writes: then there are more.
    for (int kill = 0; kill < KILLS || (midway == 0 && kill < 20 * KILLS); kill++) {
      try (ChildJvm child =
          ChildJvm.start(
              folder, ChildJvm.command(List.of(), SavingForever.class, one, other, target))) {
        while (child.isAlive() && !child.printed().contains("saving")) {
          Thread.sleep(5);
        }
        assertThat(child.isAlive()).as(child.printed()).isTrue();
        Thread.sleep(random.nextInt(30));
        child.kill();
      }
      byte[] found = Files.readAllBytes(target);
      assertThat(whole).as("kill %d, seed %d", kill, seed).anyMatch(bytes -> same(bytes, found));
      HybridModel.load(target);
      int leftovers = filesBeside(target, saved);
      assertThat(leftovers).isLessThanOrEqualTo(1);
      midway += leftovers;
    }

    assertThat(midway).as("kills that hit a save midway").isPositive();
    HybridModel.load(one).save(target);
    assertThat(filesBeside(target, saved)).isZero();
  }

  private static boolean same(byte[] a, byte[] b) {
    return Arrays.equals(a, b);
  }

  private static int filesBeside(Path target, Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return (int) files.filter(file -> !file.equals(target)).count();
    }
  }
}

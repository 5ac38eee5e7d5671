package org.hybridrec.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at any step of a save, and what was not forced to disk by then is lost, kept, or
 * kept in part: the target is the old file or the new one. A killed process proves less, for the
 * system's cache outlives it.
 */
class PowerFailureTest {

  private static final byte[] OLD = bytes(150_000, (byte) 'o');
  private static final byte[] NEW = bytes(300_000, (byte) 'n');

  @TempDir Path folder;
  private Path target;

  private static byte[] bytes(int count, byte value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, value);
    return bytes;
  }

  @BeforeEach
  void writeTheOldFile() throws IOException {
    target = folder.resolve("model");
    Files.write(target, OLD);
  }

  private static final class PowerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A disk that keeps in mind what is safe, and forgets the rest when the power fails. */
  private static final class ForgetfulDisk extends Disk {

    private final Random random;
    private int stepsLeft;
    private final Map<FileOutputStream, Path> opened = new HashMap<>();
    private final Map<Path, Long> safeBytes = new HashMap<>();
    private Path movedFrom;
    private Path movedTo;
    private byte[] replaced = {};
    private boolean moveIsSafe;
    private boolean over;
    final List<String> steps = new ArrayList<>();

    ForgetfulDisk(int stepsLeft, Random random) {
      this.stepsLeft = stepsLeft;
      this.random = random;
    }

    private void step(String name) {
      steps.add(name);
      if (over || --stepsLeft < 0) {
        over = true;
        throw new PowerFailure();
      }
    }

    /** Brings the folder into one of the states in which it may be found afterwards. */
    void comeBack() throws IOException {
      for (FileOutputStream out : opened.keySet()) {
        out.close();
      }
      for (Map.Entry<Path, Long> file : safeBytes.entrySet()) {
        // A file that was moved, and forced after, is found at its new name.
        Path at = file.getKey().equals(movedFrom) ? movedTo : file.getKey();
        if (Files.exists(at)) {
          lose(at, file.getValue());
        }
      }
      if (movedTo != null && !moveIsSafe && random.nextBoolean()) {
        Files.write(movedTo, replaced);
      }
    }

    /** Keeps the safe bytes of a file and, of the others, all, none, some or rubbish. */
    private void lose(Path file, long safe) throws IOException {
      byte[] all = Files.readAllBytes(file);
      int kept = (int) safe + random.nextInt((int) (all.length - safe) + 1);
      byte[] left = Arrays.copyOf(all, random.nextInt(3) == 0 ? (int) safe : kept);
      if (left.length > safe && random.nextBoolean()) {
        Arrays.fill(left, (int) safe, left.length, (byte) 0);
      }
      Files.write(file, left);
    }

    @Override
    FileOutputStream create(Path file) throws IOException {
      step("create");
      FileOutputStream out = super.create(file);
      opened.put(out, file);
      safeBytes.put(file, 0L);
      return out;
    }

    @Override
    void write(OutputStream out, byte[] bytes, int offset, int count) throws IOException {
      step("write");
      super.write(out, bytes, offset, count);
    }

    @Override
    void force(FileOutputStream out) throws IOException {
      step("force");
      safeBytes.put(opened.get(out), out.getChannel().size());
    }

    @Override
    void close(FileOutputStream out) throws IOException {
      super.close(out);
      step("close");
    }

    @Override
    void move(Path from, Path to) throws IOException {
      step("move");
      replaced = Files.readAllBytes(to);
      super.move(from, to);
      movedFrom = from;
      movedTo = to;
    }

    @Override
    void forceFolder(Path folder) {
      step("force folder");
      moveIsSafe = true;
    }

    @Override
    void delete(Path file) throws IOException {
      step("delete");
      super.delete(file);
    }
  }

  @Test
  void leavesTheOldFileOrTheNewOne() throws IOException {
    long seed = Long.getLong("rec.seed", 4711);
    int failures = 0;
    int news = 0;
    for (int round = 0; round < 20; round++) {
      boolean failed = true;
      for (int steps = 0; failed; steps++) {
        Files.write(target, OLD);
        ForgetfulDisk disk = new ForgetfulDisk(steps, new Random(seed + 1_000L * round + steps));
        failed = fails(disk);
        disk.comeBack();
        byte[] found = Files.readAllBytes(target);
        boolean isNew = Arrays.equals(found, NEW);
        assertThat(isNew || (failed && Arrays.equals(found, OLD)))
            .as("power failed after %s, seed %d", disk.steps, seed)
            .isTrue();
        failures += failed ? 1 : 0;
        news += failed && isNew ? 1 : 0;
        removeLeftovers();
      }
    }
    assertThat(failures).isGreaterThan(100);
    assertThat(news).as("failures after which the new file was there").isPositive();
  }

  private boolean fails(ForgetfulDisk disk) throws IOException {
    try {
      AtomicFile.write(target, out -> out.write(NEW), disk);
      return false;
    } catch (PowerFailure e) {
      return true;
    }
  }

  private void removeLeftovers() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.equals(target)).toList()) {
        Files.delete(file);
      }
    }
  }
}

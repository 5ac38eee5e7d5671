package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  private static final byte[] OLD = "the old file".getBytes(UTF_8);
  private static final byte[] NEW = new byte[300_000];

  static {
    Arrays.fill(NEW, (byte) 'n');
  }

  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void writeTheOldFile() throws IOException {
    target = folder.resolve("model");
    Files.write(target, OLD);
  }

  /** Fails at the k-th step; a write that fails has written half of its bytes. */
  private static class FailingDisk extends Disk {
    private int left;
    private boolean full;
    final List<String> steps = new ArrayList<>();
    final List<FileOutputStream> opened = new ArrayList<>();

    FailingDisk(int failAt) {
      this.left = failAt;
    }

    private void step(String name) throws IOException {
      steps.add(name);
      if (--left == 0) {
        full = true;
        throw new IOException("No space left on device");
      }
    }

    boolean hasFailed() {
      return full;
    }

    @Override
    FileOutputStream create(Path file) throws IOException {
      step("create");
      opened.add(super.create(file));
      return opened.get(0);
    }

    @Override
    void write(OutputStream out, byte[] bytes, int offset, int count) throws IOException {
      try {
        step("write");
      } catch (IOException e) {
        super.write(out, bytes, offset, count / 2);
        throw e;
      }
      super.write(out, bytes, offset, count);
    }

    @Override
    void force(FileOutputStream out) throws IOException {
      step("force");
      super.force(out);
    }

    @Override
    void close(FileOutputStream out) throws IOException {
      super.close(out);
      step("close");
    }

    @Override
    void move(Path from, Path to) throws IOException {
      step("move");
      super.move(from, to);
    }

    @Override
    void forceFolder(Path folder) throws IOException {
      step("force folder");
      super.forceFolder(folder);
    }

    @Override
    List<Path> list(Path folder, String begin, String end) throws IOException {
      step("list");
      return super.list(folder, begin, end);
    }
  }

  @Test
  void leavesTheOldFileWhicheverStepFails() throws IOException {
    int failAt = 0;
    FailingDisk disk;
    do {
      Files.write(target, OLD);
      disk = new FailingDisk(++failAt);
      String step = "step " + failAt;
      if (saves(disk)) {
        // nothing failed, or only the search for leftovers of earlier processes
        assertThat(Files.readAllBytes(target)).as(step).isEqualTo(NEW);
      } else {
        step = disk.steps.toString();
        boolean moved = disk.steps.contains("force folder");
        assertThat(Files.readAllBytes(target)).as(step).isEqualTo(moved ? NEW : OLD);
      }
      assertThat(files()).as(step).containsExactly("model");
      for (FileOutputStream file : disk.opened) {
        assertThat(file.getChannel().isOpen()).as(step).isFalse();
      }
    } while (disk.hasFailed());
    assertThat(disk.steps)
        .containsExactly(
            "list",
            "create",
            "write",
            "write",
            "write",
            "write",
            "write",
            "force",
            "close",
            "move",
            "force folder");
  }

  private boolean saves(Disk disk) {
    try {
      AtomicFile.write(target, out -> out.write(NEW), disk);
      return true;
    } catch (IOException e) {
      assertThat(e).hasMessage("No space left on device");
      return false;
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void forcesTheFileBeforeTheMoveAndTheFolderAfterIt() throws IOException {
    FailingDisk disk = new FailingDisk(-1);
    AtomicFile.write(target, out -> out.write(1), disk);
    assertThat(disk.steps)
        .containsExactly("list", "create", "write", "force", "close", "move", "force folder");
  }

  @Test
  void leavesTheOldFileWhenTheContentFails() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(NEW);
                      throw new IllegalStateException("no more");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no more");
    assertThat(Files.readAllBytes(target)).isEqualTo(OLD);
    assertThat(files()).containsExactly("model");
  }

  @Test
  void keepsAFailedCleanUpBesideTheFirstFailure() {
    Disk disk =
        new FailingDisk(3) {
          @Override
          void delete(Path file) throws IOException {
            throw new IOException("cannot delete");
          }
        };
    assertThatThrownBy(() -> AtomicFile.write(target, out -> out.write(NEW), disk))
        .hasMessage("No space left on device")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("cannot delete"));
  }

  @Test
  void makesAFileWhereNoneWas() throws IOException {
    Path fresh = folder.resolve("fresh");
    AtomicFile.write(fresh, out -> out.write(OLD));
    assertThat(Files.readAllBytes(fresh)).isEqualTo(OLD);
    assertThat(files()).containsExactly("fresh", "model");
  }

  @Test
  void takesAPathWithoutAFolder() throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(target.toAbsolutePath());
    AtomicFile.write(relative, out -> out.write(NEW));
    assertThat(Files.readAllBytes(target)).isEqualTo(NEW);
    assertThatThrownBy(() -> AtomicFile.write(Path.of("/"), out -> out.write(NEW)))
        .isInstanceOf(IOException.class)
        .hasMessage("not a file name: /");
  }

  @Test
  void removesWhatAKilledSaveLeftBehindAndNothingElse() throws IOException {
    Files.write(folder.resolve(".model.1a2b.tmp"), OLD);
    Files.write(folder.resolve(".other.1a2b.tmp"), OLD);
    Files.write(folder.resolve("model.tmp"), OLD);
    AtomicFile.write(target, out -> out.write(NEW));
    assertThat(files()).containsExactly(".other.1a2b.tmp", "model", "model.tmp");
  }

  @Test
  void savesWhileTheThreadIsInterruptedAndKeepsTheInterrupt() throws IOException {
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(target, out -> out.write(NEW));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(Files.readAllBytes(target)).isEqualTo(NEW);
  }

  @Test
  void refusesAFolderAsTarget() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.createFile(inner.resolve("something"));
    assertThatThrownBy(() -> AtomicFile.write(inner, out -> out.write(NEW)))
        .isInstanceOf(IOException.class);
    assertThat(files()).containsExactly("inner", "model");
  }

  @Test
  void letsOneOfManySavesAtOnceWinWhole() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> saves = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        byte[] content = new byte[50_000];
        Arrays.fill(content, (byte) i);
        saves.add(
            threads.submit(
                () -> {
                  AtomicFile.write(target, out -> out.write(content));
                  return null;
                }));
      }
      for (Future<?> save : saves) {
        save.get();
      }
    } finally {
      threads.shutdown();
    }
    byte[] found = Files.readAllBytes(target);
    assertThat(found).hasSize(50_000).containsOnly(found[0]);
    assertThat(files()).containsExactly("model");
  }
}

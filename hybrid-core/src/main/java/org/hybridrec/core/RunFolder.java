package org.hybridrec.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.training.SavedState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a training run: checkpoints, the latest and the best model, the run's facts and
 * journal. One training at a time has it: the one whose lock is on the file {@code run.lock}, which
 * is gone when the training ends, however it ends but by a kill; what a killed one leaves is no
 * lock. A training may lock a file that the one before it is just deleting. So each gives the file
 * a length of its own, and has the folder only if the file there has it. It is never opened a
 * second time by this JVM, because closing that would give up the lock on some systems.
 */
final class RunFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

  private static final Pattern CHECKPOINT = Pattern.compile("step-[0-9]{12}\\.safetensors");

  private static final int MOST_BYTES = 1 << 16;

  /** The folders that trainings of this JVM have. */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path realFolder;
  private final FileChannel channel;

  private RunFolder(Path folder, Path realFolder, FileChannel channel) {
    this.folder = folder;
    this.realFolder = realFolder;
    this.channel = channel;
  }

  /** Makes the folder where it is not there yet, and takes hold of it. */
  static RunFolder open(Path folder) {
    try {
      Files.createDirectories(folder.resolve("checkpoints"));
      Path real = folder.toRealPath();
      if (!TAKEN.add(real)) {
        throw inUse(folder);
      }
      FileChannel channel = null;
      try {
        channel = lockedFile(folder);
        return new RunFolder(folder, real, channel);
      } finally {
        if (channel == null) {
          TAKEN.remove(real);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("run folder " + folder + " cannot be used: " + e, e);
    }
  }

  private static ResumeException inUse(Path folder) {
    return new ResumeException(
        "run folder " + folder + ": another training is using it; give another folder");
  }

  private static Path lockFile(Path folder) {
    return folder.resolve("run.lock");
  }

  private static FileChannel lockedFile(Path folder) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isHeld(channel)) {
        channel.close();
        throw inUse(folder);
      }
      if (isInFolder(channel, lockFile(folder))) {
        return channel;
      }
      channel.close();
    }
  }

  private static boolean isInFolder(FileChannel channel, Path file) throws IOException {
    int length = ThreadLocalRandom.current().nextInt(MOST_BYTES) + 1;
    channel.truncate(0);
    channel.write(ByteBuffer.allocate(1), length - 1L);
    try {
      return Files.size(file) == length;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isHeld(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path path() {
    return folder;
  }

  Path latestModel() {
    return folder.resolve("latest.safetensors");
  }

  Path bestModel() {
    return folder.resolve("best.safetensors");
  }

  Path facts() {
    return folder.resolve("run.json");
  }

  Path journal() {
    return folder.resolve("journal.jsonl");
  }

  Path checkpoint(long steps) {
    return folder
        .resolve("checkpoints")
        .resolve(String.format(Locale.ROOT, "step-%012d.safetensors", steps));
  }

  /** Returns the checkpoints, the latest first. */
  List<Path> checkpoints() {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files
          .filter(file -> CHECKPOINT.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("run folder " + folder + " cannot be read: " + e, e);
    }
  }

  /**
   * Returns the latest state that is whole, or null where there is none. A damaged one is passed
   * over, with a warning.
   */
  @Nullable SavedState lastState(RunIdentity identity) {
    return lastOf(checkpoints(), identity);
  }

  /**
   * Returns the latest state that is whole and stands at a multiple of some steps, or null where
   * there is none. Where a training was killed or cancelled has no influence on it.
   */
  @Nullable SavedState lastRegularState(RunIdentity identity, long everySteps) {
    List<Path> regular =
        checkpoints().stream().filter(file -> steps(file) % everySteps == 0).toList();
    return lastOf(regular, identity);
  }

  private static @Nullable SavedState lastOf(List<Path> files, RunIdentity identity) {
    for (Path file : files) {
      try {
        return Checkpoint.read(file, identity);
      } catch (ModelFormatException e) {
        LOG.warn("{} is passed over: {}", file, e.getMessage());
      }
    }
    return null;
  }

  private static long steps(Path checkpoint) {
    String name = checkpoint.getFileName().toString();
    return Long.parseLong(name.substring("step-".length(), name.indexOf('.')));
  }

  /** Deletes all checkpoints but the last ones and the last that stands at a multiple. */
  void prune(int keep, long everySteps) {
    boolean isRegularKept = false;
    int number = 0;
    for (Path file : checkpoints()) {
      boolean isRegular = steps(file) % everySteps == 0;
      if (number++ >= keep && (isRegularKept || !isRegular)) {
        delete(file);
      }
      isRegularKept |= isRegular;
    }
  }

  /** Deletes all checkpoints after a step. */
  void deleteAfter(long step) {
    checkpoints().stream().filter(file -> steps(file) > step).forEach(this::delete);
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("run folder " + folder + ": " + e, e);
    }
  }

  @Override
  public void close() {
    // Deleted while it is locked, so that nobody else's file can be.
    try (channel) {
      Files.deleteIfExists(lockFile(folder));
    } catch (IOException e) {
      LOG.warn("run folder {}: its run.lock could not be removed: {}", folder, e.toString());
    } finally {
      TAKEN.remove(realFolder);
    }
  }
}

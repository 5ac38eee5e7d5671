package org.hybridrec.core.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file all or nothing: the bytes go into a temporary file in the same folder, are forced
 * to disk, the file is moved into place in one step, and the folder is forced to disk. Whoever
 * opens the target sees the old file or the new one, whole. Thread-safe.
 *
 * <p>A temporary file is named {@code .TARGET.….tmp}. One that a killed process left behind is
 * removed by the next save of the same target; so two processes that save the same target at the
 * same moment may make one of the two saves fail, never the target.
 */
public final class AtomicFile {

  /** What is to be written. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all bytes. Called once.
     *
     * @throws IOException if the stream throws it
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;
  private static final String END = ".tmp";

  /** The temporary files that this process is writing, which are no leftovers. */
  private static final Set<Path> UNDER_WAY = ConcurrentHashMap.newKeySet();

  private final Path target;
  private final Path folder;
  private final Path temporary;
  private final Disk disk;

  private AtomicFile(Path target, Path folder, Disk disk) {
    this.target = target;
    this.folder = folder;
    this.disk = disk;
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    this.temporary = folder.resolve(begin() + random + END);
  }

  /**
   * Writes a file.
   *
   * @throws IOException if a step fails. The old file is then as it was, unless all that failed was
   *     the last step, the folder's way to the disk: then the new file is there, whole, but might
   *     not outlast a power failure
   */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, new Disk());
  }

  static void write(Path target, Content content, Disk disk) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("not a file name: " + target);
    }
    new AtomicFile(absolute, folder, disk).write(content);
  }

  private String begin() {
    return "." + target.getFileName() + ".";
  }

  private void write(Content content) throws IOException {
    UNDER_WAY.add(temporary);
    try {
      deleteLeftovers();
      writeTemporary(content);
      disk.move(temporary, target);
    } catch (IOException | RuntimeException | Error e) {
      deleteAfter(e);
      throw e;
    } finally {
      UNDER_WAY.remove(temporary);
    }
    disk.forceFolder(folder);
  }

  private void writeTemporary(Content content) throws IOException {
    FileOutputStream file = disk.create(temporary);
    try {
      OutputStream out = new BufferedOutputStream(new Chunks(file), BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
      disk.force(file);
    } finally {
      disk.close(file);
    }
  }

  private void deleteAfter(Throwable failure) {
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void deleteLeftovers() {
    try {
      for (Path leftover : disk.list(folder, begin(), END)) {
        if (!UNDER_WAY.contains(leftover)) {
          disk.delete(leftover);
        }
      }
    } catch (IOException e) {
      // A leftover that cannot be removed harms nothing.
    }
  }

  /** Leads every write to the disk. */
  private final class Chunks extends OutputStream {

    private final FileOutputStream file;

    Chunks(FileOutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      disk.write(file, new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      // The JDK copies a write through as much memory outside of the heap as one write gives.
      for (int done = 0; done < count; done += BUFFER_BYTES) {
        disk.write(file, bytes, offset + done, Math.min(BUFFER_BYTES, count - done));
      }
    }
  }
}

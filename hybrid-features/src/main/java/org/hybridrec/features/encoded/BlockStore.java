package org.hybridrec.features.encoded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.features.storage.TemporaryFile;
import org.jspecify.annotations.Nullable;

/** Blocks of bytes, numbered from 0: in memory until they are told to move to a temporary file. */
final class BlockStore implements AutoCloseable {

  private final long maxBytes;
  private final Path folder;
  private final List<byte[]> inMemory = new ArrayList<>();
  private @Nullable TemporaryFile file;

  /** Where each block starts, counted through, and at last the number of bytes. */
  private long[] starts = new long[16];

  private int count;

  BlockStore(long maxBytes, Path folder) {
    this.maxBytes = maxBytes;
    this.folder = folder;
  }

  long maxBytes() {
    return maxBytes;
  }

  void add(byte[] bytes, int length) {
    if (file != null) {
      file.append(bytes, 0, length);
    } else {
      inMemory.add(Arrays.copyOf(bytes, length));
    }
    if (count + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[count + 1] = starts[count] + length;
    count++;
  }

  /** Moves all blocks to a file, to which later ones are added. */
  void spill() {
    TemporaryFile target = TemporaryFile.in(folder);
    file = target;
    for (byte[] block : inMemory) {
      target.append(block, 0, block.length);
    }
    inMemory.clear();
  }

  boolean spilled() {
    return file != null;
  }

  long size() {
    return starts[count];
  }

  int length(int block) {
    return (int) (starts[block + 1] - starts[block]);
  }

  /** Copies some bytes of a block. */
  void read(int block, int offset, byte[] target, int length) {
    if (file != null) {
      file.read(starts[block] + offset, target, 0, length);
    } else {
      System.arraycopy(inMemory.get(block), offset, target, 0, length);
    }
  }

  @Override
  public void close() {
    inMemory.clear();
    if (file != null) {
      file.close();
    }
  }
}

package org.hybridrec.features.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes in memory as a file, that can fail after a number of reads and counts what is open. */
final class MemoryChannel implements SeekableByteChannel {

  static int open;

  private final byte[] bytes;
  private final int mostAtOnce;
  private int readsLeft;
  private int position;
  private boolean closed;

  /** Makes a channel that gives at most so many bytes at once and fails after so many reads. */
  MemoryChannel(byte[] bytes, int mostAtOnce, int reads) {
    this.bytes = bytes;
    this.mostAtOnce = mostAtOnce;
    this.readsLeft = reads;
    open++;
  }

  static ArrowSource source(byte[] bytes) {
    return source(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  static ArrowSource file(byte[] bytes) {
    IpcFile.Opener opener = () -> new MemoryChannel(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE);
    return ArrowSource.of(IpcSource.of(new IpcFile("memory", opener, true)));
  }

  static ArrowSource source(byte[] bytes, int mostAtOnce, int reads) {
    return ArrowSource.of(
        IpcSource.of("memory", () -> new MemoryChannel(bytes, mostAtOnce, reads)));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (readsLeft-- <= 0) {
      throw new IOException("the disk is gone");
    }
    if (position >= bytes.length) {
      return -1;
    }
    int count = Math.min(mostAtOnce, Math.min(target.remaining(), bytes.length - position));
    target.put(bytes, position, count);
    position += count;
    return count;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public MemoryChannel position(long newPosition) {
    position = Math.toIntExact(newPosition);
    return this;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public MemoryChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      open--;
    }
  }
}

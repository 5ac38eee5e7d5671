package org.hybridrec.core.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The next so many bytes of a stream, as a stream that ends after them. Closing it closes nothing.
 */
final class Section extends FilterInputStream {

  private long left;

  Section(InputStream in, long length) {
    super(in);
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = super.read(into, offset, (int) Math.min(count, left));
    if (read < 0) {
      throw new EOFException();
    }
    left -= read;
    return read;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("a section is read, not skipped");
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}
}

package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import org.apache.arrow.flatbuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a range of a file into the messages of an IPC stream: −1 and the length of the head as
 * 32-bit integers (before Arrow 0.15 the length alone), the head, the body. A length of 0 ends the
 * stream, as does the end of the range between two messages. No length is believed beyond the bytes
 * that are there.
 */
final class FrameReader implements AutoCloseable {

  private static final int CONTINUATION = -1;

  /** More than any honest head or footer takes. */
  static final int HEAD_LIMIT = 1 << 26;

  private static final int CHUNK = 1 << 16;

  private final SeekableByteChannel channel;
  private final long end;
  private long position;
  private boolean ended;

  FrameReader(SeekableByteChannel channel, long start, long end) throws IOException {
    this.channel = channel.position(start);
    this.position = start;
    this.end = end;
  }

  /** Reads the next message's head, or null at the end. The body must be read or skipped. */
  @Nullable Frame next() throws IOException {
    if (ended || position == end) {
      ended = true;
      return null;
    }
    int length = readInt();
    if (length == CONTINUATION) {
      length = readInt();
    }
    if (length == 0) {
      ended = true;
      return null;
    }
    check(
        length > 0 && length <= Math.min(left(), HEAD_LIMIT),
        "a message head of %d bytes is announced at byte %d of %d: it is damaged or not Arrow",
        length,
        position,
        end);
    byte[] head = new byte[length];
    read(head, length);
    return frame(head);
  }

  private Frame frame(byte[] head) {
    Message message =
        Message.getRootAsMessage(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
    long body = message.bodyLength();
    check(
        body >= 0 && body <= left(),
        "a message body of %d bytes is announced at byte %d of %d",
        body,
        position,
        end);
    long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2);
    check(
        body <= most,
        "a batch of %d bytes, allowed are %d (half of the heap, at most 2 GiB);"
            + " write smaller batches or raise -Xmx",
        body,
        most);
    return new Frame(message, (int) body);
  }

  /** Reads the body of the message just read into the start of an array. */
  void readBody(Frame frame, byte[] target) throws IOException {
    read(target, frame.bodyLength());
  }

  void skipBody(Frame frame) throws IOException {
    position += frame.bodyLength();
    channel.position(position);
  }

  /** Returns how many bytes stand behind the end of the stream. */
  long left() {
    return end - position;
  }

  private int readInt() throws IOException {
    check(left() >= Integer.BYTES, "it ends amid a message");
    byte[] bytes = new byte[Integer.BYTES];
    read(bytes, bytes.length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  /** Reads in pieces, because a channel copies each through direct memory of the piece's size. */
  private void read(byte[] target, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = channel.read(ByteBuffer.wrap(target, done, Math.min(CHUNK, length - done)));
      check(n >= 0, "it became shorter while it was read");
      done += n;
    }
    position += length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

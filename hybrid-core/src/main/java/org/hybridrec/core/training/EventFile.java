package org.hybridrec.core.training;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/*
 * One file of TensorBoard events. A record is the length of its event (8 bytes), the masked CRC-32C
 * of that, the event, and the masked CRC-32C of the event, all little-endian: the TFRecord format.
 */
final class EventFile implements Closeable {

  private static final int MASK = 0xA282EAD8;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /** Begins a new file in a folder, named by the time and a number where that is taken. */
  static EventFile create(Path folder) throws IOException {
    long seconds = System.currentTimeMillis() / 1000;
    for (int n = 0; ; n++) {
      String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.%d", seconds, n);
      try {
        OutputStream out =
            Files.newOutputStream(
                folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        EventFile file = new EventFile(out);
        file.record(ScalarEvent.version(now()));
        return file;
      } catch (FileAlreadyExistsException e) {
        // The next number is tried.
      }
    }
  }

  /** Adds one event; names come in no particular order. */
  void write(long step, Map<String, Double> scalars) throws IOException {
    record(ScalarEvent.scalars(now(), step, scalars));
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  private void record(byte[] event) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(event.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(event.length);
    bytes.putInt(maskedCrc(bytes.array(), 0, 8));
    bytes.put(event);
    bytes.putInt(maskedCrc(event, 0, event.length));
    out.write(bytes.array());
  }

  private static int maskedCrc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

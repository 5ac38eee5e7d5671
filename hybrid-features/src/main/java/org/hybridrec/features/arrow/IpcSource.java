package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceReader;

/**
 * A stream or file whose schema has been read.
 *
 * @param file where it is
 * @param fields its schema
 */
record IpcSource(IpcFile file, List<ArrowField> fields) {

  static IpcSource of(IpcFile file) {
    try (IpcReader reader = open(file)) {
      return new IpcSource(file, reader.fields());
    }
  }

  /** Tells a file from a stream by its first bytes. */
  static IpcSource of(String name, IpcFile.Opener opener) {
    try {
      return of(new IpcFile(name, opener, IpcFile.hasMagic(opener)));
    } catch (IOException e) {
      throw unchecked(name, e);
    }
  }

  SourceReader open() {
    IpcReader reader = open(file);
    if (!reader.fields().equals(fields)) {
      reader.close();
      throw new InvalidDataException(
          file.name() + ": its schema has changed since the source was made; make a new source");
    }
    return reader;
  }

  private static IpcReader open(IpcFile file) {
    try {
      SeekableByteChannel channel = file.opener().open();
      try {
        return reader(file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unchecked(file.name(), e);
    } catch (MalformedArrowException e) {
      throw new InvalidDataException(file.name() + ": " + e.getMessage(), e);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new InvalidDataException(file.name() + ": its schema is damaged", e);
    }
  }

  private static IpcReader reader(IpcFile file, SeekableByteChannel channel) throws IOException {
    IpcFile.Extent extent = file.extent(channel);
    FrameReader frames = new FrameReader(channel, extent.start(), extent.end());
    Frame frame = frames.next();
    if (frame == null || frame.message().headerType() != MessageHeader.Schema) {
      throw new MalformedArrowException(
          "it does not start with a schema: it is not an Arrow IPC "
              + (file.framed() ? "file" : "stream"));
    }
    Schema schema = (Schema) frame.message().header(new Schema());
    check(schema != null, "its schema is empty");
    List<ArrowField> fields = FieldReader.read(schema, frame.message().version());
    frames.skipBody(frame);
    return new IpcReader(file.name(), frames, fields, extent.batchCount());
  }

  private static UncheckedIOException unchecked(String name, IOException e) {
    return new UncheckedIOException(name + ": cannot be read (" + e + ")", e);
  }
}

package org.hybridrec.features.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SourceReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Truncated, mutated and invented bytes: the right rows, other rows, or a typed error. */
class DamagedStreamsTest {

  /** Of each of seven streams. */
  private static final int MUTANTS = Boolean.getBoolean("rec.nightly") ? 30_000 : 1_500;

  /** One text: 8 bytes of offsets and 8 of padded text. */
  private static final long BODY_OF_ONE_ROW = 16;

  @TempDir Path directory;

  private static byte[] fixture(String name) throws IOException {
    return Files.readAllBytes(PyarrowFixturesTest.fixture(name));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("damaged.arrows"), bytes);
  }

  @AfterEach
  void everyChannelIsClosed() {
    assertThat(MemoryChannel.open).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"types.arrow", "legacy.arrow", "empty.arrow"})
  void anIpcFileCutAnywhereIsRefusedAtOnce(String name) throws IOException {
    byte[] whole = fixture(name);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MemoryChannel.file(cut))
          .isInstanceOf(InvalidDataException.class)
          .hasMessage(
              "memory: it does not start and end with ARROW1:"
                  + " it is cut short or not an Arrow IPC file");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta.arrows", "sliced.arrows", "types.arrows"})
  void aStreamCutAnywhereGivesItsFirstBatchesAndThenATypedError(String name) throws IOException {
    byte[] whole = fixture(name);
    List<Integer> sizes = Table.batchSizes(MemoryChannel.source(whole));
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      try {
        List<Integer> some = Table.batchSizes(MemoryChannel.source(Arrays.copyOf(whole, length)));
        assertThat(some).isEqualTo(sizes.subList(0, some.size()));
      } catch (InvalidDataException e) {
        assertThat(e).hasMessageStartingWith("memory");
        refused++;
      }
    }
    // a cut between two messages looks like an end: there are but a few such places
    assertThat(refused).isGreaterThan(whole.length - 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "types.arrows",
        "types.arrow",
        "passed_over.arrows",
        "delta.arrows",
        "legacy.arrow",
        "sliced.arrows",
        "lz4.arrows"
      })
  void mutatedBytesGiveRowsOrATypedError(String name) throws IOException {
    byte[] whole = fixture(name);
    int refused = 0;
    for (int seed = 0; seed < MUTANTS; seed++) {
      try {
        Table.of(MemoryChannel.source(mutant(whole, new Random(seed))));
      } catch (InvalidDataException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + " of " + name, e);
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"types.arrow", "delta.arrows", "legacy.arrows"})
  void aReadThatFailsAnywhereIsAnInputOutputErrorAndLeavesNothingOpen(String name)
      throws IOException {
    byte[] whole = fixture(name);
    Map<String, List<Object>> rows = Table.of(MemoryChannel.source(whole));
    int reads = 0;
    boolean failed = true;
    while (failed) {
      try {
        assertThat(Table.of(MemoryChannel.source(whole, 100, reads))).isEqualTo(rows);
        failed = false;
      } catch (UncheckedIOException e) {
        assertThat(e).hasMessageContaining("the disk is gone").hasMessageStartingWith("memory");
        reads++;
      }
      assertThat(MemoryChannel.open).isZero();
    }
    assertThat(reads).isGreaterThan(whole.length / 100);
  }

  private static byte[] mutant(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> extreme(bytes, at & ~3, random);
        default ->
            System.arraycopy(
                whole, random.nextInt(whole.length - 8), bytes, Math.min(at, bytes.length - 8), 8);
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private static void extreme(byte[] bytes, int at, Random random) {
    int[] values = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, -8, -4};
    if (at + 4 <= bytes.length) {
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(at, values[random.nextInt(values.length)]);
    }
  }

  @Test
  void whatIsNoArrowAtAllIsRefused() throws IOException {
    for (String text : List.of("", "a", "id,title\n1,x\n", "PAR1 and so on", "ARROW1")) {
      Path file = write(text.getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(() -> ArrowSource.of(file))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageStartingWith("damaged.arrows: ");
    }
  }

  @Test
  void randomBytesAreRefused() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      if (bytes.length > 8 && i % 2 == 0) {
        frame(0xFFFF_FFFF, bytes.length - 8).get(bytes, 0, 8);
      }
      assertThatThrownBy(() -> MemoryChannel.source(bytes))
          .isInstanceOf(InvalidDataException.class);
    }
  }

  private static ByteBuffer frame(int first, int second) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(first)
        .putInt(second)
        .flip();
  }

  @Test
  void aHeadLongerThanTheFileIsRefusedBeforeItIsAllocated() throws IOException {
    Path file = write(frame(-1, Integer.MAX_VALUE).array());

    assertThatThrownBy(() -> ArrowSource.stream(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "damaged.arrows: a message head of 2147483647 bytes is announced at byte 8 of 8: it"
                + " is damaged or not Arrow");
  }

  @Test
  void aBodyLongerThanTheFileIsRefusedBeforeItIsAllocated() throws IOException {
    byte[] bytes = oneRow();
    int at = find(bytes, BODY_OF_ONE_ROW);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, Long.MAX_VALUE);
    Path file = write(bytes);

    try (SourceReader reader = ArrowSource.stream(file).open()) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageMatching(
              "damaged.arrows batch 0: a message body of 9223372036854775807 bytes"
                  + " is announced at byte \\d+ of "
                  + bytes.length);
      assertThatThrownBy(reader::next)
          .describedAs("the failure stays")
          .isInstanceOf(InvalidDataException.class);
    }
  }

  private byte[] oneRow() throws IOException {
    Path file = directory.resolve("one.arrows");
    ArrowFiles.write(RowSource.rows(List.of("x")).text("t", row -> row), file);
    return Files.readAllBytes(file);
  }

  /** Finds the last place where that 64-bit number stands: the body's length in the last head. */
  private static int find(byte[] bytes, long value) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = bytes.length - 8; at >= 0; at -= 4) {
      if (buffer.getLong(at) == value) {
        return at;
      }
    }
    throw new AssertionError("no " + value);
  }

  @Test
  void bytesBehindTheEndOfAStreamAreRefusedNotLost() throws IOException {
    byte[] once = oneRow();
    byte[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);
    Path file = write(twice);

    assertThatThrownBy(() -> Table.of(ArrowSource.stream(file)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "damaged.arrows batch 1: " + once.length + " bytes follow the end of the stream");
  }

  @Test
  void aFileWithFewerBatchesThanItsFooterListsIsRefused() throws IOException {
    byte[] bytes = fixture("legacy.arrow");
    int second;
    try (FrameReader frames =
        new FrameReader(
            new MemoryChannel(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE), 8, bytes.length)) {
      frames.skipBody(frames.next());
      frames.skipBody(frames.next());
      second = (int) (bytes.length - frames.left());
    }
    ByteBuffer.wrap(bytes).putInt(second, 0);

    assertThatThrownBy(() -> Table.of(MemoryChannel.file(bytes)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("memory batch 1: the footer lists 2 batches and 1 are there");
  }

  @Test
  void aStreamThatEndsWithoutAMarkIsWhole() throws IOException {
    byte[] marked = oneRow();
    Path file = write(Arrays.copyOf(marked, marked.length - 8));

    assertThat(Table.of(ArrowSource.stream(file)).get("t")).containsExactly("x");
  }

  @Test
  void aFileAskedForAsAStreamAndTheOtherWayRoundIsRefused() {
    assertThatThrownBy(() -> ArrowSource.stream(PyarrowFixturesTest.fixture("types.arrow")))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> ArrowSource.file(PyarrowFixturesTest.fixture("types.arrows")))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "types.arrows: it does not start and end with ARROW1:"
                + " it is cut short or not an Arrow IPC file");
  }

  @Test
  void aMissingFileIsAnInputOutputErrorThatNamesIt() {
    Path file = directory.resolve("nowhere.arrows");

    assertThatThrownBy(() -> ArrowSource.of(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "nowhere.arrows: cannot be read (java.nio.file.NoSuchFileException: " + file + ")");
  }

  @Test
  void aFileWhoseSchemaChangesIsRefusedWhenOpened() throws IOException {
    Path file = write(fixture("sliced.arrows"));
    ArrowSource source = ArrowSource.of(file);
    write(fixture("delta.arrows"));

    assertThatThrownBy(source::open)
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "damaged.arrows: its schema has changed since the source was made; make a new source");
  }

  @Test
  void aClosedReaderSaysSoAndClosesAgain() {
    SourceReader reader = ArrowSource.of(PyarrowFixturesTest.fixture("sliced.arrows")).open();
    assertThat(reader.next()).isNotNull();
    reader.close();
    assertThatCode(reader::close).doesNotThrowAnyException();
    assertThatThrownBy(reader::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the reader of sliced.arrows is closed");
  }
}

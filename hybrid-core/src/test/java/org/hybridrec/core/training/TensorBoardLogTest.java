package org.hybridrec.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The event files are what TensorBoard reads: read back by protobuf's own parser, with a CRC-32C
 * computed bit by bit.
 */
class TensorBoardLogTest {

  @TempDir Path folder;

  /** One event as read back. */
  private record Read(String version, long step, List<String> scalars) {}

  private static int maskedCrc(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
      }
    }
    crc = ~crc;
    return ((crc >>> 15) | (crc << 17)) + 0xA282EAD8;
  }

  private static List<Read> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Read> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertThat(bytes.getInt()).isEqualTo(maskedCrc(length));
      byte[] event =
          new byte
              [Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())];
      bytes.get(event);
      assertThat(bytes.getInt()).isEqualTo(maskedCrc(event));
      events.add(event(CodedInputStream.newInstance(event)));
    }
    return events;
  }

  private static Read event(CodedInputStream in) throws IOException {
    String version = "";
    long step = 0;
    double time = 0;
    List<String> scalars = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | 1 -> time = in.readDouble();
        case 2 << 3 -> step = in.readInt64();
        case (3 << 3) | 2 -> version = in.readStringRequireUtf8();
        case (5 << 3) | 2 -> summary(in.readByteBuffer(), scalars);
        default -> throw new AssertionError("field " + (tag >>> 3));
      }
    }
    assertThat(time).isBetween(1.7e9, 1e10);
    return new Read(version, step, scalars);
  }

  private static void summary(ByteBuffer bytes, List<String> scalars) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      assertThat(tag).isEqualTo((1 << 3) | 2);
      CodedInputStream value = CodedInputStream.newInstance(in.readByteBuffer());
      assertThat(value.readTag()).isEqualTo((1 << 3) | 2);
      String name = value.readStringRequireUtf8();
      assertThat(value.readTag()).isEqualTo((2 << 3) | 5);
      scalars.add(name + " " + value.readFloat());
      assertThat(value.isAtEnd()).isTrue();
    }
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).getFileName().toString())
          .matches("events\\.out\\.tfevents\\.\\d{10}\\.\\d");
      return found.get(0);
    }
  }

  @Test
  void writesTheLossOfTheFirstStepAndOfEveryHundredth() throws IOException {
    try (TensorBoardLog log = TensorBoardLog.in(folder.resolve("run"))) {
      for (int step = 1; step <= 250; step++) {
        log.onStep(step, 1.0 / step);
      }
      // What was written is there before anything is closed.
      assertThat(read(onlyFile(folder.resolve("run"))))
          .containsExactly(
              new Read("brain.Event:2", 0, List.of()),
              new Read("", 1, List.of("loss 1.0")),
              new Read("", 100, List.of("loss 0.01")),
              new Read("", 200, List.of("loss 0.005")));
    }
  }

  @Test
  void writesTheValidationLossOfEachEpochIntoAFolderOfItsOwn() throws IOException {
    try (TensorBoardLog log = TensorBoardLog.in(folder, 7)) {
      log.onStep(300, 2.5);
      log.onEpoch(1, 2.25, 3.5);
      log.onStep(1L << 40, 2.0);
      log.onEpoch(2, 2.0, 3.0);
      log.onEpoch(3, 2.0, Double.NaN);
    }
    assertThat(read(onlyFile(folder.resolve("eval"))))
        .containsExactly(
            new Read("brain.Event:2", 0, List.of()),
            new Read("", 300, List.of("loss 3.5")),
            new Read("", 1L << 40, List.of("loss 3.0")));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("eval"));
    }
  }

  @Test
  void givesEachTrainingAFileOfItsOwn() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (TensorBoardLog log = TensorBoardLog.in(folder)) {
        log.onStep(1, run);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void makesNoFileWithoutAnEvent() throws IOException {
    TensorBoardLog.in(folder.resolve("run")).close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("run"));
    TensorBoardLog log = TensorBoardLog.in(file);

    assertThatThrownBy(() -> log.onStep(1, 1.0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("TensorBoard events in " + file + " cannot be written");
    assertThatThrownBy(() -> TensorBoardLog.in(file, 0))
        .hasMessage("everySteps must be at least 1, was 0");
  }
}

package org.hybridrec.features.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {

  @TempDir private Path folder;

  private long filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void givesBackAtAnyPlaceWhatWasAppended() {
    byte[] expected = new byte[300_000];
    new Random(1).nextBytes(expected);
    try (TemporaryFile file = TemporaryFile.in(folder)) {
      file.append(expected, 0, 7);
      file.append(expected, 7, 200_000);
      file.append(expected, 200_007, expected.length - 200_007);
      assertThat(file.size()).isEqualTo(expected.length);
      for (int[] part : new int[][] {{0, 300_000}, {5, 4}, {299_999, 1}, {123_456, 100_000}}) {
        byte[] read = new byte[part[1] + 2];
        file.read(part[0], read, 1, part[1]);
        byte[] wanted = new byte[part[1] + 2];
        System.arraycopy(expected, part[0], wanted, 1, part[1]);
        assertThat(read).isEqualTo(wanted);
      }
    }
  }

  @Test
  void streamsWriteAndReadBesideEachOther() throws IOException {
    try (TemporaryFile file = TemporaryFile.in(folder)) {
      DataOutputStream out = file.append();
      out.writeLong(1);
      out.flush();
      DataInputStream first = file.read(0);
      out.writeInt(2);
      out.write(3);
      out.flush();
      assertThat(file.size()).isEqualTo(13);
      assertThat(first.readLong()).isEqualTo(1);
      assertThat(file.read(8).readInt()).isEqualTo(2);
      assertThat(file.read(12).readByte()).isEqualTo((byte) 3);
    }
  }

  @Test
  void nothingIsLeftWhenItIsClosed() throws IOException {
    TemporaryFile file = TemporaryFile.in(folder);
    file.append(new byte[10], 0, 10);
    file.close();
    assertThat(filesLeft()).isZero();
  }

  @Test
  void saysWhereItsEndIsWhenMoreIsRead() {
    try (TemporaryFile file = TemporaryFile.in(folder)) {
      file.append(new byte[10], 0, 10);
      assertThatThrownBy(() -> file.read(5, new byte[6], 0, 6))
          .isInstanceOf(TemporaryFileException.class)
          .hasMessage(
              "the temporary file "
                  + file.path()
                  + " cannot be used (java.io.EOFException: it ends before byte 11); make room"
                  + " there or choose another folder with temporaryFolder");
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> TemporaryFile.in(missing))
        .isInstanceOf(TemporaryFileException.class)
        .hasMessageMatching(
            "the temporary file \\Q"
                + missing
                + "\\E/hybridrec-.*\\.tmp cannot be used"
                + " \\(java.nio.file.NoSuchFileException: .*\\); make room there or choose another"
                + " folder with temporaryFolder");
  }

  @Test
  void aFullDiskNamesTheFileTheBytesItNeedsAndThoseThatAreFree() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full, the device that is always full");
    FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE);
    try (TemporaryFile file = new TemporaryFile(full, channel)) {
      TemporaryFileException thrown =
          catchThrowableOfType(
              TemporaryFileException.class, () -> file.append(new byte[1234], 0, 1234));
      assertThat(thrown)
          .hasMessageMatching(
              "the temporary file /dev/full cannot be written \\(java.io.IOException: .*\\): it"
                  + " needs 1234 bytes so far, its folder has \\d+ bytes free; make room there or"
                  + " choose another folder with temporaryFolder");
      assertThat(thrown.path()).isEqualTo(full);
      assertThat(thrown.neededBytes()).isEqualTo(1234);
    }
  }

  @Test
  void anInterruptClosesTheFileAndIsTheCause() throws IOException {
    TemporaryFile file = TemporaryFile.in(folder);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> file.append(new byte[10], 0, 10))
          .isInstanceOf(TemporaryFileException.class)
          .hasCauseInstanceOf(ClosedByInterruptException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(filesLeft()).isZero();
  }
}

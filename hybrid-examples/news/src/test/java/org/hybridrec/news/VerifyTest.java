package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

  @TempDir private Path folder;

  @Test
  void aWholeFileShowsItsChecksAndSections() throws IOException {
    Path model = Kiosk.model(folder);
    Shell shell = Shell.run("verify", "--model", model);

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .startsWith(
            """
              header    ok  is of this format and version, and the file has the length it gives
              sections  ok  one after the other without holes, as long as their shapes say
              digest    ok  every byte is as it was saved
              numbers   ok  none is NaN or infinite
              model     ok  loads
            """)
        .containsPattern("embedding/content_embedding +F32 +7, 8 +224\n")
        .containsPattern("hidden/0/kernel +F32 +9, 16 +576\n")
        .containsPattern("sha256 +U8 +32 +32\n")
        .containsPattern(String.format("(?m)^%,d bytes, SHA-256 [0-9a-f]{64}$", Files.size(model)));
  }

  @Test
  void aDamagedFileShowsHowFarItHolds() throws IOException {
    Path model = Kiosk.model(folder);
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 40] ^= 1;
    Files.write(model, bytes);

    Shell shell = Shell.run("verify", "--model", model);

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.out())
        .isEqualTo(
            """
              header    ok  is of this format and version, and the file has the length it gives
              sections  ok  one after the other without holes, as long as their shapes say
              digest    BROKEN
              numbers   not reached
              model     not reached
            """);
    assertThat(shell.err())
        .startsWith("hybrid: model file '" + model + "': the file is damaged: its bytes have")
        .hasLineCount(1);
  }

  @Test
  void aFileThatIsCutOffOrNoModelFailsAtItsHeader() throws IOException {
    Path model = Kiosk.model(folder);
    byte[] bytes = Files.readAllBytes(model);
    String expected =
        """
          header    BROKEN
          sections  not reached
          digest    not reached
          numbers   not reached
          model     not reached
        """;

    Files.write(model, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(Shell.run("verify", "--model", model).out()).isEqualTo(expected);

    Files.writeString(model, "visitor_id,content_id\n1,2\n");
    assertThat(Shell.run("verify", "--model", model).out()).isEqualTo(expected);
  }

  @Test
  void aFileThatIsNotThereIsAUserError() {
    Path none = folder.resolve("none");

    assertThat(Shell.run("verify", "--model", none))
        .isEqualTo(
            Shell.userError(
                "model file " + none + ": there is no such file; hybrid train writes one"));
  }
}

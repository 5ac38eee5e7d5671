package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the second reader that stands in the documentation, as it stands there. */
class PythonReaderTest {

  private static final Path PAGE = Path.of("..", "docs", "model-file.md");

  private static final String MAIN =
      """

      texts, tensors = read(sys.argv[1])
      print(json.dumps([texts, {name: list(map(list, (shape, numbers)))
                                for name, (shape, numbers) in tensors.items()},
                        strings(tensors, "vocabulary")]))
      """;

  @TempDir Path folder;

  @Test
  void readsWhatWasWritten() throws Exception {
    Path path = folder.resolve("model");
    TensorFile file = TensorFileTest.sample();
    file.write(path);
    List<?> read = (List<?>) Json.read(run(path));
    assertThat(read.get(0)).isEqualTo(file.metadata());
    assertThat(read.get(2)).isEqualTo(file.strings("vocabulary"));
    Map<?, ?> tensors = (Map<?, ?>) read.get(1);
    assertThat(tensors).hasSize(file.names().size() + 1);
    assertThat(tensors.get("counts"))
        .isEqualTo(List.of(List.of(2L, 1L), List.of(Long.MIN_VALUE, Long.MAX_VALUE)));
    assertThat(tensors.get("dense/kernel"))
        .isEqualTo(
            List.of(
                List.of(2L, 3L),
                List.of(1.5, -0.0, (double) Float.MIN_VALUE, 4.0, 5.0, (double) Float.MAX_VALUE)));
    assertThat(tensors.get("means"))
        .isEqualTo(List.of(List.of(2L), List.of(Math.PI, -Double.MIN_VALUE)));
    assertThat(tensors.get("ids"))
        .isEqualTo(
            List.of(List.of(3L), List.of((long) Integer.MIN_VALUE, 0L, (long) Integer.MAX_VALUE)));
    assertThat(tensors.get("flags")).isEqualTo(List.of(List.of(3L), List.of(0L, 255L, 7L)));
    assertThat(tensors.get("empty")).isEqualTo(List.of(List.of(0L, 4L), List.of()));
  }

  @Test
  void refusesDamage() throws Exception {
    Path path = folder.resolve("model");
    byte[] bytes = TensorFileTest.sample().toBytes();
    bytes[bytes.length - 50] ^= 1;
    Files.write(path, bytes);
    assertThat(run(path)).contains("AssertionError: damaged, or no hybridrec model");
  }

  @Test
  void hasFortyLinesAtMost() throws IOException {
    assertThat(reader().lines().count()).isLessThanOrEqualTo(40);
  }

  private static String reader() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("```python\n") + "```python\n".length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  private String run(Path model) throws Exception {
    assumeTrue(
        hasPython(), "python3 3.9 or newer is not on the path: the second reader is not run");
    Path script = Files.writeString(folder.resolve("reader.py"), reader() + MAIN);
    return output("python3", "-X", "utf8", script.toString(), model.toString());
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return output("python3", "-c", "import sys; print(sys.version_info >= (3, 9))")
          .equals("True");
    } catch (IOException e) {
      return false;
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return text;
    }
  }
}

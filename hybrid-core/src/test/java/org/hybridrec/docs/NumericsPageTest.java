package org.hybridrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises of the page on numerics that need a JVM of their own. */
class NumericsPageTest {

  @TempDir Path folder;

  /** The compiler may choose other instructions, fused and vectorised: not other bits. */
  @Test
  void anInterpretedJvmSavesTheSameFile() throws IOException, InterruptedException {
    assertThat(saved("interpreted", "-Xint")).isEqualTo(saved("compiled"));
  }

  private byte[] saved(String name, String... options) throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.hybridrec.docs.FirstProgram");
    Process java =
        new ProcessBuilder(command)
            .directory(own.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(java.waitFor()).isZero();
    return Files.readAllBytes(own.resolve("first.safetensors"));
  }
}

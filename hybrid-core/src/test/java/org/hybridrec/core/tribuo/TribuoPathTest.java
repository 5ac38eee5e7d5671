package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is excluded of Tribuo is not needed: training, evaluation and serialization in a JVM of its
 * own whose class path holds the jars of {@code runtime-jars.txt} and our classes, nothing else.
 */
class TribuoPathTest {

  @Test
  void trainsEvaluatesAndSerializesWithTheJarsOfTheListAlone(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    String jars = Files.readString(module.resolve("target/runtime-class-path.txt")).trim();
    assertThat(jars).doesNotContain("jline", "jansi", "tribuo-data", "opencsv", "beanutils");
    Path log = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(
                    File.pathSeparator,
                    module.resolve("target/classes").toString(),
                    module.resolve("target/test-classes").toString(),
                    module.resolve("../hybrid-features/target/classes").toString(),
                    jars),
                TribuoPath.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(output).isZero();
    // Later JVMs warn in between of what protobuf calls.
    assertThat(output.lines().filter(line -> !line.startsWith("WARNING: ")))
        .endsWith("1.0", "1.0", "true");
  }
}

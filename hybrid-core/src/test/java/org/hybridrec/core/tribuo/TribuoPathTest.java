package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.reliability.ChildJvm;
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
    String classPath =
        String.join(
            File.pathSeparator,
            module.resolve("target/classes").toString(),
            module.resolve("target/test-classes").toString(),
            module.resolve("../hybrid-features/target/classes").toString(),
            jars);
    String output =
        ChildJvm.output(
            folder, List.of(ChildJvm.java().toString()), classPath, TribuoPath.class, folder);
    assertThat(output.lines()).containsExactly("1.0", "1.0", "true");
  }
}

package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridrec.reliability.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fit, save, load, recommend and evaluate in a JVM of its own whose class path holds our classes
 * and the jars marked {@code default} in {@code runtime-jars.txt}, nothing else: no Arrow, no
 * Tribuo.
 */
class DefaultPathTest {

  @Test
  void fitsSavesAndRecommendsWithTheDefaultJarsAlone(@TempDir Path folder)
      throws IOException, InterruptedException {
    String output =
        ChildJvm.output(
            folder, List.of(ChildJvm.java().toString()), classPath(), DefaultPath.class, folder);
    assertThat(output.lines()).contains("item4", "50");
  }

  private static String classPath() throws IOException {
    Path module = Path.of(System.getProperty("basedir", ""));
    List<String> jars;
    try (Stream<String> lines = Files.lines(module.resolve("runtime-jars.txt"))) {
      jars =
          lines
              .map(line -> line.split("\\s+"))
              .filter(words -> words.length == 3 && words[1].equals("default"))
              .map(words -> words[2])
              .toList();
    }
    String resolved = Files.readString(module.resolve("target/runtime-class-path.txt")).trim();
    Stream<Path> ours =
        Stream.of(
            module.resolve("target/classes"),
            module.resolve("target/test-classes"),
            module.resolve("../hybrid-features/target/classes"));
    Stream<Path> theirs =
        Arrays.stream(resolved.split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> jars.contains(path.getFileName().toString()));
    return Stream.concat(ours, theirs)
        .map(path -> path.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}

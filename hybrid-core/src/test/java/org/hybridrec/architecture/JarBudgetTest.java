package org.hybridrec.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * What a user's class path gains by hybrid-core: exactly the jars of {@code runtime-jars.txt}, and
 * few of them. Maven writes the class path to a file before the tests run.
 */
class JarBudgetTest {

  private static final int MOST_JARS = 26;
  private static final long MOST_BYTES = 20_000_000;
  private static final int MOST_DEFAULT_JARS = 8;

  /** A line of the list. */
  private record Listed(LocalDate letIn, String part, String jar) {

    static Listed parse(String line) {
      String[] words = line.trim().split("\\s+");
      assertThat(words).as("words of the line '%s'", line).hasSize(3);
      assertThat(words[1])
          .as("part in the line '%s'", line)
          .isIn("default", "arrow", "onnx", "tribuo");
      return new Listed(LocalDate.parse(words[0]), words[1], words[2]);
    }
  }

  private static Path module() {
    return Path.of(System.getProperty("basedir", ""));
  }

  private static List<Listed> list() throws IOException {
    try (var lines = Files.lines(module().resolve("runtime-jars.txt"))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Listed::parse)
          .toList();
    }
  }

  private static List<Path> jars() throws IOException {
    Path file = module().resolve("target/runtime-class-path.txt");
    assertThat(file).as("the class path, written by mvn generate-test-resources").exists();
    return Arrays.stream(Files.readString(file).trim().split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> !isOurs(path))
        .toList();
  }

  private static boolean isOurs(Path path) {
    return Files.isDirectory(path) || path.getFileName().toString().startsWith("hybrid-features-");
  }

  @Test
  void theClassPathHoldsTheJarsOfTheListAndNoOthers() throws IOException {
    assertThat(jars())
        .extracting(jar -> jar.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(list().stream().map(Listed::jar).toList());
  }

  @Test
  void theClassPathIsSmall() throws IOException {
    assertThat(jars()).hasSizeLessThanOrEqualTo(MOST_JARS);
    long bytes = 0;
    for (Path jar : jars()) {
      bytes += Files.size(jar);
    }
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void theDefaultPathNeedsFewJars() throws IOException {
    assertThat(list())
        .filteredOn(listed -> listed.part().equals("default"))
        .hasSizeBetween(1, MOST_DEFAULT_JARS);
  }

  @Test
  void noClassIsInTwoJars() throws IOException {
    Map<String, List<String>> jarsOfClass = new TreeMap<>();
    for (Path path : jars()) {
      try (JarFile jar = new JarFile(path.toFile())) {
        jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
            .forEach(
                name ->
                    jarsOfClass
                        .computeIfAbsent(name, key -> new ArrayList<>())
                        .add(path.getFileName().toString()));
      }
    }
    assertThat(jarsOfClass).hasSizeGreaterThan(1_000);
    jarsOfClass.values().removeIf(jars -> jars.size() == 1);
    assertThat(jarsOfClass).isEmpty();
  }
}

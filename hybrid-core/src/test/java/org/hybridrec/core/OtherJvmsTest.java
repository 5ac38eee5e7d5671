package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hybridrec.reliability.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fit gives the same file in other JVMs: interpreted or compiled, with the Vector API or without,
 * and on the other Javas that are installed beside the one that runs the tests (of 17 and later).
 */
@Timeout(300)
class OtherJvmsTest {

  private static final List<String> VECTOR = List.of("--add-modules", "jdk.incubator.vector");

  @TempDir private Path folder;

  private String digestHere() {
    return Catalogue.smallDigests(folder);
  }

  private String digestOf(Path java, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx256m"));
    command.addAll(options);
    return ChildJvm.output(folder, command, ChildJvm.classPath(), Catalogue.class, folder).trim();
  }

  /** Returns the Javas of 17 and later that stand beside the running one. */
  private static List<Path> javasBeside() throws IOException {
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> homes = Files.list(home.getParent())) {
      List<Path> found = new ArrayList<>();
      for (Path other : homes.sorted().toList()) {
        if (Files.exists(other.resolve("release")) && !other.toRealPath().equals(home)) {
          String release = Files.readString(other.resolve("release"), StandardCharsets.UTF_8);
          if (release.matches("(?s).*JAVA_VERSION=\"(1[7-9]|[2-9][0-9]).*")) {
            found.add(other.toRealPath().resolve("bin").resolve("java"));
          }
        }
      }
      return found.stream().distinct().toList();
    }
  }

  @Test
  void interpretedOrCompiledTheFileIsTheSame() throws Exception {
    String expected = digestHere();

    assertThat(digestOf(ChildJvm.java(), List.of("-Xint"))).isEqualTo(expected);
    assertThat(digestOf(ChildJvm.java(), List.of("-XX:TieredStopAtLevel=1"))).isEqualTo(expected);
  }

  @Test
  void withTheVectorApiTheFileIsTheSame() throws Exception {
    assumeTrue(
        ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent(),
        "this Java comes without the module jdk.incubator.vector");
    String expected = digestHere();

    assertThat(digestOf(ChildJvm.java(), VECTOR)).isEqualTo(expected);
    List<String> interpreted = new ArrayList<>(VECTOR);
    interpreted.add("-Xint");
    assertThat(digestOf(ChildJvm.java(), interpreted)).isEqualTo(expected);
  }

  @Test
  void onOtherJavasTheFileIsTheSame() throws Exception {
    List<Path> javas = javasBeside();
    assumeTrue(!javas.isEmpty(), "no other Java of 17 or later stands beside this one");
    String expected = digestHere();

    for (Path java : javas) {
      assertThat(digestOf(java, List.of())).as("%s", java).isEqualTo(expected);
      assertThat(digestOf(java, VECTOR)).as("%s with the Vector API", java).isEqualTo(expected);
    }
  }
}

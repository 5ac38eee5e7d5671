package org.hybridrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages point at is there. */
class PagesTest {

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToFilesThatAreThere(Page page) {
    for (MatchResult link : page.matches("]\\(([^)#:]+)(#[^)]*)?\\)")) {
      assertThat(page.file().resolveSibling(link.group(1)))
          .as("a link of %s", page.file())
          .exists();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void testsThatAreNamedExist(Page page) throws IOException {
    Map<String, String> sources = testSources();
    for (MatchResult test : page.matches("`([A-Z]\\w*Test)(?:\\.(\\w+))?`")) {
      assertThat(sources).as("the tests that %s names", page.file()).containsKey(test.group(1));
      if (test.group(2) != null) {
        assertThat(sources.get(test.group(1)))
            .as("%s, named by %s", test.group(1), page.file())
            .contains(" " + test.group(2) + "(");
      }
    }
  }

  /** The sources of all tests by the name of their class. */
  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("hybrid-features", "hybrid-core", "hybrid-examples")) {
      try (Stream<Path> files = Files.walk(Page.ROOT.resolve(module))) {
        for (Path file :
            files.filter(path -> path.toString().endsWith("Test.java")).sorted().toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }
}

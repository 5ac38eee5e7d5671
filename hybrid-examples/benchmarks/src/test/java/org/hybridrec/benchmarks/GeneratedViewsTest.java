package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.core.factorization.Interactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedViewsTest {

  @Test
  void popularItemsAreObservedAsOftenAsTheirRankSays() {
    Interactions views = GeneratedViews.of(100_000, 100, 200_000, 1);
    double first = observers(views, "i0");
    double tenth = observers(views, "i9");
    assertThat(views.users().size()).isBetween(86_000, 87_000); // 1 - e^-2 of them
    // Of 2 observations a user, ln 2 / ln 101 are of the first item: 1 - e^(-0.300) of the users.
    assertThat(first / 100_000).isBetween(0.255, 0.264);
    // ln 1.1 / ln 101 are of the tenth: 1 - e^(-0.0413).
    assertThat(tenth / 100_000).isBetween(0.038, 0.043);
  }

  private static double observers(Interactions views, String item) {
    long count = 0;
    for (String user : views.users().values()) {
      count += views.value(user, item) > 0 ? 1 : 0;
    }
    return count;
  }

  @Test
  void theSameNumbersGiveTheSameCells(@TempDir Path folder) throws Exception {
    GeneratedViews.write(GeneratedViews.of(5, 4, 30, 7), folder.resolve("a"));
    GeneratedViews.write(GeneratedViews.of(5, 4, 30, 7), folder.resolve("b"));
    List<String> lines = Files.readAllLines(folder.resolve("a"));
    assertThat(Files.readAllLines(folder.resolve("b"))).isEqualTo(lines);
    assertThat(lines)
        .doesNotHaveDuplicates()
        .hasSize(GeneratedViews.of(5, 4, 30, 7).size())
        .allMatch(line -> line.matches("[0-4],[0-3],1"));
  }
}

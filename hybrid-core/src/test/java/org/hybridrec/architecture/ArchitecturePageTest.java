package org.hybridrec.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on architecture shows the arrows that {@link ArchitectureTest} holds, and no others. */
class ArchitecturePageTest {

  private static final PackageMap MAP = PackageMap.read();

  /** A line of the page's table. */
  private record Line(String name, String what, String ours, String libraries) {

    static Line parse(String text) {
      List<String> cells = Arrays.stream(text.split("\\|")).map(String::strip).toList();
      return new Line(cells.get(1).replace("`", ""), cells.get(2), cells.get(3), cells.get(4));
    }

    @Override
    public String toString() {
      return name + ": " + ours + "; " + libraries;
    }
  }

  private static List<Line> table() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "architecture.md"));
    return page.substring(page.indexOf("<!-- arrows -->"))
        .lines()
        .skip(3)
        .takeWhile(line -> line.startsWith("|"))
        .map(Line::parse)
        .toList();
  }

  @Test
  void theTableOfArrowsIsThePackageMap() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String name : MAP.packages()) {
      String ours = cell(MAP.imports(name).stream().filter(each -> !each.endsWith("..")).toList());
      String others = cell(MAP.imports(name).stream().filter(each -> each.endsWith("..")).toList());
      expected.add(name + ": " + ours + "; " + others);
    }
    assertThat(table())
        .extracting(Line::toString)
        .as("the table of docs/architecture.md, which changes with the PackageMap")
        .containsExactlyElementsOf(expected);
  }

  private static String cell(List<String> imports) {
    return imports.isEmpty()
        ? "–"
        : imports.stream()
            .map(each -> "`" + each.replace("..", "") + "`")
            .collect(Collectors.joining(", "));
  }

  @Test
  void packagesThatAreNotThereYetAreCalledSo() throws IOException {
    for (Line line : table()) {
      String folder = "src/main/java/org/hybridrec/" + line.name().replace('.', '/');
      String module = line.name().startsWith("core") ? "hybrid-core" : "hybrid-features";
      if (!line.what().startsWith("not yet: ")) {
        assertThat(Path.of("..", module, folder, "package-info.java")).exists();
      }
    }
  }
}

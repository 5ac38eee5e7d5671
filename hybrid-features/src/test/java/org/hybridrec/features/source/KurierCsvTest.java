package org.hybridrec.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads real German page views. The expected numbers were counted with Python's csv module. */
class KurierCsvTest {

  private static Path file() {
    String shared = System.getProperty("hybridrec.shared", "../../shared");
    return Path.of(shared).resolve("data/kurier-next-content/rows_dev.csv.gz").toAbsolutePath();
  }

  @Test
  void everyCellOfTheRealFileIsRead() {
    Path file = file();
    assumeThat(file).as("the Kurier rows (set -Dhybridrec.shared=FOLDER)").exists();

    List<List<Object>> rows =
        Rows.of(
            CsvSource.of(file)
                .withHeader(
                    "visitor_id",
                    "content_id",
                    "category",
                    "title",
                    "author",
                    "months_since_epoch",
                    "next_content_id"));

    List<String> cells =
        rows.stream()
            .flatMap(List::stream)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList();
    assertThat(rows).hasSize(20_521);
    assertThat(cells).hasSize(139_798);
    assertThat(cells.stream().mapToInt(cell -> cell.codePointCount(0, cell.length())).sum())
        .isEqualTo(2_290_351);
  }
}

package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hybridrec.features.source.CsvSource;
import org.junit.jupiter.api.Test;

/**
 * Real rows that BigQuery chose: the lab's test part, where {@code ABS(MOD(FARM_FINGERPRINT(
 * CONCAT(visitor_id, content_id)), 10)) = 9}.
 */
class KurierRowsTest {

  private static final Path ROWS =
      Path.of(System.getProperty("hybridrec.shared", "../../shared"))
          .resolve("data/kurier-next-content/rows_dev.csv.gz");

  @Test
  void bigQuerysTestRowsAreAllInTheLabsTestPart() {
    assumeTrue(Files.exists(ROWS), () -> ROWS + " is not there: set -Dhybridrec.shared");
    CsvSource rows =
        CsvSource.of(ROWS)
            .withHeader(
                "visitor_id",
                "content_id",
                "category",
                "title",
                "author",
                "months_since_epoch",
                "next_content_id");

    assertThat(Split.lab("visitor_id", "content_id").of(rows).sizes())
        .isEqualTo(Map.of(Part.TRAIN, 0L, Part.VALIDATION, 0L, Part.TEST, 20_521L));
  }
}

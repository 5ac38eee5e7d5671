package org.hybridrec.news.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPartTest {

  @TempDir private Path folder;

  private List<RunPart> parts(String json) throws IOException {
    return RunPart.read(Files.writeString(folder.resolve("run.json"), json));
  }

  @Test
  void aPartHasStepsAndTimeWhereItCameToItsEnd() throws IOException {
    List<RunPart> parts =
        parts(
            """
            {"parts":[{"began":"2026-01-01T10:00:00Z","from_step":0},
            {"began":"2026-01-01T11:00:00Z","ended":"2026-01-01T11:01:30.5Z","from_step":400,"to_step":900}]}
            """);

    assertThat(parts.get(0).steps()).isNull();
    assertThat(parts.get(0).time()).isNull();
    assertThat(parts.get(1).moment("ended")).isEqualTo("2026-01-01 11:01:30");
    assertThat(parts.get(0).moment("ended")).isEmpty();
    assertThat(parts.get(1).steps()).isEqualTo(500);
    assertThat(parts.get(1).time()).isEqualTo(Duration.ofMillis(90_500));
  }

  @Test
  void whatIsNotThereOrSaysSomethingElseHasNoParts() throws IOException {
    assertThat(RunPart.read(folder.resolve("none"))).isEmpty();
    assertThat(parts("{\"parts\":[")).isEmpty();
    assertThat(parts("[1]")).isEmpty();
    assertThat(parts("{\"parts\":[1]}")).isEmpty();
    assertThat(parts("{\"parts\":[{\"began\":\"soon\",\"ended\":7}]}").get(0).time()).isNull();
  }

  @Test
  void timesAreShownInTheirSize() {
    assertThat(Figures.duration(Duration.ofMillis(1_250))).isEqualTo("1.3 s");
    assertThat(Figures.duration(Duration.ofSeconds(65))).isEqualTo("1 min 05 s");
    assertThat(Figures.duration(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
  }
}

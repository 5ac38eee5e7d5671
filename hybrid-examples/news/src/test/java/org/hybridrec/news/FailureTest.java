package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void allProblemsOfASourceAreOneLine() {
    assertThat(Failure.of(new SchemaException(List.of("a is missing", "b is text"))))
        .isEqualTo(new Failure(2, "a is missing; b is text"));
  }

  @Test
  void filesThatCannotBeReadAreTheUsersToMend() {
    IOException cause = new IOException("disk");
    assertThat(Failure.of(new UncheckedIOException("rows.csv: cannot be read", cause)))
        .isEqualTo(new Failure(2, "rows.csv: cannot be read"));
  }

  @Test
  void aFaultOfOursIsInternalAndPointsToTheTrace() {
    assertThat(Failure.of(new IllegalStateException("first\n  second")))
        .isEqualTo(
            new Failure(
                1,
                "internal failure: java.lang.IllegalStateException: first second; --verbose shows"
                    + " where"));
  }

  @Test
  void tooLittleMemoryTellsHowToGiveMore() {
    assertThat(Failure.of(new OutOfMemoryError()))
        .isEqualTo(
            new Failure(
                2,
                "out of memory: give Java more, as in java -Xmx4g -jar hybrid.jar, or shrink the"
                    + " recipe"));
  }
}
